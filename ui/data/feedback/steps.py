"""A step in the log of feedback is taken, and its result is told above the list by the next run."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data_access.acting import Actor, acting
from data_access.feedback.entering import FeedbackRefused
from data_access.feedback.personal_data import personal_data_in
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence
from ui.controls.identity import current_asker
from ui.controls.notices import as_plain
from vocabulary.words import Words

OUTCOME = "feedback.told"


def told_of_step(words: Words) -> None:
    """Draw how the last step ended."""
    found: tuple[bool, str] | None = st.session_state.pop(OUTCOME, None)
    if found is not None:
        (st.success if found[0] else st.error)(as_plain(found[1]))


def take(step: str, action: Callable[[], object], field: str, words: Words) -> None:
    """Take a step as whoever asks now, with what was written into a field, which is emptied when it is done.

    A text with personal data is refused with the words that are it.
    """
    written = str(st.session_state[field])
    found = personal_data_in(written)
    if found:
        named = words.listed([f"{words(f'personal_data.{kind}')} «{text}»" for kind, text in found])
        st.session_state[OUTCOME] = (False, words("feedback.has_personal_data", found=named))
        st.rerun()
    try:
        with acting(_actor()):
            action()
        st.session_state[OUTCOME] = (True, words(f"feedback.done_{step}"))
        st.session_state.pop(field)
    except StoreError as error:
        st.session_state[OUTCOME] = (False, failure_sentence(error, words))
    st.rerun()


def _actor() -> Actor:
    """Return as whom the step is taken; what an account may do where is asked within the change.

    Raises ``FeedbackRefused`` (``signed_out``) for somebody who has neither account nor key, or no address.
    """
    asker = current_asker()
    if not (asker.account or asker.key) or not asker.address:
        raise FeedbackRefused(reason="signed_out")
    return Actor(asker.key, asker.address, asker.agent, asker.account.login if asker.account else "")
