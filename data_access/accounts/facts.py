"""What is known of somebody who asks, and of a right that they were given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """By what an account was recognised."""

    SESSION = "session"
    TOKEN = "token"
    PROXY = "proxy"


@dataclass(frozen=True)
class Grant:
    """A role in an area and what is below it, by the area's vintage, level and code."""

    role: str
    vintage: str
    level: str
    code: str


@dataclass(frozen=True)
class AccountFacts:
    """An account that may be signed in, and the session or token by which it was recognised.

    ``number`` is the session's or token's number, 0 where there is none; ``seen_at`` is when the session was
    last written down as used, "" for anything else.
    """

    id: int
    login: str
    name: str
    email: str = ""
    way: Way = Way.SESSION
    number: int = 0
    seen_at: str = ""
