"""A backup made a store again, of either database, with its files; it counts only once it was read back."""

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from data_access.keeping.backup import Backup, Progress, verified
from data_access.keeping.contents import ALL_TABLES, IN_HASTE, contents_of, copy_table, count_on
from data_access.keeping.files import put_files_back
from data_access.migrations import VERSION_TABLE, upgrade
from data_access.models import Table as Models
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.error_translation import translated
from data_access.store.errors import StoreDamaged, StoreNotEmpty
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import ADVISORY_LOCK, location_of, only_process

Fill = Callable[[Connection, Backup], None]


def restore(settings: StoreSettings, path: Path, progress: Progress, *, replace: bool = False) -> Backup:
    """Make the store what the backup at ``path`` holds; return that.

    Its files are written into ``VAR_DIR``: one that is there stays, unless the store is to be replaced.
    Raises ``StoreNotEmpty`` where there is a store already, unless it is to be replaced; any other
    ``StoreError`` of the backup or the store. The store is then as it was.
    """
    url = settings.url()

    def fill(connection: Connection, expected: Backup) -> None:
        _fill(connection, path, expected, progress)
        _put_files_back(path, expected, settings.var_dir, replace)

    with translated(location_of(url), also_files=True):
        progress(0.0, "verifying")
        expected = verified(path)
        if url.get_backend_name() == "sqlite":
            _into_file(url, expected, fill, replace)
        else:
            _into_database(settings.migration_url() or url, expected, fill, replace)
    progress(1.0, "done")
    return expected


def _into_file(url: URL, expected: Backup, fill: Fill, replace: bool) -> None:
    target = Path(url.database or "").absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".restoring")
    with only_process(target):
        if target.exists() and target.stat().st_size and not replace:
            raise StoreNotEmpty(location=str(target))
        unfinished.unlink(missing_ok=True)
        try:
            unfinished_url = url.set(database=str(unfinished))
            engine = writing_engine(unfinished_url, create=True, in_haste=IN_HASTE)
            with engine.begin() as connection:
                upgrade(connection)
                fill(connection, expected)
            engine.dispose()
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(unfinished, target)
            target.with_name(target.name + "-journal").unlink(missing_ok=True)
        finally:
            unfinished.unlink(missing_ok=True)


def _into_database(url: URL, expected: Backup, fill: Fill, replace: bool) -> None:
    engine = writing_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
            tables = set(inspect(connection).get_table_names())
            if VERSION_TABLE in tables and not replace:
                raise StoreNotEmpty(location=location_of(url))
            _drop(connection, tables)
            upgrade(connection)
            fill(connection, expected)
            connection.execute(text("ANALYZE"))
    finally:
        engine.dispose()


def _drop(connection: Connection, tables: set[str]) -> None:
    ours = sorted(tables & {VERSION_TABLE, *Models.metadata.tables})
    if ours:
        connection.execute(text(f"DROP TABLE {', '.join(ours)} CASCADE"))
    connection.execute(text("DROP FUNCTION IF EXISTS refuse_change_of_audit"))


def _fill(connection: Connection, path: Path, expected: Backup, progress: Progress) -> None:
    source = reading_engine(URL.create("sqlite", database=str(path.absolute())))
    try:
        with source.connect() as reading:
            for number, table in enumerate(ALL_TABLES):
                progress(0.3 + 0.4 * number / len(ALL_TABLES), table.name)
                copy_table(reading, connection, table)
    finally:
        source.dispose()
    count_on(connection)
    progress(0.75, "verifying")
    if contents_of(connection) != expected.tables:
        raise StoreDamaged(location=str(path), reason="corrupt")


def _put_files_back(path: Path, expected: Backup, var_dir: Path, replace: bool) -> None:
    if not expected.files.rows:
        return
    source = reading_engine(URL.create("sqlite", database=str(path.absolute())))
    try:
        with source.connect() as reading:
            put_files_back(reading, str(path), var_dir, replace=replace)
    finally:
        source.dispose()
