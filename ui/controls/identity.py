"""Who asks, of a page as of an address: told here alone.

With an account in the store it is whoever signed in; without any, whoever holds the key for changes
(``data_access/keeping/changing_key.py``).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

import streamlit as st
from sqlalchemy.orm import Session

from data_access import door
from data_access.accounts.facts import AccountFacts, Grant
from data_access.accounts.reading import any_account, find_account, find_session, find_token, grants_of
from data_access.accounts.sessions import is_to_be_seen, note_seen
from data_access.door import PUBLIC, Reader
from data_access.keeping.changing_key import changing_key, is_browser_token, short_name
from data_access.loads.changing import changing_beside_loads
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED

# The visitor's address as the guard tells it; nobody else can set it. "" or none: unknown.
VISITOR_HEADER = "x-visitor-address"
AGENT_LENGTH = 200
KEY_COOKIES = "key-"
# Whom a trusted proxy has let in, as the guard tells it (``ui.server.guard.proven_login``).
PROVEN_HEADER = "x-proven-login"
# What a browser keeps of a sign-in. Behind TLS the prefix has it taken from this host alone (RFC 6265bis).
SESSION_COOKIE, SECURE_SESSION_COOKIE = "session", "__Host-session"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asker:
    """Who asks: by which key ("" for none), from which address ("" where unknown), by which browser.

    ``account`` is who is signed in, None for nobody, and ``grants`` are their rights. ``has_accounts`` says
    whether the store has any account, so that there is a sign-in; it is True where that is unknown.
    """

    key: str = ""
    address: str = ""
    agent: str = ""
    account: AccountFacts | None = None
    grants: tuple[Grant, ...] = ()
    has_accounts: bool = False

    @property
    def owner(self) -> str:
        """As whose things are kept that are theirs alone: the account, the key, "" for the public."""
        if self.account is not None:
            return f"account {self.account.login}"
        return f"key {self.key}" if self.key else ""

    @property
    def reader(self) -> Reader:
        """As whom they read."""
        return PUBLIC if self.account is None else Reader(self.account.login, self.grants)


def cookie_name(key: str) -> str:
    """Return the name under which a browser keeps what it was given for a key: two servers, two names."""
    return f"{KEY_COOKIES}{short_name(key)}"


def session_token(cookies: Mapping[str, str]) -> str:
    """Return the token of the session that a browser sends, "" for none."""
    return cookies.get(SECURE_SESSION_COOKIE) or cookies.get(SESSION_COOKIE) or ""


def asker(cookies: Mapping[str, str], headers: Mapping[str, str]) -> Asker:
    """Return who asks by what a browser sends; ``headers`` find names in small letters.

    The database is asked each time. Where it does not answer, nobody is known and no key opens anything.
    """
    address, agent = headers.get(VISITOR_HEADER) or "", (headers.get("user-agent") or "")[:AGENT_LENGTH]
    nobody = Asker(address=address, agent=agent, has_accounts=True)
    try:
        door.opened(PUBLIC, PUBLISHED, build=False)
        with door.session(PUBLIC, PUBLISHED) as session:
            found = _known(nobody, session, cookies, unquote(headers.get(PROVEN_HEADER) or ""))
    except StoreError as error:
        logger.warning("nobody can be known: %s", error)
        return nobody
    if found.account is not None and is_to_be_seen(found.account.seen_at):
        _note_seen(found.account)
    return found


def is_anybody_known() -> bool:
    """Return whether the browser of this run sends anything by which somebody may be known; asks no store."""
    cookies = st.context.cookies
    has_key = any(str(name).startswith(KEY_COOKIES) for name in cookies)
    return bool(has_key or session_token(cookies) or st.context.headers.get(PROVEN_HEADER))


def current_asker() -> Asker:
    """Return who looks at the page of this run."""
    return asker(st.context.cookies, st.context.headers)


def by_token(asks: Asker, headers: Mapping[str, str]) -> Asker:
    """Return who asks with the account of the token that a program sends as ``Authorization: Bearer …``.

    Whoever is known already stays; a token that is nobody's changes nothing.
    """
    scheme, _, token = (headers.get("authorization") or "").partition(" ")
    if asks.account is not None or not asks.has_accounts or scheme.lower() != "bearer":
        return asks
    try:
        with door.session(PUBLIC, PUBLISHED) as session:
            account = find_token(session, token.strip())
            grants = () if account is None else grants_of(session, account.id)
    except StoreError as error:
        logger.warning("no token can be known: %s", error)
        return asks
    return replace(asks, account=account, grants=grants)


def _note_seen(account: AccountFacts) -> None:
    """Write down that a session is in use; not while a load is published, the next use comes soon."""
    try:
        with changing_beside_loads(StoreSettings(), wait_seconds=0) as connection:
            note_seen(connection, account.number)
    except StoreError as error:
        logger.info("the use of a session is not written down: %s", error)


def _known(nobody: Asker, session: Session, cookies: Mapping[str, str], login: str) -> Asker:
    # Whom the proxy has let in is who asks, whatever the browser kept before.
    account = find_account(session, login) if login else find_session(session, session_token(cookies))
    if account is not None:
        return replace(nobody, account=account, grants=grants_of(session, account.id))
    if any_account(session):
        return nobody
    return replace(nobody, key=_held_key(cookies), has_accounts=False)


def _held_key(cookies: Mapping[str, str]) -> str:
    """The short name of the key that a browser was given something for, "" for none."""
    if not any(name.startswith(KEY_COOKIES) for name in cookies):
        return ""
    key = changing_key(StoreSettings().var_dir)
    return short_name(key) if is_browser_token(cookies.get(cookie_name(key), ""), key) else ""
