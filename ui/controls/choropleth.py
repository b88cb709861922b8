"""The choropleth inside Streamlit: sends what to show, takes back what the visitor chose."""

from __future__ import annotations

import streamlit as st

from geo.choropleth import BaseMap, ChoroplethLayer, MapRequest
from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.current_visit import current_words
from ui.maps.choropleth import area_parameter, chosen_in
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey

INITIAL_HEIGHT = 760


SMALL_HEIGHT = 620


def choropleth(
    document: str,
    *,
    key: str,
    year: int | None,
    selected: PlaceKey | None,
    small: bool = False,
    keeps_year: bool = False,
) -> None:
    """Draw the picture whose document is at an address; a choice in it goes into the page's address.

    The map's script is the same at every run, so the frame stays; only the request changes. One that
    ``keeps_year`` does not write its year into the address, which is that of another picture beside it.
    """
    # Imported where a page runs: Streamlit forgets a component that is declared before its server runs.
    from streamlit_folium import st_folium

    answered = int(st.session_state.get(f"{key}.answered", 0))
    code, vintage = (selected.code, selected.vintage) if selected else (None, "")
    words, _ = current_words()
    map_request = MapRequest(
        document,
        year=year,
        selected=code,
        vintage=vintage,
        answered=answered,
        unreachable=words("failure.network"),
        compact=small,
    )
    st_folium(
        BaseMap(zoom_by_wheel=not small),
        key=key,
        width=None,
        height=SMALL_HEIGHT if small else INITIAL_HEIGHT,
        feature_group_to_add=ChoroplethLayer(map_request),
        returned_objects=["last_active_drawing"],
        on_change=lambda: _take(key, keeps_year=keeps_year),
    )


def _take(key: str, *, keeps_year: bool) -> None:
    """Write what the visitor chose into the address."""
    chosen = chosen_in(st.session_state.get(key))
    if chosen is None:
        return
    st.session_state[f"{key}.answered"] = chosen.event
    area = area_parameter(chosen.vintage, chosen.area) if chosen.area else None
    address.write({"area": area} if keeps_year else {"area": area, "year": chosen.year})


def small_map(visit: Visit, picture: PictureAddress, year: int | None) -> None:
    """Draw the small map of a page that is not about the map."""
    with st.container(key="small-map"):
        choropleth(picture.url(visit.edition), key="small", year=year, selected=None, small=True)
