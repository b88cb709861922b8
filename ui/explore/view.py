"""The explorer: the catalogue of indicators, and every way to look at one or two of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from ui.cached.deprivation_frames import has_counts
from ui.cached.visit import Visit
from ui.controls import choices, notices
from ui.controls.choropleth import choropleth
from ui.controls.current_visit import current_visit, current_words
from ui.controls.downloads import map_menu
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import add_to_presentation
from ui.explore.catalogue_section import catalogue
from ui.explore.choices import (
    choose_indicator,
    choose_part,
    choose_scope,
    complete_address,
    indicator_in_address,
    second_in_address,
)
from ui.explore.exploration import Exploration, chosen_indicator
from ui.explore.kept_views import EXHIBITS, has_small_maps
from ui.explore.ranking import table_view
from ui.explore.series import series_reasons
from ui.maps.map_address import ANY_DEPRIVATION, YEARS_VIEW, MapAddress
from ui.maps.small_maps import COLUMNS
from ui.text.parameters import BadParameter

STYLE = Path(__file__).parents[1] / "assets" / "explore.css"
Drawing = Callable[[Visit, Exploration], None]


@st.fragment
def explore_page() -> None:
    """Draw the explorer; a choice in it draws only this part again."""
    words, _ = current_words()
    st.html(STYLE)
    notices.guarded(_draw, words)


def _draw() -> None:
    visit = current_visit()
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore-views"):
        part, view, found = choose_part(visit.words)
        indicator, bad_parameter = indicator_in_address(visit)
        second, bad_second = _second(visit, part, indicator)
    if part == "catalogue":
        found += catalogue(visit, indicator)
        notices.bad_parameters(choices.unless_just_chosen([*found, bad_parameter]), visit.words)
        return
    if part == "deprivation" and not has_counts(visit.edition):
        notices.bad_parameters(choices.unless_just_chosen([*found, bad_parameter]), visit.words)
        st.info(as_plain(visit.words("explore.no_counts_here")))
        return
    base = ANY_DEPRIVATION if part == "deprivation" else indicator
    chosen, unfit = choose_scope(visit, part, view, base, second)
    notices.bad_parameters(
        choices.unless_just_chosen([*found, bad_parameter, bad_second, *unfit]), visit.words
    )
    complete_address(chosen, indicator, visit.words)
    DRAWINGS[view](visit, chosen)


def _second(visit: Visit, part: str, indicator: str) -> tuple[str, BadParameter | None]:
    """Draw the choice of the indicator or of both, and return the second one."""
    words = visit.words
    if part == "one":
        choose_indicator(visit, words("map.indicator"), "indicator", indicator)
    if part != "two":
        return "", None
    second, bad_parameter = second_in_address(visit, indicator)
    choose_indicator(visit, words("explore.first"), "indicator", indicator)
    choose_indicator(visit, words("explore.second"), "second", second)
    return second, bad_parameter


def _exhibit(visit: Visit, chosen: Exploration) -> None:
    """Draw the chart of the view, and the button that makes a slide of it."""
    show(visit, EXHIBITS[chosen.view](visit, chosen))
    add_to_presentation(visit, "explore")


def _map(visit: Visit, chosen: Exploration) -> None:
    """Draw the map; an indicator without figures below the nation gets a sentence."""
    if not chosen.is_mapped or chosen.year is None:
        name = visit.words.of(chosen_indicator(visit, chosen))
        st.info(as_plain(visit.words("explore.not_mapped", indicator=name)))
        return
    draw_map(visit, chosen)


def draw_map(visit: Visit, chosen: Exploration) -> None:
    """Draw the picture of the chosen kind; one frame for all kinds, which is only repainted."""
    with st.container(key="explore-map"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="explore", year=chosen.year, selected=chosen.area)
    take_away(visit, chosen)


def take_away(visit: Visit, chosen: Exploration) -> None:
    """Draw the ways to take the map away: into the presentation, and as a file of any kind."""
    with st.container(horizontal=True, vertical_alignment="center", key="explore-take-away"):
        add_to_presentation(visit, "explore")
        map_menu(visit, map_of(visit, chosen))


def map_of(visit: Visit, chosen: Exploration) -> MapAddress:
    """Return the address of the map that the view shows."""
    years = chosen.view == YEARS_VIEW
    return MapAddress(chosen.picture, chosen.year, chosen.area, visit.edition.store, years)


def _series(visit: Visit, chosen: Exploration) -> None:
    _exhibit(visit, chosen)
    for reason in series_reasons(visit, chosen):
        st.caption("┆ " + as_plain(reason))
    st.caption(as_plain(visit.words("explore.lines_explained")))


def _scatter(visit: Visit, chosen: Exploration) -> None:
    """Draw the dots beside the map of both indicators: a click in either chooses the area in both."""
    dots, picture = st.columns((0.5, 0.5), gap="medium")
    with dots:
        show(visit, EXHIBITS["scatter"](visit, chosen))
    with picture, st.container(key="explore-map"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="explore", year=chosen.year, selected=chosen.area, small=True)
    take_away(visit, chosen)


def _years(visit: Visit, chosen: Exploration) -> None:
    """Draw the years as small maps, and under them every area of each year on a strip."""
    exhibit = EXHIBITS["years"](visit, chosen)
    if has_small_maps(chosen):
        show(visit, replace(exhibit, lead=lambda: _small_maps(visit, chosen)))
    else:
        _exhibit(visit, chosen)


def _small_maps(visit: Visit, chosen: Exploration) -> None:
    """Draw the small maps with the ways to take them away: the strips under them have their own."""
    st.html(_drawing(visit, chosen))
    take_away(visit, chosen)


def _drawing(visit: Visit, chosen: Exploration) -> str:
    """Return the drawing of all years, with fewer maps beside each other where there is less room."""
    wide, narrow = (chosen.picture.small_maps_url(visit.edition, columns) for columns in COLUMNS)
    indicator = visit.words.of(chosen_indicator(visit, chosen))
    return (
        f"<picture class='small-maps'><source media='(max-width: 700px)' srcset='{escape(narrow)}'>"
        f"<img src='{escape(wide)}' alt='{escape(visit.words('explore.small_maps', indicator=indicator))}'>"
        "</picture>"
    )


def _index(visit: Visit, chosen: Exploration) -> None:
    _exhibit(visit, chosen)
    st.caption(as_plain(visit.words("explore.index_explained")))


DRAWINGS: dict[str, Drawing] = {
    **dict.fromkeys(EXHIBITS, _exhibit),
    **dict.fromkeys(("map", "change", "bivariate", "leading"), _map),
    "series": _series,
    "years": _years,
    "table": table_view,
    "scatter": _scatter,
    "index": _index,
}
