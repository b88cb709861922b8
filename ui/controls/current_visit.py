"""Who looks at a page and at what: the reader, the language of the view, the edition of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from data_access.door import PUBLIC, Reader
from data_access.store_codes import PUBLISHED, STORES, past_day, store_in
from ui.cached.editions import Edition, newest
from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.identity import current_asker
from ui.text.parameters import BadParameter
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.words import Words

# What a run of a whole page has looked up; a part of a page that is drawn alone looks for itself.
_editions: ContextVar[dict[tuple[Reader, str], Edition] | None] = ContextVar("editions", default=None)


def current_reader() -> Reader:
    """Return as whom the figures of a page are read: the public, whoever looks at it."""
    return PUBLIC


def current_words() -> tuple[Words, BadParameter | None]:
    """Return the language the address asks for, else the one chosen before, else Vietnamese."""
    before = st.session_state.get("language", DEFAULT_LANGUAGE)
    language, bad_parameter = address.choose("lang", LANGUAGES, before)
    st.session_state["language"] = language
    return Words(language), bad_parameter


def current_store() -> tuple[str, BadParameter | None]:
    """Return the store that the address names (``store_in``), and what did not fit.

    A day that is none or not over yet does not fit, nor does any day with the demonstration.
    """
    store = store_in(st.query_params)
    _, bad_parameter = address.choose("store", STORES, PUBLISHED)
    day = address.parameter("asof")
    if bad_parameter is None and day is not None and past_day(store) is None:
        return store, BadParameter.of("asof", day)
    return store, bad_parameter


@contextmanager
def one_edition() -> Iterator[None]:
    """Let all that is drawn in the block show one edition of the store, which is asked for once."""
    looking = _editions.set({})
    try:
        yield
    finally:
        _editions.reset(looking)


def current_visit() -> Visit:
    """Return the visit of this run; StoreError when the store does not answer."""
    words, _ = current_words()
    reader, (store, _) = current_reader(), current_store()
    known = _editions.get()
    if known is None:
        return Visit(words, newest(reader, store))
    if (reader, store) not in known:
        known[reader, store] = newest(reader, store)
    return Visit(words, known[reader, store])


def published_edition() -> Edition:
    """Return the newest edition of the published store for whoever is signed in; raises StoreError.

    Whatever store the page shows. Pages of figures are read as the public, so that all share what is kept;
    what comes in is read as who asks.
    """
    return newest(current_asker().reader, PUBLISHED)
