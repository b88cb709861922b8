"""The explorer: the catalogue of indicators, and every way to look at one or two of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui import choices, notices
from ui.catalogue_view import catalogue
from ui.choropleth import choropleth
from ui.exhibit import Exhibit, show
from ui.explore_choices import (
    Exploration,
    asked_indicator,
    choose_indicator,
    choose_part,
    choose_scope,
    complete_address,
)
from ui.explore_exhibits import chosen_indicator
from ui.explore_ranking import ranking_exhibit, table_view
from ui.explore_series import series_exhibit, series_reasons
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
        if part == "one":
            choose_indicator(visit, visit.words("map.indicator"), "indicator", indicator)
    if part == "catalogue":
        found += catalogue(visit, indicator)
        notices.misfits(choices.excused([*found, misfit]), visit.words)
        return
    chosen, unfit = choose_scope(visit, part, view, indicator)
    notices.misfits(choices.excused([*found, misfit, *unfit]), visit.words)
    complete_address(chosen, visit.words)
    VIEWS[view](visit, chosen)


def _exhibit(made: Callable[[Visit, Exploration], Exhibit]) -> Drawing:
    return lambda visit, chosen: show(visit, made(visit, chosen))


def _map(visit: Visit, chosen: Exploration) -> None:
    """Draw the map; an indicator without figures below the nation gets a sentence."""
    if not chosen.is_mapped:
        name = visit.words.of(chosen_indicator(visit, chosen))
        st.info(as_plain(visit.words("explore.not_mapped", indicator=name)))
        return
    with st.container(key="explore-map"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="explore", year=chosen.year, selected=chosen.area)


def _series(visit: Visit, chosen: Exploration) -> None:
    show(visit, series_exhibit(visit, chosen))
    for reason in series_reasons(visit, chosen):
        st.caption("┆ " + as_plain(reason))
    st.caption(as_plain(visit.words("explore.lines_explained")))


VIEWS: dict[str, Drawing] = {
    "map": _map,
    "series": _series,
    "ranking": _exhibit(ranking_exhibit),
    "table": table_view,
}
