"""The document of a choropleth picture: everything the browser shows, already decided and written.

The browser only paints: class, text, rank and sentence of each area and year are made here, where
they are tested, from frames of the store and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from data_access.comparing.like_for_like import SET_ASIDE, is_aside, national_of_year
from data_access.store.frames import Row
from geo.palettes import colours
from ui.maps.area_marks import estimates_of, gaps_of, legend_of, marks_of, ranks
from ui.maps.map_facts import LayerFacts, MapFacts, Painting
from ui.maps.picture_address import PictureAddress
from ui.maps.year_classes import YearClasses, classes_by_year, legend_note
from ui.text.boundary_terms import boundary_note, imported_terms, is_imported
from ui.text.chart_sentences import level_sentence
from ui.text.estimates import estimated_title, estimates_sentence, has_estimates, restated_note
from ui.text.figures import is_known, status_text, text_in, value_text
from ui.text.prices import title_with_prices
from ui.text.set_aside import set_aside_note, set_aside_sentence
from ui.text.source_citation import SourceList, codes_in, day_of, first_named, source_list
from vocabulary.words import Words


def picture_document(
    wanted: PictureAddress, facts: MapFacts, painting: Painting | None = None
) -> dict[str, Any]:
    """Return the document; ``frames`` holds one entry a year, empty when there are no figures.

    ``painting`` says what is painted in place of classes of the figures themselves. ``kind``,
    ``colours`` and ``textures`` (by class, "" for plain) say how, so that the document is self-contained.
    ``notes_are_told`` where the label of an area has its note.
    """
    words = Words(wanted.language)
    painting = painting or Painting()
    scale = classes_by_year(wanted, facts, painting)
    count = max((len(made.classes) for made in scale.values()), default=0)
    used = painting.colours or colours(facts.indicator["direction"], count)
    return {
        "kind": painting.kind,
        "lang": wanted.language,
        "place": wanted.within,
        "title": painting.title or _title(wanted, facts, words),
        "layers": [_layer(layer, words) for layer in facts.layers.values()],
        "colours": list(used),
        "textures": list(painting.textures or ("",) * len(used)),
        "archipelagos": {name: words(f"archipelago.{name}") for name in ("hoang_sa", "truong_sa")},
        "banner": facts.mark,
        "notes_are_told": painting.notes_are_told,
        "words": _static_words(facts.indicator, words) | dict(painting.words),
        "frames": _frames(_Drawing(wanted, facts, words, painting), scale),
    }


def _title(wanted: PictureAddress, facts: MapFacts, words: Words) -> str:
    """Return what the map shows, and that some of its figures are estimates where they are."""
    title = words("map.title", indicator=words.of(facts.indicator), level=_level(wanted, words))
    if facts.figures["year"].nunique() > 1:
        title = title_with_prices(title, facts.indicator, words)
    return estimated_title(title, facts.figures, words)


def _level(wanted: PictureAddress, words: Words) -> str:
    return words(f"level.{wanted.level}")


def _layer(layer: LayerFacts, words: Words) -> dict[str, Any]:
    names = layer.areas.set_index("area_code")[f"name_{words.language}"].to_dict()
    return {
        "vintage": layer.vintage,
        "geometry": layer.geometry_url,
        "names": [str(names.get(code, code)) for code in layer.codes],
        "note": boundary_note(layer, words),
        "fit": layer.fit,
    }


def _static_words(indicator: Row, words: Words) -> dict[str, str]:
    keys = ("rank", "ranking", "whole_ranking", "play", "pause", "year", "unmatched", "nothing")
    texts = {key: words(f"picture.{key}", rank="{rank}", names="{names}", count="{count}") for key in keys}
    # The only text whose number the drawing code fills in: one place needs words of its own.
    texts["unmatched_one"] = words("picture.unmatched", count=1, names="{names}")
    unit = words.of(indicator, "unit")
    return texts | {"unit": unit, "unit_joint": words.with_unit("", unit)}


class _Drawing(NamedTuple):
    """What all frames of a picture share: what is wanted, the facts, the language, how it is painted."""

    wanted: PictureAddress
    facts: MapFacts
    words: Words
    painting: Painting


def _frames(drawing: _Drawing, scale: Mapping[int, YearClasses]) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    standard_before: str | None = None
    for key, figures in drawing.facts.figures.groupby("year", sort=True):
        year = int(str(key))
        frame = _frame(drawing, year, figures, scale.get(year))
        standard = _most_common(figures.loc[~is_aside(figures), "standard_code"])
        frame["break"] = _break(standard_before, standard, drawing.facts.standards, drawing.words)
        standard_before = standard or standard_before
        frames.append(frame)
    return frames


def _break(before: str | None, now: str | None, standards: pd.DataFrame, words: Words) -> str:
    if before is None or now is None or before == now:
        return ""
    return words("map.break", before=words.of(standards.loc[before]), now=words.of(standards.loc[now]))


def _frame(drawing: _Drawing, year: int, figures: pd.DataFrame, made: YearClasses | None) -> dict[str, Any]:
    classes = made.classes if made else None
    facts, words, painting = drawing.facts, drawing.words, drawing.painting
    layer, first = facts.layer_of_year(year), 1 if painting.lowest_first else -1
    here = figures[(figures["vintage"] == layer.vintage) & figures["area_code"].isin(layer.shown)]
    rows = _rows_in_drawing_order(here, layer)
    marks = marks_of(rows, layer, classes, painting)
    values = [row["value"] if row is not None and is_known(row["value"]) else None for row in rows]
    alike = here[~is_aside(here)]
    status = _shared_status(alike["status"], words)
    told = _told(drawing, here if len(here) else figures)
    sources = map_sources(told, facts, words)
    return {
        "year": year,
        "when": when(facts.indicator, year),
        "layer": list(facts.layers).index(layer.vintage),
        "marks": marks,
        "values": values,
        "texts": [words("state.missing") if row is None else painting.text(row, words) for row in rows],
        "ranks": ranks([value if value is None else -first * value for value in values]),
        "order": _order(values, first),
        "notes": _notes(drawing, rows, status),
        "legend": painting.legend(marks, year) if painting.legend else legend_of(marks, classes, words),
        "square": dict(painting.square(year)) if painting.square else {},
        "legend_note": legend_note(year, made, values, drawing.wanted, words) if painting.is_plain else "",
        "gaps": gaps_of(marks, rows, words),
        "estimates": estimates_of(rows, layer, words),
        "unmatched": _unmatched(drawing, figures, layer),
        "status": status,
        "subtitle": _subtitle(drawing, year, status, layer),
        "sentence": _sentence(drawing, here, year),
        "source": map_source(sources, layer, day_of(told, words), words),
        "sources": list(sources.codes),
    }


def _order(values: Sequence[float | None], first: int) -> list[int]:
    """Return the numbers of the areas with a value by value, the lowest first where ``first`` is 1."""
    known = {number: first * value for number, value in enumerate(values) if value is not None}
    return sorted(known, key=lambda number: (known[number], number))


def _sentence(drawing: _Drawing, here: pd.DataFrame, year: int) -> str:
    """Return extremes, nation and who is left behind, how many figures are estimates, how many set aside."""
    if drawing.painting.sentence:
        return drawing.painting.sentence(here, year)
    facts, words = drawing.facts, drawing.words
    national = national_of_year(facts.national, year)
    level = level_sentence(here, national, facts.indicator, drawing.wanted.level, year, words)
    parts = [level, set_aside_sentence(here, facts.standards, words), estimates_sentence(here, words)]
    return " ".join(part for part in parts if part)


def _told(drawing: _Drawing, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures whose values the picture tells: without those set aside unless they are wanted."""
    return figures if drawing.wanted.others else figures[~is_aside(figures)]


