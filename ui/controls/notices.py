"""Sentences above a page: what the address asked for and could not have, and what failed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from time import monotonic

import streamlit as st

from data_access import door
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence, read_only_sentence
from ui.text.parameters import BadParameter
from vocabulary.words import Words

# When a page was last drawn once more: were the standby to fail as well, it would be drawn for ever.
DRAWN_AGAIN, SECONDS_BETWEEN = "notices.drawn_again", 30.0

logger = logging.getLogger(__name__)


def guarded(action: Callable[[], None], words: Words) -> None:
    """Run ``action``; a failing store becomes a page that says what happened and what to do.

    A page whose database was lost while it was drawn is drawn once more, by the standby where there is one. A
    fragment guards itself: it is run again alone, without the page around it.
    """
    try:
        action()
    except StoreError as error:
        logger.exception("the store failed while a page was open")
        door.forget()
        if _is_first_time(error) and read_only_sentence(words):
            st.rerun()
        store_failure(error, words)
        st.stop()


def _is_first_time(error: StoreError) -> bool:
    """Return whether a page of this visitor lost its database, and has not done so a moment ago."""
    if error.facts.get("reason") != "not_connected":
        return False
    now = monotonic()
    last = st.session_state.get(DRAWN_AGAIN)
    st.session_state[DRAWN_AGAIN] = now
    return last is None or now - last > SECONDS_BETWEEN


def bad_parameters(found: Iterable[BadParameter | None], words: Words) -> None:
    """Say which parameters of the address named nothing known and what is shown instead.

    The place of the notices is there even without any: what follows must not be rebuilt, and a map
    forget where it was moved to, because a notice came or went.
    """
    with st.container():
        for bad_parameter in found:
            if bad_parameter is not None:
                st.warning(as_plain(words(f"misfit.{bad_parameter.parameter}", value=bad_parameter.value)))


def read_only_notice(words: Words) -> None:
    """Say above what changes figures that nothing can be changed now, and why; the place is kept for it."""
    with st.container():
        if sentence := read_only_sentence(words):
            st.warning(as_plain(sentence))


def store_failure(error: StoreError, words: Words) -> None:
    """Say what happened to the store and what to do, with a way to try again."""
    st.error(as_plain(failure_sentence(error, words)))
    st.button(words("failure.try_again"), type="primary")


def as_plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows exactly as it is, on one line, whatever a person put in."""
    special = r"\`*_{}[]()<>#+-.!|~$:&"
    one_line = re.sub(r"\s*[\r\n]\s*", " ", text).strip(" \t")
    return "".join("\\" + character if character in special else character for character in one_line)
