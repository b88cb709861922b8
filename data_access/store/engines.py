"""Engines: one that may only read, for pages, and one that may write, for building and loading."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine, event

BUSY_SECONDS = 10
CONNECT_SECONDS = 5
# A server that went away without a word is noticed after these seconds, not after the system's two hours.
NOTICING = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# What the server's list of connections and its log say who is connected.
APPLICATION = "poverty-reduction-monitor"


# PostgreSQL: the program itself, and nobody who reads by it, sees all files of offices (migration 0015).
AS_PROGRAM = "SET app.reads = 'program'"


def reading_engine(url: URL, *, query_timeout_seconds: float = 30, as_program: bool = False) -> Engine:
    """An engine that cannot change the store, each of whose sessions sees one state of it.

    Its sessions see of the files of offices what they are told for whom they read, all with ``as_program``.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, mode="ro", settings=("PRAGMA query_only = ON",))
    return _postgresql(
        url,
        isolation="REPEATABLE READ",
        settings=(
            "SET default_transaction_read_only = on",
            # The default is for spinning disks: by it a short walk through an index looks dearer than
            # reading a whole table of middling size.
            "SET random_page_cost = 1.1",
            f"SET statement_timeout = {int(query_timeout_seconds * 1000)}",
            *([AS_PROGRAM] if as_program else []),
        ),
    )


def writing_engine(url: URL, *, create: bool = False, in_haste: tuple[str, ...] = ()) -> Engine:
    """An engine for building and loading; it makes a new SQLite file only with ``create``.

    ``in_haste`` are SQLite's settings for a file that is thrown away unless it is finished. Raises
    ``OSError`` where the new file cannot be made.
    """
    if url.get_backend_name() == "sqlite":
        if create:
            # Of a folder closed to writing SQLite says only that it cannot open the file; the system why.
            Path(str(url.database)).touch()
        usual = ("foreign_keys = ON", "temp_store = MEMORY", "cache_size = -65536")
        settings = tuple(f"PRAGMA {setting}" for setting in (*usual, *in_haste))
        return _sqlite(url, mode="rwc" if create else "rw", settings=settings, begin="BEGIN IMMEDIATE")
    return _postgresql(url, isolation="READ COMMITTED", settings=("SET lock_timeout = '60s'", AS_PROGRAM))


def _sqlite(url: URL, *, mode: str, settings: tuple[str, ...], begin: str = "BEGIN") -> Engine:
    # The file is opened for each session: one that was deleted or replaced is noticed at once,
    # where a kept handle would go on reading the deleted file. The journal stays SQLite's default:
    # a WAL store cannot be read from a read-only folder.
    address = Path(url.database or "").absolute().as_uri()
    engine = create_engine(
        URL.create("sqlite", database=address, query={"mode": mode, "uri": "true"}),
        poolclass=NullPool,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )
    _run_at_connect(engine, settings)

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(url: URL, *, isolation: Any, settings: tuple[str, ...]) -> Engine:
    # Prepared statements would break behind a connection pooler.
    engine = create_engine(
        url,
        isolation_level=isolation,
        pool_pre_ping=True,
        connect_args={**NOTICING, "application_name": APPLICATION, "prepare_threshold": None},
    )
    _run_at_connect(engine, settings)
    return engine


def _run_at_connect(engine: Engine, statements: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def run(dbapi_connection: Any, _record: Any) -> None:
        cursor = dbapi_connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        dbapi_connection.commit()
