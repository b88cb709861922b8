"""One writer of a store at a time: the locks that builders, loads and restoring share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from filelock import Timeout as LockTimeout
from sqlalchemy import URL, Connection, text

from data_access.store.errors import StoreUnreachable

LOCK_SECONDS = 60
# Building or renewing a large store may outlast a change; whoever needs the store waits for it.
BUILDING_SECONDS = 600
# Any number will do; it must be the same in every version of the program.
ADVISORY_LOCK = 0x6E676865


def location_of(url: URL) -> str:
    """Where a store is, fit to be shown: a file's path, or an address without its password."""
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or "").absolute())
    hosts = url.query.get("host", "")
    shown = url.set(query={}).render_as_string(hide_password=True)
    # Several servers stand in the query, and are shown where one would.
    return shown if isinstance(hosts, str) else shown.replace("@/", f"@{','.join(hosts)}/")


def has_journal(path: Path) -> bool:
    """Whether a writer of an SQLite store has begun and not ended, or died."""
    return journal_of(path).exists()


def journal_of(path: Path) -> Path:
    """The journal beside an SQLite store."""
    return path.with_name(path.name + "-journal")


def wait_for_builder(connection: Connection, lock: int = ADVISORY_LOCK) -> None:
    """Take the lock of a PostgreSQL store for the transaction, waiting for another that builds it."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{BUILDING_SECONDS}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


@contextmanager
def only_process(path: Path, *, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold the lock of an SQLite store; raises ``StoreUnreachable`` where another keeps it too long."""
    try:
        with FileLock(
            path.with_name(path.name + ".lock"),
            timeout=LOCK_SECONDS if wait_seconds is None else wait_seconds,
        ):
            yield
    except LockTimeout as error:
        raise StoreUnreachable(location=str(path), reason="busy") from error
