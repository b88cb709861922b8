"""The files that the program writes in ``VAR_DIR`` and that a backup holds beside the tables of the store.

What is written in ``VAR_DIR`` and not kept is made anew: tests/queries/store/test_kept_files.py says how, and
fails where the code writes at a place that is in neither list.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sqlalchemy import Column, Connection, LargeBinary, MetaData, String, Table, insert, select

from data_access.keeping.contents import Content
from data_access.store.errors import StoreDamaged

KEPT_FOLDERS = {
    "boundaries": "imported boundaries, with those to go back to and which are in use",
    "citations": "what each printed code meant when it was printed",
    "work": "what became of an officer's work, until the officer was told",
}
# Says which of the layers beside it is in use, so it is read first and put back last.
POINTER = ".current"
UNFINISHED = (".part", ".unfinished", ".lock")

FILES = Table(
    "backup_file",
    MetaData(),
    Column("path", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)


def keep_files(var_dir: Path, connection: Connection, location: str) -> Content:
    """Write every file of the kept folders into a backup; return how many, and their fingerprint.

    A file that is deleted meanwhile is left out. Raises OSError for one that cannot be read.
    """
    FILES.create(connection)
    for path in _kept(var_dir):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        name = path.relative_to(var_dir).as_posix()
        connection.execute(insert(FILES), {"path": name, "content": content})
    return content_of_files(connection, location)


def content_of_files(connection: Connection, location: str) -> Content:
    """How many files the backup at a location holds, and the fingerprint of their paths and bytes.

    Raises ``StoreDamaged`` (``foreign``) for a path outside the kept folders.
    """
    digest, count = hashlib.sha256(), 0
    for name, content in _files_in(connection, location):
        digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
        count += 1
    return Content(count, digest.hexdigest())


def put_files_back(connection: Connection, location: str, var_dir: Path, *, replace: bool) -> None:
    """Write the files of the backup at a location into ``var_dir``.

    One that is there stays, or gives way with ``replace``. No file that the backup lacks is deleted. Raises
    OSError where one cannot be written.
    """
    for name, content in _files_in(connection, location):
        path = var_dir / name
        if path.exists() and not replace:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.unfinished")
        unfinished.write_bytes(content)
        os.replace(unfinished, path)


def _kept(var_dir: Path) -> list[Path]:
    found = [path for folder in KEPT_FOLDERS for path in (var_dir / folder).rglob("*") if path.is_file()]
    whole = [path for path in found if path.suffix not in UNFINISHED and not path.name.startswith(".")]
    return sorted(whole, key=lambda path: (path.suffix != POINTER, path))


def _files_in(connection: Connection, location: str) -> Iterator[tuple[str, bytes]]:
    """Each path with its bytes, one in memory at a time; what points to others comes last."""
    names = connection.scalars(select(FILES.c.path)).all()
    for name in sorted(names, key=lambda name: (name.endswith(POINTER), name)):
        parts = PurePosixPath(name).parts
        if "\\" in name or ".." in parts or len(parts) < 2 or parts[0] not in KEPT_FOLDERS:
            raise StoreDamaged(location=location, reason="foreign")
        yield name, connection.scalars(select(FILES.c.content).where(FILES.c.path == name)).one()
