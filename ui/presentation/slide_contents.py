"""What the slides of a show hold, read from the store once: a map its documents, a chart its points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from data_access.door import PUBLIC
from data_access.store.errors import NoSuchDay, StoreError
from data_access.store_codes import store_in
from data_access.text.failures import failure_sentence
from geo.layers import UnknownLayer
from ui.cached.editions import Edition, newest
from ui.cached.figure_frames import UnknownPicture, indicator_row
from ui.cached.place_facts import area_facts
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.charts.slides import PART, Slide
from ui.charts.source_lines import named_sources
from ui.explore.catalogue_section import indicator_exhibit
from ui.explore.deprivations import heat_exhibit, index_exhibit
from ui.explore.kept_views import EXHIBITS, explored, has_small_maps
from ui.explore.ranking import ranked_rows
from ui.flows.presented import flow_exhibits
from ui.funding.presented import funding_exhibits
from ui.maps.drawn_outlines import outlines_of
from ui.maps.exploration import Exploration
from ui.maps.exploration_state import CATALOGUE
from ui.maps.kept_documents import page_document
from ui.maps.map_address import YEARS_VIEW, MapAddress
from ui.maps.map_offer import StoreOffer
from ui.maps.picture_address import PictureAddress
from ui.maps.requested_map import map_at
from ui.maps.small_maps import show_small_maps
from ui.outcomes.presented import outcome_exhibits
from ui.overview.exhibits import OVERVIEW_EXHIBITS, POOREST_SHOWN, bars_of, mapped
from ui.place.presented import place_exhibits
from ui.presentation.chart_slides import EMPTY, HALL_ROWS, Content, of_exhibit, silent, silent_slide, told_by
from ui.presentation.place_slides import series_content, slide_place
from ui.sources.presented import source_exhibits
from ui.summary.todays_series import every_series
from ui.targets.presented import target_exhibits
from vocabulary.words import Words

HALL_EXHIBITS: Mapping[str, Callable[[Visit, Exploration], Exhibit]] = {
    "heat": partial(heat_exhibit, most=HALL_ROWS),
    "index": partial(index_exhibit, most=HALL_ROWS),
}


def _overview_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    return {key: partial(made, visit) for key, made in OVERVIEW_EXHIBITS.items()}


def _quality_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    # Not before a slide of them is asked for: they need the libraries of workbooks.
    from ui.quality.presented import quality_exhibits

    return quality_exhibits(visit, query)


# By the path of the page.
PAGE_EXHIBITS: Mapping[str, Callable[[Visit, Mapping[str, str]], Makers]] = {
    "overview": _overview_exhibits,
    "area": place_exhibits,
    "funding": funding_exhibits,
    "outcomes": outcome_exhibits,
    "targets": target_exhibits,
    "flows": flow_exhibits,
    "quality": _quality_exhibits,
    "sources": source_exhibits,
}


def exhibit_of(visit: Visit, slide: Slide) -> Exhibit | None:
    """Return the exhibit that a slide shows; None where it names none, or one that its view does not have.

    A view of the explorer is named by its own parameters, see ``ui.explore.kept_views``.
    """
    part = slide.query.get(PART, "")
    if not part or slide.path not in PAGE_EXHIBITS:
        return None
    made = PAGE_EXHIBITS[slide.path](visit, slide.query).get(part)
    return made() if made is not None else None


def slide_content(visit: Visit, slide: Slide) -> Content:
    """Return what the browser draws: a map, lines, bars, a finished picture; a sentence without figures.

    ``documents`` holds, by address, what a map would otherwise fetch.
    """
    makers: Mapping[str, Callable[[Visit, Slide], Content]] = {
        "map": _map,
        "overview": _overview,
        "area": _area,
        "explore": _explore,
    }
    # Every other page is shown by one of its exhibits.
    try:
        content = makers.get(slide.path, _exhibit)(visit, slide)
    except (StoreError, UnknownPicture, UnknownLayer, LookupError):
        content = silent(visit.words("show.nothing"))
    own_title = {"title": slide.title} if slide.title else {}
    return EMPTY | {"mark": visit.mark, "note": slide.note} | content | own_title


def slide_map(visit: Visit, slide: Slide) -> MapAddress:
    """Return the map of a slide that shows one; UnknownPicture when there is no such map."""
    if slide.path == "overview":
        indicator = mapped(visit) or ""
        picture = PictureAddress(indicator, "province", language=visit.words.language)
        year = StoreOffer(visit.edition).default_year(picture)
        return MapAddress(picture, year, store=visit.edition.store)
    return map_at(f"/{slide.path}", slide.query, StoreOffer(visit.edition), visit.words.language)


def _map(visit: Visit, slide: Slide) -> Content:
    """Return a map with everything it needs to be drawn without the server."""
    shown = slide_map(visit, slide)
    url = shown.picture.url(visit.edition)
    document = page_document(visit.edition, shown.picture)
    documents: Content = {url: document, **outlines_of(document)}
    code, vintage = (shown.area.code, shown.area.vintage) if shown.area else (None, "")
    kept = {"kind": "map", "document": url, "year": shown.year, "selected": code, "vintage": vintage}
    return {**kept, "named": _named(visit, document), "documents": documents}


def _named(visit: Visit, document: Content) -> dict[str, str]:
    """Return every source that a year of a map names, in full by its code."""
    codes = dict.fromkeys(code for frame in document["frames"] for code in frame["sources"])
    return {source.code: str(source) for source in named_sources(visit, codes).every}


def _small_maps(visit: Visit, chosen: Exploration, exhibit: Exhibit) -> Content:
    """Return the years beside each other as a finished picture."""
    return {
        "kind": "picture",
        "svg": show_small_maps(page_document(visit.edition, chosen.picture)),
        "unit": exhibit.subtitle,
        "title": exhibit.title,
        "sentence": exhibit.sentence,
        **told_by(exhibit.sources),
    }


def shown_indicator(visit: Visit, slide: Slide) -> Exhibit | None:
    """Return what an indicator is, for a slide of the explorer's catalogue; None for its other slides."""
    code = slide.query.get("indicator", "")
    is_of_catalogue = slide.path == "explore" and slide.query.get(PART) == CATALOGUE
    return indicator_exhibit(visit, code) if is_of_catalogue else None


