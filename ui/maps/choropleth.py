"""The choropleth inside Streamlit: sends a wish, takes back what the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.choropleth import BaseMap, ChoroplethLayer, Wish
from ui.controls import address
from ui.controls.current_visit import current_words
from ui.text.place_key import PlaceKey

INITIAL_HEIGHT = 760
SMALL_HEIGHT = 620
DEFAULT_VINTAGE = "v2008"


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose in the picture; ``event`` counts up with every choice."""

    area: str | None
    vintage: str
    year: int | None
    event: int


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

    The map's script is the same at every run, so the frame stays; only the wish changes. One that
    ``keeps_year`` does not write its year into the address, which is that of another picture beside it.
    """
    # Imported where a page runs: Streamlit forgets a component that is declared before its server stands.
    from streamlit_folium import st_folium

    answered = int(st.session_state.get(f"{key}.answered", 0))
    code, vintage = (selected.code, selected.vintage) if selected else (None, "")
    words, _ = current_words()
    wish = Wish(
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
        feature_group_to_add=ChoroplethLayer(wish),
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


def chosen_in(returned: Any) -> Chosen | None:
    """Return the choice in the component's value, None when it holds none that can be understood."""
    drawing = returned.get("last_active_drawing") if isinstance(returned, dict) else None
    properties = drawing.get("properties") if isinstance(drawing, dict) else None
    if not isinstance(properties, dict):
        return None
    match properties:
        case {"code": str() | None as area, "vintage": str(vintage), "year": int(year), "event": int(event)}:
            return Chosen(area=area, vintage=vintage, year=year, event=event)
    return None


def area_parameter(vintage: str, code: str) -> str:
    """Return an area as the address writes it: its code, with the vintage where that is not the first."""
    return code if vintage == DEFAULT_VINTAGE else f"{vintage}.{code}"


def area_in(parameter: str, level: str) -> PlaceKey:
    """Return the area that an address names at a level, whether or not there is such an area."""
    vintage, dot, code = parameter.rpartition(".")
    return PlaceKey(vintage if dot else DEFAULT_VINTAGE, level, code)
