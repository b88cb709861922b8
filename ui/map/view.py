"""The map page's view: the picture, the chosen area beside it, the values as a table."""

from __future__ import annotations

import streamlit as st

from ui.cached.visit import Visit
from ui.controls import address, notices
from ui.controls.choropleth import choropleth
from ui.controls.current_visit import current_visit, current_words
from ui.controls.downloads import map_menu
from ui.controls.map_choices import ancestors
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import add_to_presentation
from ui.map.choices import MapChoice, choose_map, with_year_and_area
from ui.map.panel import area_panel
from ui.maps.map_address import MapAddress
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.maps.year_rows import year_rows
from ui.text.place_key import place_key
from ui.text.tables import figure_table

PICTURE_AND_PANEL = (0.72, 0.28)


@st.fragment
def map_page() -> None:
    """Draw the map page; a choice in it draws only this part again."""
    words, _ = current_words()
    notices.guarded(_draw, words)


def _draw() -> None:
    visit = current_visit()
    chosen = choose_map(visit)
    _breadcrumb(visit, chosen.picture)
    _picture_and_panel(chosen)


@st.fragment
def _picture_and_panel(chosen: MapChoice) -> None:
    """Draw all that depends on year and area: a click in the picture draws this again without the choices."""
    words, _ = current_words()
    notices.guarded(lambda: _draw_picture_and_panel(chosen), words)


def _draw_picture_and_panel(chosen: MapChoice) -> None:
    visit = current_visit()
    chosen = with_year_and_area(visit, chosen)
    picture, panel = st.columns(PICTURE_AND_PANEL, gap="medium")
    with picture, st.container(key="map-picture"):
        document = chosen.picture.url(visit.edition)
        choropleth(document, key="map", year=chosen.year, selected=chosen.area)
    with panel:
        area_panel(visit, chosen.picture, chosen.year, chosen.area)
    add_to_presentation(visit, "map")
    map_menu(visit, MapAddress(chosen.picture, chosen.year, chosen.area, visit.edition.store))
    _table(visit, chosen)


def _breadcrumb(visit: Visit, picture: PictureAddress) -> None:
    """Draw the way back from a place to the whole country; nothing on the map of the whole country."""
    place = place_key(picture.within)
    # There even when it is empty, so that the map below is not built anew when it fills.
    with st.container(horizontal=True, vertical_alignment="center", key="breadcrumb"):
        if place is None:
            return
        trail = list(ancestors(visit, place).items())
        for key, name in trail[:-1]:
            st.button(as_plain(name), key=f"trail.{key}", type="tertiary", on_click=_go, args=(key,))
            st.markdown("›")
        st.markdown(f"**{as_plain(trail[-1][1])}**")


def _go(key: str) -> None:
    """Go to a place of the breadcrumb, at the level that its parts have."""
    changes: dict[str, str | None] = {"within": key or None, "area": None}
    if not key and address.parameter("look") in (None, "district"):
        changes |= {"look": None, "level": "province"}
    address.write(changes)


def _table(visit: Visit, chosen: MapChoice) -> None:
    """Draw the values of the year as a table, for those who cannot see the map."""
    words = visit.words
    if not st.toggle(words("map.as_table"), key="map.as_table") or chosen.year is None:
        return
    facts = map_facts(visit.edition, chosen.picture)
    layer = facts.layer_of_year(chosen.year)
    areas = layer.areas[layer.areas["area_code"].isin(layer.shown)]
    rows = year_rows(areas, facts.figures, chosen.year)
    st.html(figure_table(rows, facts.indicator, chosen.year, words))
