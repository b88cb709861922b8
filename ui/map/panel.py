"""The panel beside the map: one province's (or the nation's) value, rank, series, source and definition."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import pandas as pd
import streamlit as st

from data_access.comparing.like_for_like import SET_ASIDE, as_measured, national_of_year
from data_access.comparing.territories import with_boundary
from data_access.store.frames import Row
from data_access.text.folding import folded
from ui.cached import area_frames, figure_frames
from ui.cached.editions import Edition
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.charts.exhibit import FinishedChart
from ui.charts.series import series_breaks, series_dashes, series_points
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, series_chart
from ui.controls import address
from ui.controls.choices import distinct_labels
from ui.controls.drawn_charts import draw
from ui.controls.notices import as_plain
from ui.controls.place_links import place_link
from ui.controls.source_notes import show_sources
from ui.maps.area_marks import ranks
from ui.maps.choropleth import area_parameter
from ui.maps.map_facts import LayerFacts, MapFacts
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.estimates import has_estimates, restated_note
from ui.text.figures import status_text, text_in, value_text
from ui.text.place_key import PlaceKey
from ui.text.prices import unit_with_prices
from ui.text.source_citation import SourceList, codes_in, day_of, source_citation, source_list
from vocabulary.vintages import OLD
from vocabulary.words import Words

AREA_KEY = "panel.area"
FEWEST_POINTS = 2
LONGEST_LIST = 200
SERIES_HEIGHT = 300
SERIES_KEPT = 256


class _Series(NamedTuple):
    """A series as it is drawn beside the map: its chart, its sources, the reasons for its gaps."""

    chart: FinishedChart
    sources: SourceList
    reasons: Sequence[str]


def area_panel(visit: Visit, picture: PictureAddress, year: int | None, area: PlaceKey | None) -> None:
    """Draw the panel of the chosen area; without one, the nation's and how to choose an area."""
    words = visit.words
    facts = map_facts(visit.edition, picture)
    layer = facts.layer_of_year(year) if year is not None else next(iter(facts.layers.values()))
    _area_choice(layer, area, picture, words)
    if area is None:
        _nation(facts, year, words)
        series = _series_of_nation(visit.edition, picture)
        _draw_series(series, words("panel.nation"), facts, words)
    else:
        _area(visit, picture, facts, year, area)
    with st.expander(words("panel.definition")):
        st.markdown(as_plain(words.of(facts.indicator, "definition")))


def _area_choice(layer: LayerFacts, area: PlaceKey | None, picture: PictureAddress, words: Words) -> None:
    """Draw the list of the areas shown; left out where they are too many for a list."""
    shown = layer.areas[layer.areas["area_code"].isin(layer.shown)]
    if len(shown) > LONGEST_LIST:
        return
    names = distinct_labels(
        {area_parameter(layer.vintage, row["area_code"]): words.of(row) for row in shown.to_dict("records")}
    )
    here = area_parameter(area.vintage, area.code) if area else None
    st.session_state[AREA_KEY] = here if here in names else None
    st.selectbox(
        words(f"panel.area_{picture.level}"),
        sorted(names, key=lambda code: folded(names[code])),
        format_func=names.__getitem__,
        index=None,
        key=AREA_KEY,
        placeholder=words("panel.placeholder"),
        on_change=lambda: address.write({"area": st.session_state[AREA_KEY]}),
    )


def _nation(facts: MapFacts, year: int | None, words: Words) -> None:
    st.markdown(as_plain(words("panel.choose")))
    rows = facts.national[facts.national["year"] == year].to_dict("records")
    if rows:
        st.markdown(f"**{words('panel.nation')}**")
        _value(rows[0], "", facts, words)


def _area(visit: Visit, picture: PictureAddress, facts: MapFacts, year: int | None, area: PlaceKey) -> None:
    words = visit.words
    figures = _figures_of(facts, area)
    areas = facts.layers[area.vintage].areas.set_index("area_code") if area.vintage in facts.layers else None
    name = words.of(areas.loc[area.code]) if areas is not None else area.code
    st.markdown(f"**{as_plain(name)}**")
    rows = as_measured(figures[figures["year"] == year]).to_dict("records")
    if rows:
        _value(rows[0], _rank(facts, rows[0]["year"], area, words), facts, words)
    else:
        st.html(f"<p class='figure-large'>{words('state.missing')}</p>")
    for national in [] if year is None or _is_apart(rows) else national_of_year(facts.national, year):
        value = value_text(national, facts.indicator, words)
        st.markdown(as_plain(words("panel.national", value=value)))
    place_link(visit, area, words("panel.open_page"))
    _opening(area, picture, words)
    _draw_series(_series_of_area(visit.edition, picture, area, name), name, facts, words)
    _reports(visit, picture, area, facts)


def _figures_of(facts: MapFacts, area: PlaceKey) -> pd.DataFrame:
    figures = facts.figures
    return figures[(figures["area_code"] == area.code) & (figures["vintage"] == area.vintage)]


def _value(row: Row, rank: str, facts: MapFacts, words: Words) -> None:
    st.html(f"<p class='figure-large'>{escape(value_text(row, facts.indicator, words))}</p>")
    apart = words(f"state.{row['aside']}") if _is_apart([row]) else ""
    parts = [str(row["year"]), rank, status_text(row["status"], words), apart]
    st.markdown(" · ".join(as_plain(part) for part in parts if part))
    for note in (text_in(row, f"note_{words.language}"), restated_note(row, words)):
        if note:
            st.caption(as_plain(note))
    show_sources(_sources(pd.DataFrame([row]), facts, words))


