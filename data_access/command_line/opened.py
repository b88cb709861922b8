"""The stores that commands work on, read through the door and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy.orm import Session

from data_access import door
from data_access.accounts.reading import any_account
from data_access.acting import Actor, acting
from data_access.door import OPERATOR, PUBLIC
from data_access.store.opening import Store
from data_access.store.settings import StoreSettings
from data_access.store_codes import DEMONSTRATION, PUBLISHED
from terminal.progress import progress


@contextmanager
def store_session() -> Iterator[Session]:
    """Yield a session of the published store, built or renewed first where needed; StoreError."""
    settings = StoreSettings()
    try:
        with progress() as report:
            door.opened(OPERATOR, PUBLISHED, settings=settings, progress=report)
        with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
            yield session
    finally:
        door.forget()


@contextmanager
def acting_as(by: str) -> Iterator[None]:
    """Let the changes in the block be those of the account of a login name, in a store with accounts.

    Whoever runs a command has the machine of the store and is believed; what the account may do holds here
    as on the pages.
    """
    with store_session() as session:
        has_accounts = any_account(session)
    with acting(Actor(account=by)) if has_accounts else nullcontext():
        yield


def built_demonstration() -> Store:
    """Return the demonstration store, built first where needed and closed again; StoreError."""
    try:
        with progress() as report:
            return door.opened(PUBLIC, DEMONSTRATION, settings=StoreSettings(), progress=report)
    finally:
        door.forget()
