"""Stores on both databases: a small invented one, and the shipped one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from data_access.store.opening import Store, open_store
from data_access.store.settings import ROOT, StoreSettings
from tests.queries.prepared import SAMPLE, copied_database, prepared_file, written
from tests.queries.servers import RUN, own_server

__all__ = ["SAMPLE", "own_server", "written"]
DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """The address of a database of each kind with nothing in it, for one test."""
    with throwaway(request, tmp_path) as url:
        yield url


@pytest.fixture(params=DATABASES)
def sample_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """The address of a store of ``sample/`` on each database, for one test to change."""
    with throwaway(request, tmp_path, "sample") as url:
        yield url


@pytest.fixture(scope="session")
def sample_file(shared_folder: Path) -> Path:
    """The file of a store of ``sample/`` on SQLite: to be copied."""
    return prepared_file(shared_folder, "sample")


@pytest.fixture(scope="module", params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The invented store of ``sample/`` on each database, for reading."""
    folder = tmp_path_factory.mktemp("sample")
    with throwaway(request, folder, "sample") as url, _opened(url, SAMPLE) as opened:
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
    with copied_database(postgresql_url, RUN, "shipped") as url, _opened(url, ROOT / "data") as opened:
        yield opened


@contextmanager
def _opened(url: URL, data_dir: Path) -> Iterator[Store]:
    opened = open_store(StoreSettings(database_url=written(url), data_dir=data_dir))
    yield opened
    opened.engine.dispose()


@contextmanager
def throwaway(request: pytest.FixtureRequest, folder: Path, holding: str = "nothing") -> Iterator[URL]:
    """The address of a database of the kind that is asked for, with a prepared store or nothing in it."""
    if request.param == "postgresql":
        with copied_database(request.getfixturevalue("postgresql_url"), RUN, holding) as url:
            yield url
        return
    if holding == "shipped":
        shutil.copy(request.getfixturevalue("built_store"), folder / "store.sqlite")
    elif holding != "nothing":
        shutil.copy(prepared_file(request.getfixturevalue("shared_folder"), holding), folder / "store.sqlite")
    yield URL.create("sqlite", database=str(folder / "store.sqlite"))
