"""Files as an office sent them: the link to one, and what is sent to whoever opens it."""

from __future__ import annotations

import streamlit as st

from data_access.accounts.rights import Action
from data_access.acting import Actor, acting
from data_access.loads import LoadRefused, kept_original
from data_access.loads.ledger import note_original_taken
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from ui.cached.editions import ask_now, newest
from ui.controls.identity import Asker
from ui.data.own_files.giving import UNKNOWN, NotGiven, expect_right
from vocabulary.words import Words

ROUTE = "/originals"
# Greater numbers are no number of a row in PostgreSQL.
GREATEST = 2**31 - 1


def original_link(number: int, words: Words) -> None:
    """Draw the link to a file as it was sent."""
    st.link_button(words("ledger.original"), f"{ROUTE}/{number}?lang={words.language}")


def original_for(who: Asker, number: int) -> tuple[str, bytes]:
    """Return the name and the content of a file as it was sent, and write into the log who took it.

    Raises ``NotGiven`` where there is none that they may see, or a ``StoreError``: what cannot be written
    into the log is not given.
    """
    expect_right(who, Action.SEE_ORIGINALS)
    if number > GREATEST:
        raise NotGiven(UNKNOWN)
    edition = newest(who.reader, PUBLISHED)
    try:
        name, content = ask_now(edition, lambda session: kept_original(session, number))
    except LoadRefused as error:
        raise NotGiven(UNKNOWN) from error
    login = who.account.login if who.account else ""
    with acting(Actor(who.key, who.address, who.agent, login)):
        note_original_taken(StoreSettings(), login or who.key, number)
    return name, content