def _explore(visit: Visit, slide: Slide) -> Content:
    """Return a view of the explorer: its map, or its chart drawn by the hall or as a finished picture."""
    if (card := shown_indicator(visit, slide)) is not None:
        return of_exhibit(card, visit.words)
    chosen = explored(visit, slide.query)
    if chosen.view not in EXHIBITS:
        return _map(visit, slide)
    exhibit = {**EXHIBITS, **HALL_EXHIBITS}[chosen.view](visit, chosen)
    if chosen.view == YEARS_VIEW and has_small_maps(chosen):
        return _small_maps(visit, chosen, exhibit)
    if chosen.view in ("ranking", "table") and exhibit.chart is not None:
        rows = ranked_rows(visit, chosen).dropna(subset="value").head(POOREST_SHOWN)
        row = indicator_row(visit.edition, chosen.picture.indicator)
        exhibit = replace(exhibit, unit=visit.words.of(row, "unit"), bars=bars_of(rows, row, visit.words))
    return of_exhibit(exhibit, visit.words)


def _overview(visit: Visit, slide: Slide) -> Content:
    is_chart = slide.query.get(PART, "") in OVERVIEW_EXHIBITS
    return _exhibit(visit, slide) if is_chart else _map(visit, slide)


def _exhibit(visit: Visit, slide: Slide) -> Content:
    """Return the exhibit that a slide names, with its dashes; a sentence where its view has none."""
    exhibit = exhibit_of(visit, slide)
    if exhibit is None:
        return silent(visit.words("show.nothing"))
    return of_exhibit(exhibit, visit.words)


def _area(visit: Visit, slide: Slide) -> Content:
    """Return one of the series of a place, its main one where none is named, or another of its exhibits."""
    words = visit.words
    place, part = slide_place(slide), slide.query.get(PART, "")
    facts = area_facts(visit, place)
    every = every_series(visit, place)
    named = (one for one in every if part in ("", f"series-{one.indicator['code']}"))
    series = next(named, None)
    if part and series is None:
        return _exhibit(visit, slide)
    if series is None:
        return silent(words("area.no_poverty")) | {"title": words.of(facts.area)}
    return series_content(visit, facts, series)


def show_contents(slides: Sequence[Slide], words: Words) -> list[dict[str, Any]]:
    """Return every slide's content, each read in the store and of the past day that its address names."""
    found: dict[str, Edition | NoSuchDay] = {code: _newest(code) for code in map(_store, slides)}
    return [_content(found[_store(slide)], slide, words) for slide in slides]


def _store(slide: Slide) -> str:
    return store_in(slide.query)


def _newest(store: str) -> Edition | NoSuchDay:
    """Return the newest edition of a store, or why there is none of that past day; other slides go on."""
    try:
        return newest(PUBLIC, store)
    except NoSuchDay as error:
        return error


def _content(edition: Edition | NoSuchDay, slide: Slide, words: Words) -> dict[str, Any]:
    if isinstance(edition, NoSuchDay):
        return silent_slide(failure_sentence(edition, words), slide.note)
    return slide_content(Visit(words, edition), slide)
