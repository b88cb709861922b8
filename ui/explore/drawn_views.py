"""Each view of the explorer on its page: a chart or a map, what explains it, and the ways to take it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.choropleth import Shape, choropleth
from ui.controls.downloads import map_menu
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.controls.picture_sources import show_picture_sources
from ui.controls.prepared_slides import add_to_presentation
from ui.explore.kept_views import EXHIBITS, has_small_maps
from ui.explore.table_view import table_view
from ui.maps.exploration import Exploration, chosen_indicator
from ui.maps.exploration_state import map_of
from ui.maps.small_maps import COLUMNS


def _chart(visit: Visit, chosen: Exploration) -> None:
    """Draw the chart of the view."""
    show(visit, EXHIBITS[chosen.view](visit, chosen))


def _map(visit: Visit, chosen: Exploration) -> None:
    """Draw the map; an indicator without figures below the nation gets a sentence."""
    if not chosen.is_mapped or chosen.year is None:
        name = visit.words.of(chosen_indicator(visit, chosen))
        st.info(as_plain(visit.words("explore.not_mapped", indicator=name)))
        return
    _picture(visit, chosen)
    with st.container(horizontal=True, vertical_alignment="center", key="explore-take-away"):
        add_to_presentation(visit, "explore")
        _take_away(visit, chosen)


def _picture(visit: Visit, chosen: Exploration, shape: Shape = "large") -> None:
    """Draw the picture of the chosen kind; one frame for all kinds, which is only repainted."""
    with st.container(key="explore-map"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="explore", year=chosen.year, selected=chosen.area, shape=shape)
    show_picture_sources(visit, chosen.picture, chosen.year)


def _take_away(visit: Visit, chosen: Exploration) -> None:
    """Draw the ways to take the map away as a file of any kind."""
    map_menu(visit, map_of(chosen, visit.edition.store))


def _series(visit: Visit, chosen: Exploration) -> None:
    """Draw the lines and why some of their points are not joined."""
    _chart(visit, chosen)
    st.caption(as_plain(visit.words("explore.lines_explained")))


def _scatter(visit: Visit, chosen: Exploration) -> None:
    """Draw the dots beside the map of both indicators: a click in either chooses the area in both."""
    dots, picture = st.columns((0.5, 0.5), gap="medium")
    with dots:
        show(visit, EXHIBITS["scatter"](visit, chosen))
    with picture:
        _picture(visit, chosen, "small")
    _take_away(visit, chosen)


def _years(visit: Visit, chosen: Exploration) -> None:
    """Draw the years as small maps, and under them every area of each year on a strip."""
    exhibit = EXHIBITS["years"](visit, chosen)
    if has_small_maps(chosen):
        show(visit, replace(exhibit, lead=lambda: _small_maps(visit, chosen)))
    else:
        _chart(visit, chosen)


def _small_maps(visit: Visit, chosen: Exploration) -> None:
    """Draw the small maps with the ways to take them away: the strips under them have their own."""
    st.html(_drawing(visit, chosen))
    _take_away(visit, chosen)


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
    """Draw the index of deprivation and how it is computed."""
    _chart(visit, chosen)
    st.caption(as_plain(visit.words("explore.index_explained")))


# By the code of the view in the address.
DRAWN_VIEWS: dict[str, Callable[[Visit, Exploration], None]] = {
    **dict.fromkeys(EXHIBITS, _chart),
    **dict.fromkeys(("map", "change", "bivariate", "leading"), _map),
    "series": _series,
    "years": _years,
    "table": table_view,
    "scatter": _scatter,
    "index": _index,
}