def _sources(figures: pd.DataFrame, facts: MapFacts, words: Words) -> SourceList:
    """Return the sources of figures, and of the weights where they are estimates, with their own day."""
    codes = [*codes_in(figures), *(facts.weight_sources if has_estimates(figures) else ())]
    return source_list(codes, facts.source_rows, words, day_of(figures, words))


def _is_apart(rows: Sequence[Row]) -> bool:
    """Say whether the figure of an area is measured otherwise than those of the map."""
    return any(row.get("aside") in SET_ASIDE for row in rows)


def _opening(area: PlaceKey, picture: PictureAddress, words: Words) -> None:
    """Draw the ways into a province: its districts of before the reform, its communes of today."""
    if area.level != "province":
        return
    ways = [("today", "commune")]
    if area.vintage == OLD:
        ways.insert(0, ("district", "district"))
    elif picture.look == "reported":
        ways = [("reported", "commune")]
    with st.container(horizontal=True):
        for look, level in ways:
            if st.button(words(f"panel.open_{level}"), key=f"open.{level}"):
                address.write({"look": look, "level": level, "within": str(area), "area": None})
                # Another map needs the choices above drawn again too, not this panel alone.
                st.rerun()


def _rank(facts: MapFacts, year: int, area: PlaceKey, words: Words) -> str:
    here = facts.figures[(facts.figures["year"] == year) & (facts.figures["vintage"] == area.vintage)]
    layer = facts.layers.get(area.vintage)
    known = here[here["value"].notna() & here["area_code"].isin(layer.shown if layer else ())]
    places = dict(zip(known["area_code"], ranks(list(known["value"])), strict=True))
    return words("picture.rank", rank=places[area.code], count=len(known)) if area.code in places else ""


def _draw_series(series: _Series | None, name: str, facts: MapFacts, words: Words) -> None:
    """Draw a series, an area's beside the nation's; nothing where there is none."""
    if series is None:
        return
    indicator = words.of(facts.indicator)
    draw(series.chart, words("panel.series", area=name, indicator=indicator), mark=facts.mark)
    show_sources(series.sources)
    for reason in series.reasons:
        st.caption("┆ " + as_plain(reason))


@shared_value(SERIES_KEPT)
def _series_of_nation(edition: Edition, picture: PictureAddress) -> _Series | None:
    """Return the nation's series beside a map; kept for all who ask."""
    facts, words = map_facts(edition, picture), Words(picture.language)
    return _series(facts.national, words("panel.nation"), facts, words)


@shared_value(SERIES_KEPT)
def _series_of_area(edition: Edition, picture: PictureAddress, area: PlaceKey, name: str) -> _Series | None:
    """Return the series of an area of a map beside the nation's; kept for all who ask."""
    facts = map_facts(edition, picture)
    figures = as_measured(_figures_of(facts, area))
    earlier = area_frames.earlier_units(edition, picture.level, area.vintage)
    own = with_boundary(figures, earlier[earlier["code"] == area.code])
    return _series(own, name, facts, Words(picture.language))


def _series(own: pd.DataFrame, name: str, facts: MapFacts, words: Words) -> _Series | None:
    """Return a series, an area's beside the nation's; None for a single point, which is no series."""
    points = series_points(own, facts.indicator, name, AREA_COLOUR, words)
    if len(points) < FEWEST_POINTS:
        return None
    if own is not facts.national:
        label = words("panel.nation")
        nation = series_points(facts.national, facts.indicator, label, NATION_COLOUR, words)
        points = pd.concat(
            [points, nation[nation["year"].between(points["year"].min(), points["year"].max())]],
            ignore_index=True,
        )
    breaks = series_breaks(own, words)
    chart = series_chart(
        points,
        breaks,
        unit=unit_with_prices(facts.indicator, words),
        words=words,
        height=SERIES_HEIGHT,
        dashes=series_dashes(own, facts.indicator, name, AREA_COLOUR, words),
    )
    frames = [own] if own is facts.national else [own, facts.national]
    told = pd.concat([frame.sort_values("year", ascending=False) for frame in frames], ignore_index=True)
    return _Series(FinishedChart(chart), _sources(told, facts, words), tuple(breaks["reason"]))


def _reports(visit: Visit, picture: PictureAddress, area: PlaceKey, facts: MapFacts) -> None:
    others = figure_frames.other_reports(
        visit.edition, picture.indicator, area.vintage, area.level, area.code
    )
    if others.empty:
        return
    words = visit.words
    with st.expander(words("panel.other_reports", count=len(others))):
        for row in others.to_dict("records"):
            st.markdown("- " + as_plain(_report(row, facts, words)))
        show_sources(_sources(others, facts, words))


def _report(row: Row, facts: MapFacts, words: Words) -> str:
    source = source_citation(facts.sources.loc[row["source_code"]], words)
    report = f"{row['year']}: {value_text(row, facts.indicator, words)} — {source}"
    note = text_in(row, f"note_{words.language}")
    return f"{report}. {note}" if note else report
