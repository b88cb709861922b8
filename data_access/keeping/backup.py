"""A backup: the store of either database, and the files beside it that exist nowhere else, as one file.

It counts only once it was read back.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Column, Connection, Integer, MetaData, String, Table, insert, select, text

from data_access.keeping.contents import ALL_TABLES, IN_HASTE, Content, contents_of, copy_table
from data_access.keeping.files import FILES, content_of_files, keep_files
from data_access.loads.audit import now
from data_access.migrations import HEAD, VERSION_TABLE, upgrade
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.error_translation import translated
from data_access.store.errors import StoreDamaged, StoreOutOfDate
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of

Progress = Callable[[float, str], None]
NO_FILES = Content(0, "")
MANIFEST = Table(
    "backup_manifest",
    MetaData(),
    Column("table_name", String, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("made_at", String, nullable=False),
)


class Backup(NamedTuple):
    """What a backup holds: the content of each table by its name, and of the files beside the store."""

    tables: dict[str, Content]
    files: Content


def back_up(settings: StoreSettings, path: Path, progress: Progress) -> Backup:
    """Write the store and the kept files of ``VAR_DIR`` into a file at ``path``; return what it holds.

    The file appears under its name only after it was read back and every table's fingerprint was the
    store's. Raises a ``StoreError``; whatever was at ``path`` before is then still there.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    with translated(location_of(settings.url()), also_files=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        try:
            written = _written(settings, unfinished, progress)
            progress(0.7, "verifying")
            verified(unfinished)
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    progress(1.0, "done")
    return written


def _written(settings: StoreSettings, path: Path, progress: Progress) -> Backup:
    source = reading_engine(settings.url(), query_timeout_seconds=24 * 3600, as_program=True)
    target = writing_engine(_file(path), create=True, in_haste=IN_HASTE)
    try:
        with source.connect() as reading, target.begin() as writing:
            expect_this_program(reading, location_of(settings.url()))
            upgrade(writing)
            contents = {}
            for number, table in enumerate(ALL_TABLES):
                progress(0.7 * number / len(ALL_TABLES), table.name)
                contents[table.name] = copy_table(reading, writing, table)
            files = keep_files(settings.var_dir, writing, str(path))
            _note(writing, contents | {FILES.name: files})
            return Backup(contents, files)
    finally:
        source.dispose()
        target.dispose()


def expect_this_program(connection: Connection, location: str) -> None:
    """Raise ``StoreOutOfDate`` unless the store's tables are those of this version of the program."""
    found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if found != HEAD:
        raise StoreOutOfDate(location=location, found=str(found), expected=HEAD)


def _note(connection: Connection, contents: dict[str, Content]) -> None:
    MANIFEST.create(connection)
    at = now()
    rows = [
        {"table_name": name, "rows": content.rows, "digest": content.digest, "made_at": at}
        for name, content in contents.items()
    ]
    connection.execute(insert(MANIFEST), rows)


def verified(path: Path) -> Backup:
    """What a backup holds, each part compared with what was noted when it was made.

    A backup made before files were kept has none. Raises ``StoreDamaged`` (``foreign`` for what is no
    backup, ``corrupt`` where a part differs) or ``StoreOutOfDate`` for a backup of another version of the
    program.
    """
    engine = reading_engine(_file(path))
    try:
        with engine.connect() as connection:
            names = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
            if not {MANIFEST.name, VERSION_TABLE} <= names:
                raise StoreDamaged(location=str(path), reason="foreign")
            expect_this_program(connection, str(path))
            noted = {
                row.table_name: Content(row.rows, row.digest) for row in connection.execute(select(MANIFEST))
            }
            found = contents_of(connection)
            if FILES.name in noted:
                found[FILES.name] = content_of_files(connection, str(path))
    finally:
        engine.dispose()
    if found != noted:
        raise StoreDamaged(location=str(path), reason="corrupt")
    return Backup(found, found.pop(FILES.name, NO_FILES))


def _file(path: Path) -> URL:
    return URL.create("sqlite", database=str(path.absolute()))
