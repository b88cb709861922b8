"""Who is looking and at what: the language of the view and the edition of the store it reads."""

from __future__ import annotations

import streamlit as st

from ui.cached import editions
from ui.cached.visit import Visit
from ui.controls import address
from ui.text.parameters import BadParameter
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.words import Words


def current_words() -> tuple[Words, BadParameter | None]:
    """Return the language the address asks for, else the one chosen before, else Vietnamese."""
    before = st.session_state.get("language", DEFAULT_LANGUAGE)
    language, bad_parameter = address.choose("lang", LANGUAGES, before)
    st.session_state["language"] = language
    return Words(language), bad_parameter


def current_store() -> tuple[str, BadParameter | None]:
    """Return the store that the address names (``editions.store_in``), and what did not fit.

    A day that is none or not over yet does not fit, nor does any day with the demonstration.
    """
    store = editions.store_in(st.query_params)
    _, bad_parameter = address.choose("store", editions.STORES, editions.PUBLISHED)
    day = address.parameter("asof")
    if bad_parameter is None and day is not None and editions.past_day(store) is None:
        return store, BadParameter.of("asof", day)
    return store, bad_parameter


def current_visit() -> Visit:
    """Return the visit of this run; StoreError when the store does not answer."""
    words, _ = current_words()
    return Visit(words=words, edition=editions.newest(current_store()[0]))
