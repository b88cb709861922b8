"""The stores that commands work on, read through the door and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from data_access import door
from data_access.door import PUBLIC
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
            door.opened(PUBLIC, PUBLISHED, settings=settings, progress=report)
        with door.session(PUBLIC, PUBLISHED, settings=settings) as session:
            yield session
    finally:
        door.forget()


def built_demonstration() -> Store:
    """Return the demonstration store, built first where needed and closed again; StoreError."""
    try:
        with progress() as report:
            return door.opened(PUBLIC, DEMONSTRATION, settings=StoreSettings(), progress=report)
    finally:
        door.forget()
