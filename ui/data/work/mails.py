"""The language of the mails by which an account is reminded, chosen by whoever is signed in."""

from __future__ import annotations

import logging

import streamlit as st

from data_access.accounts.facts import AccountFacts
from data_access.accounts.managing import choose_language
from data_access.accounts.reading import language_of
from data_access.loads.changing import changing_beside_loads
from data_access.office_work.mail import MailSettings
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from ui.cached.editions import Edition, ask_now
from ui.controls.identity import current_asker
from ui.controls.notices import as_plain
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

KEY, FAILED, WIDTH = "work.mails", "work.mails_failed", 260

logger = logging.getLogger(__name__)


def mails_section(edition: Edition, account: AccountFacts, words: Words) -> None:
    """Draw where reminders go and the choice of their language; nothing where no mail is sent."""
    if not MailSettings().smtp_host:
        return
    if not account.email:
        st.caption(as_plain(words("work.no_mails")))
        return
    st.session_state[KEY] = ask_now(edition, lambda session: language_of(session, account.id))
    st.caption(as_plain(words("work.mails", email=account.email)))
    with st.container():
        if failed := st.session_state.pop(FAILED, ""):
            st.error(as_plain(failed))
    st.selectbox(
        words("work.mail_language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=KEY,
        on_change=_choose,
        args=(words,),
        width=WIDTH,
    )


def _choose(words: Words) -> None:
    """Write the chosen language down; a callback, so who asks is asked again."""
    account, chosen = current_asker().account, st.session_state[KEY]
    if account is None or chosen not in LANGUAGES:
        return
    try:
        with changing_beside_loads(StoreSettings()) as connection:
            choose_language(connection, account.id, chosen, account.login)
    except StoreError as error:
        logger.warning("the language of mails is not written down: %s", error)
        st.session_state[FAILED] = failure_sentence(error, words)
