"""Finished files that wait to be fetched, and the folders in which jobs write."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

# So many finished files wait to be fetched; an older one goes.
KEPT = 8


@dataclass(frozen=True)
class Waiting:
    """A file that waits: where it is, its name and kind, and the file of the codes that are printed in it."""

    path: Path
    filename: str
    media_type: str
    codes: Path


class MadeDocuments:
    """Finished files in a folder, the newest few."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: OrderedDict[str, Waiting] = OrderedDict()
        self._lock = Lock()

    def job_folder(self) -> Path:
        """Make a folder for the files of one job; whoever asks removes it."""
        return Path(tempfile.mkdtemp(prefix="job-", dir=self._folder))

    def keep(self, made: Path, codes: Path, filename: str, media_type: str) -> str:
        """Take over a file and that of its codes; return the word by which it is fetched."""
        token = secrets.token_urlsafe(12)
        path, kept_codes = self._folder / token, self._folder / f"{token}.codes"
        os.replace(made, path)
        os.replace(codes, kept_codes)
        with self._lock:
            self._waiting[token] = Waiting(path, filename, media_type, kept_codes)
            while len(self._waiting) > KEPT:
                _, oldest = self._waiting.popitem(last=False)
                oldest.path.unlink(missing_ok=True)
                oldest.codes.unlink(missing_ok=True)
        return token

    def find(self, token: str) -> Waiting | None:
        """Return a file that waits, None when it is gone or was never there."""
        with self._lock:
            return self._waiting.get(token)


@cache
def documents() -> MadeDocuments:
    """Return the files of this process; their folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="taken-away-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return MadeDocuments(folder)
