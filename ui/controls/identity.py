"""Who asks, of a page as of an address: told here alone. Sign-in will take the place of the key here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from data_access.keeping.changing_key import changing_key, is_browser_token, short_name
from data_access.store.settings import StoreSettings

# The visitor's address as the guard tells it; nobody else can set it. "" or none: unknown.
VISITOR_HEADER = "x-visitor-address"
AGENT_LENGTH = 200


@dataclass(frozen=True)
class Asker:
    """Who asks: by which key ("" for the public), from which address ("" where unknown), by which browser."""

    key: str = ""
    address: str = ""
    agent: str = ""


def cookie_name(key: str) -> str:
    """Return the name under which a browser keeps what it was given for a key: two servers, two names."""
    return f"key-{short_name(key)}"


def asker(cookies: Mapping[str, str], headers: Mapping[str, str]) -> Asker:
    """Return who asks by what a browser sends; ``headers`` find names in small letters."""
    key = changing_key(StoreSettings().var_dir)
    holds = is_browser_token(cookies.get(cookie_name(key), ""), key)
    return Asker(
        short_name(key) if holds else "",
        headers.get(VISITOR_HEADER) or "",
        (headers.get("user-agent") or "")[:AGENT_LENGTH],
    )


def current_asker() -> Asker:
    """Return who looks at the page of this run."""
    return asker(st.context.cookies, st.context.headers)
