"""Changes are made as whoever asks: asked again each time.

What they may do where is asked a second time within the change itself (``data_access/accounts/allowed.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from data_access.accounts.rights import Action, may
from data_access.acting import Actor, acting
from data_access.loads import LoadRefused
from data_access.log_form import HEADER, numbered
from data_access.store.errors import StoreError, StoreReadOnly
from ui.controls.identity import Asker, current_asker
from ui.controls.notices import as_plain
from ui.controls.rights import may_change_data
from ui.text.account_link import account_link
from vocabulary.words import Words

# Where a typed key is sent, to be exchanged for what the browser keeps.
KEY_ROUTE = "/key"


@contextmanager
def changes_as_asker(action: Action | None = None) -> Iterator[None]:
    """Let the changes in the block be those of whoever asks.

    ``action`` is what they change, None for what only the change itself can tell. Raises ``LoadRefused``
    (``signed_out``, ``no_right``) where they may not, and in a store without accounts ``StoreReadOnly``.
    """
    asks = current_asker()
    if not (may_change_data(asks) if action is None else may(asks, action)):
        raise _refusal(asks)
    account = asks.account.login if asks.account else ""
    number = st.context.headers.get(HEADER) or ""
    with acting(Actor(asks.key, asks.address, asks.agent, account)), numbered(number):
        yield


def _refusal(asks: Asker) -> StoreError:
    if not asks.has_accounts:
        return StoreReadOnly(location="/data")
    return LoadRefused(reason="signed_out" if asks.account is None else "no_right")


def key_section(words: Words) -> None:
    """Say how to get the right to change figures: by signing in, or with the field for the key."""
    asks = current_asker()
    if asks.account is not None:
        st.info(as_plain(words("accounts.no_right")))
        return
    if asks.has_accounts:
        st.info(as_plain(words("accounts.needed")))
        here = st.query_params.to_dict()
        st.html(f"<p class='to-sign-in'>{account_link('', '/data', here, words)}</p>")
        return
    if asks.key:
        st.warning(as_plain(words("key.unknown_address")))
        return
    st.info(as_plain(words("key.needed")))
    hint, send = escape(words("key.field")), escape(words("key.send"))
    st.html(
        f"<form class='key' method='post' action='{KEY_ROUTE}?lang={words.language}'>"
        f"<input type='password' name='key' autocomplete='off' required aria-label='{hint}'"
        f" placeholder='{hint}'>"
        f"<button type='submit'>{send}</button></form>"
    )
