"""The archive of one load, kept in ``VAR_DIR`` until there is that of a newer one."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from data_access.store.held_locks import is_held
from data_access.store.settings import StoreSettings
from exports.bulk.archive import write_archive
from ui.cached.editions import Edition
from vocabulary.program_version import program_version

FOLDER = "bulk"
LOCK = ".lock"


def kept_path(edition: Edition) -> Path:
    """Return where the archive of an edition is kept; another program, other archive."""
    folder = StoreSettings().var_dir / FOLDER
    return folder / f"{edition.load}-{edition.content[-8:]}-{program_version()}.zip"


def kept_archive(edition: Edition) -> Path | None:
    """Return the archive of an edition, None where it is not made yet."""
    path = kept_path(edition)
    return path if path.is_file() else None


def is_being_made() -> bool:
    """Whether this process or another one of the folder makes an archive now."""
    return is_held(StoreSettings().var_dir / FOLDER / LOCK)


def keep(edition: Edition) -> Path:
    """Make the archive of an edition, keep it in place of older ones, and return where it is.

    Of several processes that want it at once one makes it, and the others wait.
    """
    path = kept_path(edition)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.parent / LOCK):
        if not path.is_file():
            write_archive(edition, path)
    for older in path.parent.glob("*.zip*"):
        if not older.name.startswith(path.name):
            older.unlink(missing_ok=True)
    return path
