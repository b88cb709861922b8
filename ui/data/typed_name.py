"""Who changes data: whoever is signed in, or without accounts a name that is given once a visit."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.controls.identity import current_asker

KEY, GIVEN = "officer", "officer.given"


def given_name() -> str:
    """Return the name of whoever is signed in, else the one given in this visit; "" before that.

    The login name is part of it: two people of one name are two.
    """
    account = current_asker().account
    if account is not None:
        return f"{account.name} ({account.login})"
    name: str = st.session_state.get(GIVEN, "")
    return " ".join(name.split())


def name_field(label: str, hint: str = "") -> str:
    """Draw the field of the name and return it; it is still there in another section of the page.

    Whoever is signed in is named, and types nothing.
    """
    if current_asker().account is not None:
        st.html(f"<p class='quiet'>{escape(label)}: {escape(given_name())}</p>")
        return given_name()
    st.session_state.setdefault(KEY, st.session_state.get(GIVEN, ""))
    name = st.text_input(label, key=KEY, max_chars=80)
    st.session_state[GIVEN] = name
    if hint:
        st.caption(hint)
    return name
