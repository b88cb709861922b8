"""GeoPackages that a program has open, or had open when they were copied."""

import shutil
from pathlib import Path

JOURNALS = ("-wal", "-journal")
WRITE_AHEAD = b"\x02\x02"
"""Bytes 18 and 19 of a database whose newest changes are first written to a file beside it."""


def lacks_journal(path: Path) -> bool:
    """Whether the newest changes may be in a journal that did not come along with the file."""
    return _writes_ahead(path) and not _journal(path, "-wal").is_file()


def has_journal(path: Path) -> bool:
    """Whether reading the file where it is would write beside it, or change it."""
    return _writes_ahead(path) or any(_journal(path, suffix).is_file() for suffix in JOURNALS)


def copied(path: Path, folder: Path) -> Path:
    """Copy the file with its journal into a folder of ours and return its path there.

    SQLite takes a journal into the file as soon as it opens it: the user's own files stay as they are.
    """
    copy = folder / "file.gpkg"
    shutil.copyfile(path, copy)
    for suffix in JOURNALS:
        if _journal(path, suffix).is_file():
            shutil.copyfile(_journal(path, suffix), _journal(copy, suffix))
    return copy


def _journal(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _writes_ahead(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(20)[18:] == WRITE_AHEAD
