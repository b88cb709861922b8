"""The visitor's own province: chosen once, remembered in the browser, and in the address of every page.

The choice is kept in a cookie. On a cold visit the server sends the browser to the address with that place
(``ui/server/remembered_place.py``), so that the address always says what is shown.
"""

from __future__ import annotations

import streamlit as st

from data_access.text.folding import folded
from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.page_frame import tell_scripts
from ui.controls.place_choice import province_names
from ui.text.place_key import NATION, PlaceKey

COOKIE = "place"
WIDTH = 210
KEY = "my_place"
TO_KEEP = "my_place.to_keep"


def choose_my_place(visit: Visit, place: PlaceKey) -> None:
    """Draw the list of provinces; a choice turns the site to it and is remembered by the browser."""
    words = visit.words
    names = province_names(visit.edition, words.language)
    by_name = sorted(names.items(), key=lambda pair: folded(pair[1]))
    labels = {str(NATION): words("my_place.none"), **dict(by_name)}
    if str(place) not in labels:
        labels[str(place)] = words("my_place.other")
    st.session_state[KEY] = str(place)
    st.selectbox(
        words("my_place.label"),
        list(labels),
        format_func=labels.__getitem__,
        key=KEY,
        on_change=_choose,
        filter_mode="fuzzy",
        width=WIDTH,
        label_visibility="collapsed",
    )
    _keep_in_browser()


def _choose() -> None:
    chosen = st.session_state[KEY]
    is_nation = chosen == str(NATION)
    address.write({"place": None if is_nation else chosen, "area": None})
    st.session_state[TO_KEEP] = "" if is_nation else chosen


def _keep_in_browser() -> None:
    """Let the browser keep the choice just made in a cookie; the nation takes it away."""
    chosen = st.session_state.pop(TO_KEEP, None)
    if chosen is not None:
        tell_scripts("place", chosen)
