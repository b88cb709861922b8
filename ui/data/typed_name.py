"""Who changes data: a name given once a visit, until there is sign-in."""

from __future__ import annotations

import streamlit as st

KEY, GIVEN = "officer", "officer.given"


def given_name() -> str:
    """Return the name that was given in this visit; "" before that."""
    name: str = st.session_state.get(GIVEN, "")
    return " ".join(name.split())


def name_field(label: str) -> str:
    """Draw the field of the name and return it; it is still there in another section of the page."""
    st.session_state.setdefault(KEY, st.session_state.get(GIVEN, ""))
    name = st.text_input(label, key=KEY, max_chars=80)
    st.session_state[GIVEN] = name
    return name
