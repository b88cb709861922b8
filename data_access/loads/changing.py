"""One change of a store at a time, seen whole or not at all, while pages go on reading.

On SQLite a change is made in a copy of the file, which then takes the file's place in one step: readers
are never kept waiting and never meet a journal, and a process that dies leaves the store as it was. On
PostgreSQL it is one transaction.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, text
from sqlalchemy.orm import Session

from data_access.store.engines import writing_engine
from data_access.store.error_translation import translated
from data_access.store.errors import StoreReadOnly, StoreUnreachable
from data_access.store.held_loads import note_held_loads
from data_access.store.lost_servers import note_lost
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import ADVISORY_LOCK, has_journal, location_of, only_process
from data_access.store.standby import is_read_only

# The copy is thrown away unless it is finished, so that nothing need guard it while it is written.
IN_HASTE = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -262144", "locking_mode = EXCLUSIVE")


@contextmanager
def changing(settings: StoreSettings) -> Iterator[Connection]:
    """A connection whose changes all readers see at once when the block ends, and never if it fails.

    Waits for another change to end; raises a ``StoreError`` where the store fails or stays busy,
    ``StoreUnreachable`` (``primary_lost``) where it can only be read, by a standby.
    """
    url = settings.url()
    change = _in_copy if url.get_backend_name() == "sqlite" else _in_transaction
    with _by_primary(settings), translated(location_of(url), also_files=True), change(url) as connection:
        yield connection
        note_held_loads(connection, settings.var_dir, location_of(url))


@contextmanager
def changing_beside_loads(settings: StoreSettings, wait_seconds: float = 20.0) -> Iterator[Connection]:
    """A connection as of ``changing``, for tables that no load touches: accounts and their sessions.

    On PostgreSQL a load that is published meanwhile is not waited for. An SQLite store is one file, so that
    one has to end first; raises ``StoreUnreachable`` (``busy``) after ``wait_seconds``.
    """
    url = settings.url()
    is_file = url.get_backend_name() == "sqlite"
    change = _in_copy(url, wait_seconds) if is_file else _in_transaction(url, with_lock=False)
    with _by_primary(settings), translated(location_of(url), also_files=True), change as connection:
        yield connection
        note_held_loads(connection, settings.var_dir, location_of(url))


@contextmanager
def _by_primary(settings: StoreSettings) -> Iterator[None]:
    """Say of a change that fails for want of the primary, while a standby is read, that this is why."""
    refused = StoreUnreachable(location=location_of(settings.url()), reason="primary_lost")
    if is_read_only(settings):
        raise refused
    try:
        yield
    except StoreUnreachable as error:
        if settings.read_url() is None or error.facts.get("reason") != "not_connected":
            raise
        note_lost(settings.url(), error)
        raise refused from error


@contextmanager
def reading_in(connection: Connection) -> Iterator[Session]:
    """A session that reads the store as a change sees it so far; the change goes on afterwards."""
    with Session(bind=connection) as session:
        yield session


def sweep(settings: StoreSettings) -> None:
    """Take away the copy that a process left which died in the middle of a change.

    One that another process is writing now is left alone.
    """
    url = settings.url()
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "").absolute()
        with suppress(StoreUnreachable, OSError), only_process(path, wait_seconds=0):
            _copy_of(path).unlink(missing_ok=True)


def clear_away(settings: StoreSettings, table: str) -> None:
    """Have PostgreSQL take away the deleted rows of a table that it keeps for readers of before."""
    url = settings.url()
    if url.get_backend_name() != "postgresql":
        return
    engine = writing_engine(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"VACUUM {table}"))
    finally:
        engine.dispose()


@contextmanager
def _in_transaction(url: URL, *, with_lock: bool = True) -> Iterator[Connection]:
    engine = writing_engine(url)
    try:
        with engine.begin() as connection:
            if with_lock:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _in_copy(url: URL, wait_seconds: float | None = None) -> Iterator[Connection]:
    path = Path(url.database or "").absolute()
    copy = _copy_of(path)
    with only_process(path, wait_seconds=wait_seconds):
        if not path.exists():
            raise StoreUnreachable(location=str(path), reason="missing")
        if not os.access(path, os.W_OK):
            raise StoreReadOnly(location=str(path))
        _roll_back(path, url)
        try:
            shutil.copyfile(path, copy)
            yield from _changed(url.set(database=str(copy)))
            _put_in_place(copy, path)
        finally:
            copy.unlink(missing_ok=True)


def _copy_of(path: Path) -> Path:
    return path.with_name(path.name + ".changing")


def _changed(url: URL) -> Iterator[Connection]:
    engine = writing_engine(url, in_haste=IN_HASTE)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _roll_back(path: Path, url: URL) -> None:
    """Let a journal that a dead process left undo what it had begun, before the file is copied."""
    if has_journal(path):
        engine = writing_engine(url)
        with engine.begin() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
        engine.dispose()


def _put_in_place(copy: Path, path: Path) -> None:
    shutil.copymode(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(copy, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name of the file on the disk too, where the system can open folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
