"""The one place where errors of databases and files become errors of the store."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_access.store.errors import (
    StoreDamaged,
    StoreError,
    StoreOutOfSpace,
    StoreReadOnly,
    StoreUnreachable,
)

# EFBIG and EDQUOT: a limit on file size or a quota is, to a reader, a full disk.
OUT_OF_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def translated(location: str, *, also_files: bool = False) -> Iterator[None]:
    """Raise errors of the database as ``StoreError``; let all others through.

    With ``also_files`` those of the file system too: where a store is built, and not where a page
    may do other things between two queries.
    """
    try:
        yield
    except DBAPIError as error:
        raise _of_database(error, location) from error
    except (PoolTimeout, DisconnectionError) as error:
        raise StoreUnreachable(location=location, reason="not_connected") from error
    except OSError as error:
        if not also_files:
            raise
        raise _of_file(error, location) from error


def _of_file(error: OSError, location: str) -> StoreError:
    if error.errno in OUT_OF_SPACE:
        return StoreOutOfSpace(location=location)
    if error.errno in READ_ONLY:
        return StoreReadOnly(location=location)
    return StoreUnreachable(location=location, reason="unreadable")


def _of_database(error: DBAPIError, location: str) -> BaseException:
    cause = error.orig
    translation: StoreError | None = None
    if isinstance(cause, sqlite3.Error):
        translation = _of_sqlite(cause, location)
    elif isinstance(cause, psycopg.Error):
        translation = _of_postgresql(cause, location, gone=error.connection_invalidated)
    # Anything else is a mistake in a statement: hiding it as bad luck would hide the mistake.
    return error if translation is None else translation


def _of_sqlite(cause: sqlite3.Error, location: str) -> StoreError | None:
    code = getattr(cause, "sqlite_errorcode", 0)
    # SQLite knows ENOSPC only as "full"; a quota shows as a failed write.
    if code & 0xFF == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
        return StoreOutOfSpace(location=location)
    if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamaged(location=location, reason="corrupt")
    if "no such table" in str(cause) or "no such column" in str(cause):
        return StoreDamaged(location=location, reason="incomplete")
    if code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreReadOnly(location=location)
    is_there = Path(location).exists()
    reasons = {
        sqlite3.SQLITE_CANTOPEN: "unreadable" if is_there else "missing",
        sqlite3.SQLITE_BUSY: "busy",
        sqlite3.SQLITE_LOCKED: "busy",
        sqlite3.SQLITE_IOERR: "unreadable",
    }
    reason = reasons.get(code & 0xFF)
    return None if reason is None else StoreUnreachable(location=location, reason=reason)


def _of_postgresql(cause: psycopg.Error, location: str, *, gone: bool) -> StoreError | None:
    state = cause.sqlstate or ""
    if state == "53100":
        return StoreOutOfSpace(location=location)
    if state in ("25006", "42501"):
        return StoreReadOnly(location=location)
    if state in ("XX001", "XX002"):
        return StoreDamaged(location=location, reason="corrupt")
    if state in ("42P01", "42703"):
        return StoreDamaged(location=location, reason="incomplete")
    # 40001: a standby gives up a question that stands in the way of what its primary has changed.
    if state in ("57014", "55P03", "40001"):
        return StoreUnreachable(location=location, reason="too_slow" if state == "57014" else "busy")
    no_state = not state and isinstance(cause, psycopg.OperationalError)
    if gone or no_state or state[:2] in ("08", "28", "3D", "53", "57"):
        return StoreUnreachable(location=location, reason="not_connected")
    return None
