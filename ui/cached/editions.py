"""Editions: which state of which store a frame was read from, and for whom; the key of every kept frame."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Concatenate, Generic, NamedTuple, ParamSpec, TypeVar

import pandas as pd
from sqlalchemy.orm import Session

from data_access import door
from data_access.door import PUBLIC, Reader
from data_access.queries import loads as load_queries
from data_access.queries import sources as source_queries
from data_access.store.frame_files import ENDING, PACKED, read_frame, read_packed, write_frame, write_packed
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store.standby import LoadMark
from data_access.store_codes import DEMONSTRATION
from vocabulary.program_version import program_version

# Pages read frames of some hundred rows cell by cell, which takes Arrow three times as long as Python;
# a load of a million rows, in a process of its own, keeps Arrow's, which take less memory.
pd.options.mode.string_storage = "python"

FRAMES_KEPT, ROWS_KEPT = 256, 4096

# In ``VAR_DIR``; fewer rows are made about as fast as they are read.
FOLDER = "frames"
FEWEST_ROWS = 2000

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


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


Make = Callable[Concatenate[Edition, Asked], Answer]


class Files(NamedTuple, Generic[Answer]):
    """How answers of a kind are kept in files, and which are worth it."""

    ending: str
    read: Callable[[Path], Answer | None]
    write: Callable[[Path, Answer], None]
    is_worth: Callable[[Answer], bool]


def kept_in_files(make: Make[Asked, pd.DataFrame]) -> Make[Asked, pd.DataFrame]:
    """Keep the large frames that a function makes of an edition in files that outlive the process.

    A frame is found by the edition with all loads before it, what was asked, which ``repr`` must write, where
    the store is, and the version of the program; another of any of them is another file. Only what everybody
    may see is kept.
    """
    return _kept(make, Files(ENDING, read_frame, write_frame, lambda frame: len(frame) >= FEWEST_ROWS))


def packed_in_files(make: Make[Asked, bytes]) -> Make[Asked, bytes]:
    """Keep what a function makes of an edition and packs by gzip, as ``kept_in_files`` keeps frames."""
    return _kept(make, Files(PACKED, read_packed, write_packed, lambda _packed: True))


def _kept(make: Make[Asked, Answer], files: Files[Answer]) -> Make[Asked, Answer]:
    function = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def read(edition: Edition, /, *requested: Asked.args, **named: Asked.kwargs) -> Answer:
        if edition.reader != PUBLIC:
            return make(edition, *requested, **named)
        path = _file_of(edition, function, repr((requested, sorted(named.items()))), files.ending)
        found = files.read(path)
        if found is None:
            found = make(edition, *requested, **named)
            if files.is_worth(found):
                files.write(path, found)
        return found

    return read


@lru_cache(FRAMES_KEPT)
def history_of(edition: Edition) -> str:
    """Return a digest of every load of the store: in a restored backup numbers go on from an earlier one."""
    made = ask(edition, load_queries.loads)[["id", "content_hash", "loaded_at"]]
    return hashlib.sha256(repr(made.to_numpy().tolist()).encode()).hexdigest()


def _file_of(edition: Edition, function: str, requested: str, ending: str) -> Path:
    settings = StoreSettings()
    is_demonstration = edition.store == DEMONSTRATION
    url = settings.demonstration_url() if is_demonstration else settings.url()
    told = (*edition[:3], history_of(edition), location_of(url), function, requested)
    digest = hashlib.sha256(repr(told).encode()).hexdigest()[:32]
    return frames_folder() / f"{program_version()}-{digest}{ending}"


def frames_folder() -> Path:
    """Return the folder of frames in files, which may not be there yet."""
    return StoreSettings().var_dir / FOLDER
