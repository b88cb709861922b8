"""The store that commands work on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from terminal.progress import progress


@contextmanager
def store_session() -> Iterator[Session]:
    """Yield a session of the settings' store, built or renewed first where needed; StoreError."""
    with progress() as report:
        store = open_store(StoreSettings(), report)
    try:
        with store.session() as session:
            yield session
    finally:
        store.engine.dispose()
