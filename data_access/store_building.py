"""Builds a store that is missing, and renews one whose schema or embedded data is older."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from filelock import FileLock
from filelock import Timeout as LockTimeout
from sqlalchemy import URL, Connection, inspect, select, text
from sqlmodel import col

from data_access.embedded_load import EMBEDDED, load_embedded
from data_access.engines import reading_engine, writing_engine
from data_access.errors import StoreDamaged, StoreOutOfDate, StoreUnreachable
from data_access.migrations import HEAD, REVISIONS, VERSION_TABLE, upgrade
from data_access.models import Load, Table

Progress = Callable[[float, str], None]
LOCK_SECONDS = 60
# Any number will do; it must be the same in every version of the program.
ADVISORY_LOCK = 0x6E676865


class Condition(Enum):
    """How a store stands to the program and the embedded data."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"


def say_nothing(_fraction: float, _step: str) -> None:
    """Report no progress."""


def shown_location(url: URL) -> str:
    """Where a store is, fit to be shown: a file's path, or an address without its password."""
    if url.get_backend_name() == "sqlite":
        return str(_path(url))
    return url.set(query={}).render_as_string(hide_password=True)


def make_current(url: URL, data_dir: Path, fingerprint: str, progress: Progress) -> None:
    """Build or renew the store unless it already holds this schema and these data.

    Only one process does so; another that starts meanwhile waits and then finds it done.
    """
    if url.get_backend_name() == "sqlite":
        _make_file_current(url, data_dir, fingerprint, progress)
    else:
        _make_database_current(url, data_dir, fingerprint, progress)


def condition(connection: Connection, fingerprint: str) -> Condition:
    """How the store stands; raises ``StoreOutOfDate`` or ``StoreDamaged`` if it is not for us to renew."""
    location = shown_location(connection.engine.url)
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables & set(Table.metadata.tables) or (tables and connection.dialect.name == "sqlite"):
            raise StoreDamaged(location=location, reason="foreign")
        return Condition.EMPTY
    revision = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if revision not in REVISIONS:
        raise StoreOutOfDate(location=location, found=str(revision), expected=HEAD)
    if revision != HEAD:
        return Condition.BEHIND
    newest = select(col(Load.content_hash)).where(col(Load.kind) == EMBEDDED).order_by(col(Load.id).desc())
    return Condition.CURRENT if connection.scalar(newest.limit(1)) == fingerprint else Condition.BEHIND


def _renew(connection: Connection, data_dir: Path, fingerprint: str, progress: Progress) -> None:
    progress(0.05, "schema")
    upgrade(connection)
    if condition(connection, fingerprint) is not Condition.CURRENT:
        load_embedded(connection, data_dir, fingerprint, progress)
        if connection.dialect.name == "postgresql":
            # Without fresh counts the planner may read a whole indicator where a few areas are asked for.
            connection.execute(text("ANALYZE"))


def _make_database_current(url: URL, data_dir: Path, fingerprint: str, progress: Progress) -> None:
    if _read_condition(url, fingerprint) is Condition.CURRENT:
        return
    progress(0.01, "waiting")
    engine = writing_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
            if condition(connection, fingerprint) is not Condition.CURRENT:
                _renew(connection, data_dir, fingerprint, progress)
    finally:
        engine.dispose()


def _make_file_current(url: URL, data_dir: Path, fingerprint: str, progress: Progress) -> None:
    path = _path(url)
    if _is_whole(path) and _read_condition(url, fingerprint) is Condition.CURRENT:
        return
    progress(0.01, "waiting")
    path.parent.mkdir(parents=True, exist_ok=True)
    with _only_process(path):
        if not _holds_something(path):
            _build_file(path, data_dir, fingerprint, progress)
        else:
            _renew_file(url, data_dir, fingerprint, progress)


def _build_file(path: Path, data_dir: Path, fingerprint: str, progress: Progress) -> None:
    unfinished = path.with_name(path.name + ".building")
    _remove_unfinished(unfinished)
    engine = writing_engine(URL.create("sqlite", database=str(unfinished)), create=True)
    try:
        with engine.begin() as connection:
            _renew(connection, data_dir, fingerprint, progress)
        _to_disk(unfinished)
        os.replace(unfinished, path)
    finally:
        engine.dispose()
        _remove_unfinished(unfinished)


def _renew_file(url: URL, data_dir: Path, fingerprint: str, progress: Progress) -> None:
    engine = writing_engine(url)
    try:
        with engine.begin() as connection:
            if condition(connection, fingerprint) is not Condition.CURRENT:
                _renew(connection, data_dir, fingerprint, progress)
    finally:
        engine.dispose()


def _read_condition(url: URL, fingerprint: str) -> Condition:
    engine = reading_engine(url)
    try:
        with engine.connect() as connection:
            return condition(connection, fingerprint)
    finally:
        engine.dispose()


def _is_whole(path: Path) -> bool:
    # A journal left by a process that died is rolled back by the next writer; a reader could not.
    return _holds_something(path) and not path.with_name(path.name + "-journal").exists()


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


@contextmanager
def _only_process(path: Path) -> Iterator[None]:
    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=LOCK_SECONDS):
            yield
    except LockTimeout as error:
        raise StoreUnreachable(location=str(path), reason="busy") from error


def _remove_unfinished(unfinished: Path) -> None:
    for path in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _path(url: URL) -> Path:
    return Path((url.database or "").removeprefix("file://")).absolute()
