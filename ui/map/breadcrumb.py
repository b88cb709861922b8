"""The way back from a place on the map to the whole country."""

from __future__ import annotations

import streamlit as st

from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.map_choices import ancestors
from ui.controls.notices import as_plain
from ui.text.place_key import place_key


def breadcrumb(visit: Visit, within: str) -> None:
    """Draw the places above the one whose parts are shown, each a button; nothing for the whole country."""
    place = place_key(within)
    # There even when it is empty, so that the map below is not built again when it fills.
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
