"""Stores that many tests begin with: each is built once for all workers, and copied for whoever asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock
from sqlalchemy import URL, Connection, create_engine, text

from data_access.demonstration import open_demonstration
from data_access.store.opening import open_store
from data_access.store.settings import ROOT, StoreSettings

SAMPLE = Path(__file__).parent / "sample"
# Lạng Sơn alone, Đà Nẵng with Quảng Nam and its islands, Cà Mau with Bạc Liêu.
THREE_PROVINCES = ("20", "48", "96")
# One at a time builds or copies: a database can be copied only while nobody reads it.
PREPARING = 0x70726570


def written(url: URL) -> str:
    """The address as a person would write it into a setting."""
    return url.render_as_string(hide_password=False)


def _published(url: URL, data_dir: Path) -> None:
    open_store(StoreSettings(database_url=written(url), data_dir=data_dir)).engine.dispose()


def _demonstrated(url: URL, *provinces: str) -> None:
    settings = StoreSettings(demonstration_database_url=written(url))
    open_demonstration(settings, provinces=provinces).engine.dispose()


PREPARED: dict[str, Callable[[URL], None]] = {
    "sample": lambda url: _published(url, SAMPLE),
    "shipped": lambda url: _published(url, ROOT / "data"),
    # It has two poor districts.
    "lang_son": lambda url: _demonstrated(url, "20"),
    "three_provinces": lambda url: _demonstrated(url, *THREE_PROVINCES),
}


def prepared_file(folder: Path, name: str) -> Path:
    """The SQLite file of a prepared store, in a folder that the workers share: to be copied."""
    file = folder / f"{name}.sqlite"
    with FileLock(folder / f"{name}.preparing"):
        if not file.exists():
            unfinished = folder / f"{name}.unfinished"
            PREPARED[name](URL.create("sqlite", database=str(unfinished)))
            unfinished.rename(file)
    return file


@contextmanager
def copied_database(server: URL, run: str, holding: str) -> Iterator[URL]:
    """A database of its own in the server, with a prepared store or nothing in it; dropped at the end."""
    name = f"test_{uuid4().hex}"
    with _commanding(server) as connection:
        connection.execute(text(f"SELECT pg_advisory_lock({PREPARING})"))
        prepared = holding in PREPARED
        template = _prepared_database(connection, server, run, holding) if prepared else "template0"
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
        connection.execute(text(f"SELECT pg_advisory_unlock({PREPARING})"))
    try:
        yield server.set(database=name)
    finally:
        _drop(server, name)


def _prepared_database(connection: Connection, server: URL, run: str, name: str) -> str:
    database = f"prepared_{name}_{run}"
    known = text("SELECT 1 FROM pg_database WHERE datname = :name")
    if connection.scalar(known, {"name": database}) is None:
        unfinished = f"unfinished_{uuid4().hex}"
        connection.execute(text(f"CREATE DATABASE {unfinished}"))
        PREPARED[name](server.set(database=unfinished))
        connection.execute(text(f"ALTER DATABASE {unfinished} RENAME TO {database}"))
    return database


def drop_prepared(server: URL, run: str) -> None:
    """Leave nothing of this run in a server that is not ours; who still needs it prepares it anew."""
    for name in PREPARED:
        _drop(server, f"prepared_{name}_{run}")


def _drop(server: URL, database: str) -> None:
    with _commanding(server) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)"))


@contextmanager
def _commanding(server: URL) -> Iterator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        # Only a connection that ends gives back its locks: whoever prepares next would wait for ever.
        engine.dispose()
