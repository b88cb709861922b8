"""The map: one indicator, its years, the chosen area beside it, the values as a table."""

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.choices import draw_classes
from ui.controls.choropleth import choropleth
from ui.controls.downloads import map_menu
from ui.controls.map_choices import draw_estimates, draw_look_and_level, draw_others, draw_within
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment, unseen_headline
from ui.controls.picture_sources import show_picture_sources
from ui.controls.prepared_slides import add_to_presentation
from ui.map.breadcrumb import breadcrumb
from ui.map.choices import (
    bad_now,
    complete_address,
    draw_area_classes,
    draw_indicators,
    filter_label,
    has_merger,
    map_in_address,
    placed_in_address,
)
from ui.map.other_looks import draw_other_looks
from ui.map.panel import area_panel
from ui.map.values_table import values_table
from ui.maps.map_offer import scopes_with_figures
from ui.maps.picture_address import PictureAddress

PICTURE_AND_PANEL = (0.72, 0.28)


@guarded_fragment
def choices_and_map(visit: Visit) -> None:
    """Draw the choices and, below them, the picture they describe."""
    words, state = visit.words, map_in_address(visit)
    unseen_headline(words("page.map"))
    picture = state.address.picture
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
        draw_look_and_level(
            scopes_with_figures(visit.edition, picture), picture, words, merger=has_merger(visit, picture)
        )
        draw_indicators(visit, picture)
        draw_estimates(visit, picture)
        draw_others(visit, picture)
        with st.popover(filter_label(visit, picture)):
            draw_within(visit, picture)
            draw_area_classes(visit, picture)
        draw_classes(state.classes, words)
    bad_parameters(bad_now(visit, state), words)
    draw_other_looks(visit, state)
    complete_address(state.address, words)
    breadcrumb(visit, picture.within)
    picture_and_panel(picture)


@guarded_fragment
def picture_and_panel(visit: Visit, picture: PictureAddress) -> None:
    """Draw all that depends on year and area: a click in the map redraws this without the choices."""
    shown = placed_in_address(visit, picture)
    left, right = st.columns(PICTURE_AND_PANEL, gap="medium")
    with left, st.container(key="map-picture"):
        choropleth(picture.url(visit.edition), key="map", year=shown.year, selected=shown.area)
        show_picture_sources(visit, picture, shown.year)
    with right:
        area_panel(visit, picture, shown.year, shown.area)
    add_to_presentation(visit, "map")
    map_menu(visit, shown)
    values_table(visit, picture, shown.year)


choices_and_map()
