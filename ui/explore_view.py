"""The explorer: the catalogue of indicators, and every way to look at one or two of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui import choices, notices
from ui.address import Misfit
from ui.catalogue_view import catalogue
from ui.choropleth import choropleth
from ui.deprivation_stores import COUNTED, has_counts
from ui.deprivation_view import heat_exhibit, index_exhibit, profile_exhibit
from ui.exhibit import Exhibit, show
from ui.explore_choices import (
    Exploration,
    asked_indicator,
    asked_second,
    choose_indicator,
    choose_part,
    choose_scope,
    complete_address,
)
from ui.explore_compared import peers_exhibit, regions_exhibit, scatter_exhibit
from ui.explore_exhibits import chosen_indicator
from ui.explore_ranking import ranking_exhibit, table_view
from ui.explore_series import series_exhibit, series_reasons
from ui.explore_spread import distribution_exhibit, years_exhibit
from ui.notices import as_plain
from ui.visit import Visit, current_visit, current_words

STYLE = Path(__file__).with_name("assets") / "explore.css"
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
        indicator, misfit = asked_indicator(visit)
        second, second_misfit = _second(visit, part, indicator)
    if part == "catalogue":
        found += catalogue(visit, indicator)
        notices.misfits(choices.excused([*found, misfit]), visit.words)
        return
    if part == "deprivation" and not has_counts(visit.edition):
        notices.misfits(choices.excused([*found, misfit]), visit.words)
        st.info(as_plain(visit.words("explore.no_counts_here")))
        return
    base = COUNTED["employment"] if part == "deprivation" else indicator
    chosen, unfit = choose_scope(visit, part, view, base, second)
    notices.misfits(choices.excused([*found, misfit, second_misfit, *unfit]), visit.words)
    complete_address(chosen, indicator, visit.words)
    VIEWS[view](visit, chosen)


def _second(visit: Visit, part: str, indicator: str) -> tuple[str, Misfit | None]:
    """Draw the choice of the indicator or of both, and return the second one."""
    words = visit.words
    if part == "one":
        choose_indicator(visit, words("map.indicator"), "indicator", indicator)
    if part != "two":
        return "", None
    second, misfit = asked_second(visit, indicator)
    choose_indicator(visit, words("explore.first"), "indicator", indicator)
    choose_indicator(visit, words("explore.second"), "second", second)
    return second, misfit


def _exhibit(made: Callable[[Visit, Exploration], Exhibit]) -> Drawing:
    return lambda visit, chosen: show(visit, made(visit, chosen))


def _map(visit: Visit, chosen: Exploration) -> None:
    """Draw the map; an indicator without figures below the nation gets a sentence."""
    if not chosen.is_mapped:
        name = visit.words.of(chosen_indicator(visit, chosen))
        st.info(as_plain(visit.words("explore.not_mapped", indicator=name)))
        return
    draw_map(visit, chosen)


def draw_map(visit: Visit, chosen: Exploration) -> None:
    """Draw the picture of the chosen kind; one frame for all kinds, which is only repainted."""
    with st.container(key="explore-map"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="explore", year=chosen.year, selected=chosen.area)


def _series(visit: Visit, chosen: Exploration) -> None:
    show(visit, series_exhibit(visit, chosen))
    for reason in series_reasons(visit, chosen):
        st.caption("┆ " + as_plain(reason))
    st.caption(as_plain(visit.words("explore.lines_explained")))


def _scatter(visit: Visit, chosen: Exploration) -> None:
    """Draw the dots beside the map of both indicators: a click in either chooses the area in both."""
    dots, picture = st.columns((0.5, 0.5), gap="medium")
    with dots:
        show(visit, scatter_exhibit(visit, chosen))
    with picture, st.container(key="explore-map"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="explore", year=chosen.year, selected=chosen.area, small=True)


def _index(visit: Visit, chosen: Exploration) -> None:
    show(visit, index_exhibit(visit, chosen))
    st.caption(as_plain(visit.words("explore.index_explained")))


VIEWS: dict[str, Drawing] = {
    "map": _map,
    "series": _series,
    "ranking": _exhibit(ranking_exhibit),
    "table": table_view,
    "distribution": _exhibit(distribution_exhibit),
    "change": _map,
    "years": _exhibit(years_exhibit),
    "regions": _exhibit(regions_exhibit),
    "peers": _exhibit(peers_exhibit),
    "scatter": _scatter,
    "bivariate": _map,
    "profile": _exhibit(profile_exhibit),
    "heat": _exhibit(heat_exhibit),
    "leading": _map,
    "index": _index,
}
