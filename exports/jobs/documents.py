"""Finished files that wait to be fetched, and the folders in which jobs write.

All are in ``VAR_DIR``: whichever process of the same folder is asked finds a file, also when the one that
made it is gone.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import re
import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_access.store.settings import StoreSettings

FOLDER = "made"
JOB, CODES, TOLD = "job-", ".codes", ".json"
# So many finished files wait to be fetched; an older one goes.
KEPT = 16
# A job takes an hour at the most; what is older is of a process that was killed.
JOB_SECONDS = 2 * 3600.0
TOKEN = re.compile(r"[\w-]{16}", re.ASCII)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """A file that waits: where it is, its name and kind, and the file of the codes that are printed in it."""

    path: Path
    filename: str
    media_type: str
    codes: Path


class MadeDocuments:
    """Finished files in a folder, the newest few; several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def job_folder(self) -> Path:
        """Make a folder for the files of one job; whoever asks removes it."""
        return Path(tempfile.mkdtemp(prefix=JOB, dir=self._folder))

    def keep(self, made: Path, codes: Path, filename: str, media_type: str) -> str:
        """Take over a file and that of its codes; return the word by which it is fetched."""
        token = secrets.token_urlsafe(12)
        os.replace(codes, self._beside(token, CODES))
        os.replace(made, self._folder / token)
        # Last, and whole: who finds it finds the others.
        unfinished = self._beside(token, ".part")
        unfinished.write_text(json.dumps([filename, media_type]), encoding="utf-8")
        # The system's own clock of files is too coarse to tell which of two is the older.
        now = time.time_ns()
        os.utime(unfinished, ns=(now, now))
        os.replace(unfinished, self._beside(token, TOLD))
        self._sweep()
        return token

    def find(self, token: str) -> Waiting | None:
        """Return a file that waits, None when it is gone or was never there."""
        if not TOKEN.fullmatch(token):
            return None
        try:
            filename, media_type = json.loads(self._beside(token, TOLD).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Waiting(self._folder / token, filename, media_type, self._beside(token, CODES))

    def sweep_jobs(self, older_than: float) -> None:
        """Delete what jobs of processes that were killed left, by age in seconds."""
        before = time.time() - older_than
        for folder in self._folder.glob(f"{JOB}*"):
            # Another process may delete it meanwhile.
            with suppress(FileNotFoundError):
                if folder.stat().st_mtime < before:
                    shutil.rmtree(folder, ignore_errors=True)

    def _sweep(self) -> None:
        waiting = sorted(self._folder.glob(f"*{TOLD}"), key=_age)
        for told in waiting[KEPT:]:
            for path in (told, self._folder / told.stem, self._beside(told.stem, CODES)):
                path.unlink(missing_ok=True)

    def _beside(self, token: str, ending: str) -> Path:
        return self._folder / f"{token}{ending}"


def _age(path: Path) -> int:
    try:
        return -path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def documents() -> MadeDocuments:
    """Return the files of all processes that share ``VAR_DIR``; where it cannot be written, of this one."""
    return _in(StoreSettings().var_dir.absolute())


@cache
def _in(var_dir: Path) -> MadeDocuments:
    folder = var_dir / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Whether it can be written is found out by writing.
        os.rmdir(tempfile.mkdtemp(prefix=JOB, dir=folder))
    except OSError as error:
        logger.warning("finished files are kept for this process alone: %s", error.strerror)
        folder = Path(tempfile.mkdtemp(prefix="taken-away-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    found = MadeDocuments(folder)
    found.sweep_jobs(JOB_SECONDS)
    return found
