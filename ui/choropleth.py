"""The choropleth inside Streamlit: sends a wish, takes back what the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.choropleth import BaseMap, ChoroplethLayer, Wish
from ui import address

INITIAL_HEIGHT = 760
SMALL_HEIGHT = 620


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose in the picture; ``event`` counts up with every choice."""

    area: str | None
    year: int | None
    event: int


def choropleth(
    document: str, *, key: str, year: int | None, selected: str | None, small: bool = False
) -> None:
    """Draw the picture whose document is at an address; a choice in it goes into the page's address.

    The map's script is the same at every run, so the frame stays; only the wish changes.
    """
    answered = int(st.session_state.get(f"{key}.answered", 0))
    wish = Wish(document=document, year=year, selected=selected, answered=answered, compact=small)
    st_folium(
        BaseMap(zoom_by_wheel=not small),
        key=key,
        width=None,
        height=SMALL_HEIGHT if small else INITIAL_HEIGHT,
        feature_group_to_add=ChoroplethLayer(wish),
        returned_objects=["last_active_drawing"],
        on_change=lambda: _take(key),
    )


def _take(key: str) -> None:
    """Write what the visitor chose into the address."""
    chosen = chosen_in(st.session_state.get(key))
    if chosen is None:
        return
    st.session_state[f"{key}.answered"] = chosen.event
    address.write({"area": chosen.area, "year": chosen.year})


def chosen_in(returned: Any) -> Chosen | None:
    """Return the choice in the component's value, None when it holds none that can be understood."""
    drawing = returned.get("last_active_drawing") if isinstance(returned, dict) else None
    properties = drawing.get("properties") if isinstance(drawing, dict) else None
    if not isinstance(properties, dict):
        return None
    area, year, event = (properties.get(name) for name in ("code", "year", "event"))
    if not isinstance(event, int) or not isinstance(year, int) or not isinstance(area, str | None):
        return None
    return Chosen(area=area, year=year, event=event)
