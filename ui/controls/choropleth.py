"""The choropleth inside Streamlit: sends what to show, takes back what the visitor chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from geo.choropleth import BaseMap, ChoroplethLayer, MapRequest
from ui.controls import address
from ui.controls.current_visit import current_words
from ui.maps.choropleth import HANDLE, Chosen, area_parameter, chosen_in, handle_in
from ui.text.place_key import PlaceKey

Written = Mapping[str, str | int | None]
Shape = Literal["large", "small", "beside"]
INITIAL_HEIGHT = 760


SMALL_HEIGHT = 620


def area_alone(chosen: Chosen) -> Written:
    """Return what a choice writes where the year of the address is that of another picture beside it."""
    return {"area": area_parameter(chosen.vintage, chosen.area) if chosen.area else None}


def area_and_year(chosen: Chosen) -> Written:
    """Return what a choice writes: the area, the year that is shown, and where the handle was left."""
    return {**area_alone(chosen), "year": chosen.year, HANDLE: chosen.share}


def choropleth(
    document: str,
    *,
    key: str,
    year: int | None,
    selected: PlaceKey | None,
    shape: Shape = "large",
    writes: Callable[[Chosen], Written] = area_and_year,
) -> None:
    """Draw the picture whose document is at an address; a choice in it goes into the page's address.

    The map's script is the same at every run, so the frame stays; only the request changes. ``writes`` says
    which parameters a choice writes. A ``small`` picture has neither ranking nor years, one ``beside`` its
    texts is as high as its frame. A handle over the merger stands where the address says.
    """
    # Imported where a page runs: Streamlit forgets a component that is declared before its server runs.
    from streamlit_folium import st_folium

    code, vintage = (selected.code, selected.vintage) if selected else (None, "")
    words, _ = current_words()
    map_request = MapRequest(
        document,
        year=year,
        selected=code,
        vintage=vintage,
        answered=int(st.session_state.get(f"{key}.answered", 0)),
        unreachable=words("failure.network"),
        compact=shape == "small",
        beside=shape == "beside",
        share=handle_in(st.query_params)[0],
    )
    st_folium(
        BaseMap(zoom_by_wheel=shape != "small"),
        key=key,
        width=None,
        height=SMALL_HEIGHT if shape == "small" else INITIAL_HEIGHT,
        feature_group_to_add=ChoroplethLayer(map_request),
        returned_objects=["last_active_drawing"],
        on_change=lambda: _take(key, writes),
    )


def _take(key: str, writes: Callable[[Chosen], Written]) -> None:
    """Write what the visitor chose into the address."""
    chosen = chosen_in(st.session_state.get(key))
    if chosen is None:
        return
    st.session_state[f"{key}.answered"] = chosen.event
    address.write(writes(chosen))