def _shared_status(statuses: pd.Series[str], words: Words) -> str:
    """Return what the status of every figure adds; where they differ each area says its own."""
    return status_text(str(statuses.iloc[0]), words) if statuses.nunique() == 1 else ""


def _rows_in_drawing_order(here: pd.DataFrame, layer: LayerFacts) -> list[Row | None]:
    known: dict[str, Row] = {row["area_code"]: row for row in here.to_dict("records")}
    return [known.get(code) for code in layer.codes]


def _notes(drawing: _Drawing, rows: Sequence[Row | None], status: str) -> dict[str, str]:
    words, notes = drawing.words, {}
    for index, row in enumerate(rows):
        if row is None:
            continue
        is_told = drawing.wanted.others or row["state"] not in SET_ASIDE
        own = status_text(row["status"], words) if is_told else ""
        parts = [
            set_aside_note(row, drawing.facts.indicator, drawing.facts.standards, words) if is_told else "",
            own if own != status else "",
            text_in(row, f"note_{words.language}"),
            restated_note(row, words),
        ]
        text = ". ".join(part.rstrip(".") for part in parts if part)
        if text:
            notes[str(index)] = text
    return notes


def _unmatched(drawing: _Drawing, figures: pd.DataFrame, layer: LayerFacts) -> list[str]:
    facts, words = drawing.facts, drawing.words
    if drawing.wanted.within or drawing.wanted.area_class:
        return []
    drawn = (figures["vintage"] == layer.vintage) & figures["area_code"].isin(layer.codes)
    rows: list[dict[Hashable, Any]] = figures[~drawn].to_dict("records")
    return [f"{words.of(row)} ({row['area_code']}) {value_text(row, facts.indicator, words)}" for row in rows]


def _subtitle(drawing: _Drawing, year: int, status: str, layer: LayerFacts) -> str:
    wanted, facts, words = drawing.wanted, drawing.facts, drawing.words
    name = words.of(facts.place, "full_name") if facts.place is not None else words("map.nation")
    place = words("map.place", place=name, count=len(layer.shown), level=_level(wanted, words))
    is_plain = wanted.look == "reported" or wanted.kind == "reports"
    look = "" if is_plain else words(f"look.{wanted.look}_subtitle")
    parts = [place, when(facts.indicator, year), words.of(facts.indicator, "unit"), status, look]
    return " · ".join(part for part in parts if part)


def when(indicator: Row, year: int) -> str:
    """Return what a frame's values are of: its year, or the period of several that a measure of money has."""
    return str(indicator.get("when", year))


def map_source(sources: SourceList, layer: LayerFacts, day: str, words: Words) -> str:
    """Return the first sources and how many more, the boundaries' licence, the figures' own day."""
    named = first_named(sources.every, words) or words("map.ledger")
    if is_imported(layer):
        text = words("map.source_imported", boundaries=imported_terms(layer, words), sources=named)
    else:
        text = f"{words('map.source', sources=named)} {layer.licence_note}".strip()
    return f"{text} {day}".strip()


def map_sources(figures: pd.DataFrame, facts: MapFacts, words: Words) -> SourceList:
    """Return every source of figures, and of the weights of estimates and of the nation's figures."""
    weights = facts.weight_sources if has_estimates(figures) else ()
    years = facts.national["year"].isin(figures["year"])
    national = codes_in(facts.national[years]) if len(facts.national) else []
    known = facts.source_rows
    return source_list([*codes_in(figures), *weights, *national], known, words)


def _most_common(column: pd.Series[str]) -> str | None:
    known = column.dropna()
    return str(known.mode().iloc[0]) if len(known) else None
