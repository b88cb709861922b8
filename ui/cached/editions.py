"""Editions: which state of which store a frame was read from, and for whom; the key of every kept frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import pandas as pd
from sqlalchemy.orm import Session

from data_access import door
from data_access.door import PUBLIC, Reader
from data_access.queries import loads as load_queries
from data_access.queries import sources as source_queries
from data_access.store.standby import LoadMark

# Pages read frames of some hundred rows cell by cell, which takes Arrow three times as long as Python;
# a load of a million rows, in a process of its own, keeps Arrow's, which take less memory.
pd.options.mode.string_storage = "python"

FRAMES_KEPT, ROWS_KEPT = 256, 4096

Answer = TypeVar("Answer")


class Edition(NamedTuple):
    """Which figures: the code of a store, the number of its newest load and the hash of its content.

    ``reader`` is for whom they were read: what is kept for one reader is never given to another.
    """

    store: str
    load: int
    content: str = ""
    reader: Reader = PUBLIC

    @property
    def mark(self) -> LoadMark:
        """What has to be in a store that shows this edition."""
        return LoadMark(self.load, self.content)


def newest(reader: Reader, store: str) -> Edition:
    """Return the newest edition of a store; asks the store itself, so one that went away is noticed.

    Raises ``StoreError``.
    """
    with door.session(reader, store) as session:
        number = source_queries.store_load_number(session)
        return Edition(store, number, load_queries.newest_content(session), reader)


def ask(edition: Edition, question: Callable[[Session], Answer]) -> Answer:
    """Return what a question answers on the store of an edition; keeping it is for whoever asks.

    For what only loads change: a standby that has the edition's load may answer.
    """
    return door.answer(edition.reader, edition.store, question, edition.mark)


def ask_now(edition: Edition, question: Callable[[Session], Answer]) -> Answer:
    """Return what a question answers on the newest state of an edition's store.

    For what changes without a load: files on their way, feedback, accounts, the log.
    """
    with door.session(edition.reader, edition.store) as session:
        return question(session)
