"""A store with an account of each role, and a browser signed in as one of them, for tests of pages."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from streamlit.runtime.context import ContextProxy

from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, account_number, add_account, end_grant, give_grant
from data_access.accounts.sessions import begin_session, end_sessions
from data_access.acting import Actor, acting
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from ui.controls.identity import SESSION_COOKIE, VISITOR_HEADER

HOA_BINH, LANG_SON = ("v2008", "province", "17"), ("v2008", "province", "20")
GRANTS = {
    "reader": Grant("reader", *HOA_BINH),
    "officer": Grant("officer", *HOA_BINH),
    "neighbour": Grant("officer", *LANG_SON),
    "approver": Grant("approver", *HOA_BINH),
    "publisher": Grant("publisher", *NATION),
    "auditor": Grant("auditor", *NATION),
    "administrator": Grant("administrator", *NATION),
}
HEADERS = {VISITOR_HEADER: "198.51.100.9", "user-agent": "AppTest"}


@dataclass
class Accounts:
    """The accounts of a store with their sessions, and who is signed in in the browser of a test."""

    settings: StoreSettings
    tokens: dict[str, str]
    patch: pytest.MonkeyPatch

    def sign_in(self, login: str) -> None:
        """Let the browser be that of an account; "" for nobody."""
        cookies = {SESSION_COOKIE: self.tokens[login]} if login else {}
        self.patch.setattr(ContextProxy, "cookies", property(lambda _context: cookies))
        self.patch.setattr(ContextProxy, "headers", property(lambda _context: HEADERS))

    def end_sessions(self, login: str) -> None:
        with changing_beside_loads(self.settings) as connection:
            end_sessions(connection, account_number(connection, login), "it")

    def end_right(self, login: str) -> None:
        with changing_beside_loads(self.settings) as connection:
            end_grant(connection, account_number(connection, login), GRANTS[login], "it")


def accounts_in(settings: StoreSettings, patch: pytest.MonkeyPatch) -> Accounts:
    """Put an account of each role into a store, and sign each in."""
    tokens = {}
    with changing_beside_loads(settings) as connection:
        for login, grant in GRANTS.items():
            number = add_account(connection, login, f"Name of {login}", None, "it")
            give_grant(connection, number, grant, "it")
            tokens[login] = begin_session(connection, number, login, "password")
    return Accounts(settings, tokens, patch)


def as_account(login: str, change: Callable[..., object], *given: object) -> object:
    """Make a change as an account."""
    with acting(Actor(account=login, address=HEADERS[VISITOR_HEADER])):
        return change(*given)
