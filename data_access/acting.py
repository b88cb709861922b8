"""Who acts, beside the name that was typed: by which account or key, from which address, with which program.

It is set around a change by whoever knows it, and written into the log with the change; commands have none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """How a change was made; each may be "".

    The short name of a key, the visitor's address, how the browser names itself, the account's login name.
    """

    key: str = ""
    address: str = ""
    agent: str = ""
    account: str = ""


NOBODY_KNOWN = Actor()
_actor: ContextVar[Actor] = ContextVar("actor", default=NOBODY_KNOWN)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Let the changes in the block be those of an actor."""
    before = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(before)


def current_actor() -> Actor:
    """Return who acts now."""
    return _actor.get()
