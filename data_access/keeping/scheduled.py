"""Backups by a timer: each under the moment when it was made, tried, and of the old ones so many kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data_access.keeping.backup import back_up
from data_access.keeping.trial import Trial, try_restoring
from data_access.store.error_translation import translated
from data_access.store.settings import StoreSettings

Progress = Callable[[float, str], None]
NAME = re.compile(r"backup-\d{8}T\d{6}Z\.sqlite")
MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Scheduled:
    """A new backup, what came of restoring it on trial, and the older ones that were removed."""

    path: Path
    trial: Trial
    removed: tuple[Path, ...]


def back_up_and_try(settings: StoreSettings, folder: Path, keep: int, progress: Progress) -> Scheduled:
    """Write a backup into a folder, restore it on trial, and then remove all but the newest ``keep`` there.

    Only files that are named as these are are removed, and none before the new one was restored. Raises a
    ``StoreError``; a backup that cannot be restored is removed again, and the older ones stay.
    """
    path = folder / f"backup-{datetime.now(UTC).strftime(MOMENT)}.sqlite"
    back_up(settings, path, lambda share, step: progress(0.5 * share, step))
    try:
        trial = try_restoring(settings, path, lambda share, step: progress(0.5 + 0.5 * share, step))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    with translated(str(folder), also_files=True):
        older = sorted(found for found in folder.iterdir() if NAME.fullmatch(found.name))[:-keep]
        for old in older:
            old.unlink()
    return Scheduled(path, trial, tuple(older))
