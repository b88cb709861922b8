"""The map: one indicator, its years, the chosen area beside it, the values as a table."""

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.choices import chosen_year, classification, unless_just_chosen
from ui.controls.choropleth import choropleth
from ui.controls.downloads import map_menu
from ui.controls.map_choices import chosen_look_and_level, chosen_place, years_of
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment
from ui.controls.prepared_slides import add_to_presentation
from ui.map.breadcrumb import breadcrumb
from ui.map.choices import (
    area_in_address,
    choose_area_class,
    choose_indicator,
    complete_address,
    drawable_looks,
    filter_label,
)
from ui.map.panel import area_panel
from ui.map.values_table import values_table
from ui.maps.map_address import MapAddress
from ui.maps.picture_address import PictureAddress

PICTURE_AND_PANEL = (0.72, 0.28)


@guarded_fragment
def choices_and_map(visit: Visit) -> None:
    """Draw the choices and, below them, the picture they describe."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
        look, level, bad_scope = chosen_look_and_level(drawable_looks(), words)
        indicator, bad_indicator = choose_indicator(visit, look, level)
        with st.popover(filter_label(visit)):
            within, bad_place = chosen_place(visit, look, level)
            area_class, bad_class = choose_area_class(visit, look, level)
        scheme, count, breaks, each_year, bad_colours = classification(words)
    picture = PictureAddress(
        indicator, level, look, words.language, scheme, count, breaks, each_year, within, area_class
    )
    year, bad_year = chosen_year(years_of(visit, picture))
    _, bad_area = area_in_address(visit, picture)
    unfit = unless_just_chosen([bad_year, bad_area])
    bad_parameters([*bad_scope, bad_indicator, bad_place, bad_class, *unfit, *bad_colours], words)
    complete_address(picture, year, words)
    breadcrumb(visit, within)
    picture_and_panel(picture)


@guarded_fragment
def picture_and_panel(visit: Visit, picture: PictureAddress) -> None:
    """Draw all that depends on year and area: a click in the map redraws this without the choices."""
    year, _ = chosen_year(years_of(visit, picture))
    area, _ = area_in_address(visit, picture)
    left, right = st.columns(PICTURE_AND_PANEL, gap="medium")
    with left, st.container(key="map-picture"):
        choropleth(picture.url(visit.edition), key="map", year=year, selected=area)
    with right:
        area_panel(visit, picture, year, area)
    add_to_presentation(visit, "map")
    map_menu(visit, MapAddress(picture, year, area, visit.edition.store))
    values_table(visit, picture, year)


choices_and_map()
