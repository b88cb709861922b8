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
    """Return the store the address asks for, the published one when it asks for none.

    With ``asof`` it is the published one as it was at the end of that past day; the demonstration has
    no past, and a day that is none or not over yet is answered with today.
    """
    store, bad_parameter = address.choose("store", editions.STORES, editions.PUBLISHED)
    day = address.parameter("asof")
    if bad_parameter is not None or day is None:
        return store, bad_parameter
    past = f"{editions.PUBLISHED}@{day}"
    if store == editions.PUBLISHED and editions.is_store(past):
        return past, None
    return store, BadParameter.of("asof", day)


def current_visit() -> Visit:
    """Return the visit of this run; StoreError when the store does not answer."""
    words, _ = current_words()
    return Visit(words=words, edition=editions.newest(current_store()[0]))
