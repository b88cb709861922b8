"""Who reads by the addresses for programs, and which edition of which store."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.requests import Request

from data_access.door import may_read
from data_access.store.errors import StoreUnreachable
from data_access.store_codes import is_store
from exports.open_data.places import NotThere
from exports.open_data.questions import Question
from ui.cached.editions import Edition, newest
from ui.server.guard.closed_reading import reader_of
from ui.server.store_opening import wait_until_open

# A store of a past day opens in a second or two; the demonstration is built for a minute.
PATIENCE_SECONDS = 10.0


def edition_of(request: Request, question: Question) -> Edition:
    """Return the newest edition of the store of a question.

    A store that is not open yet is being opened from then on. Raises NotThere for a day without a store,
    ``StoreError`` for a store that fails or is not open in time, and ``ReadingClosed``.
    """
    store, reader = question.store_code, reader_of(request)
    if not is_store(store) or not may_read(reader, store):
        raise NotThere("as_of", str(question.as_of))
    wait_until_open(reader, store, _until(time.monotonic() + PATIENCE_SECONDS, store))
    return newest(reader, store)


def _until(end: float, store: str) -> Callable[[float, str], None]:
    """Return what is called while a store is opened, and leaves it after a time; it goes on being opened."""

    def wait(_fraction: float, _step: str) -> None:
        if time.monotonic() > end:
            raise StoreUnreachable(location=store, reason="building")

    return wait
