"""How much room the register of printed codes may take, and what goes when it is used up.

What a code means has two parts: its view, by which it is found, and the figures that were printed. Figures go
first, those of the oldest codes before others: such a code still opens its view and still says whether the
figures are those printed, but no longer which have changed. A view goes only when its code is older than is
promised. Where all room is taken by younger ones no new code is kept: what is on paper is not given up for
what somebody asks for now, and the square on the new paper still leads to its view.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from data_access.citation_register import folder_of_codes

# What a small file takes of a disk.
BLOCK = 4096
MEGABYTE = 1_000_000
SECONDS_OF_A_YEAR = 365.25 * 86_400
# So much of the room is used after some was made, so that it is not made again at once.
LEFT = 0.9
# The room is looked at after so many files that were handed out.
LOOKED_AT_AFTER = 200

logger = logging.getLogger(__name__)


class CitationSettings(BaseSettings):
    """Settings of the register; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    citations_mb: int = Field(default=1000, ge=1, description="Megabytes that printed codes may take.")
    citations_years: int = Field(
        default=10, ge=0, description="Years for which a printed code is promised to be found."
    )


@dataclass(frozen=True)
class _Kept:
    """A file of the register: when it was written, and the bytes of the disk that it takes."""

    at: float
    taken: int
    path: Path


class CitationRoom:
    """The room of the register of this process."""

    def __init__(self, settings: CitationSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._since = 0
        self._is_full = False

    def expect_room(self) -> None:
        """Raise OSError where no more codes may be kept; look at the room now and then."""
        with self._lock:
            self._since += 1
            if self._is_full or self._since >= LOOKED_AT_AFTER:
                self._make_room()
            if self._is_full:
                raise OSError(errno.ENOSPC, "the room for printed codes is used up (CITATIONS_MB)")

    def make_room(self) -> None:
        """Let figures of the oldest codes go, then codes older than promised, until the rest has room."""
        with self._lock:
            self._make_room()

    def _make_room(self) -> None:
        self._since = 0
        most = self._settings.citations_mb * MEGABYTE
        kept = _kept_files()
        taken = sum(file.taken for file in kept)
        self._is_full = False
        if taken <= most:
            return
        before = taken
        for file in kept:
            if taken <= LEFT * most:
                break
            taken -= file.taken - _without_figures(file)
        promised = time.time() - self._settings.citations_years * SECONDS_OF_A_YEAR
        if taken > most:
            taken = _delete([file for file in _kept_files() if file.at < promised], taken, LEFT * most)
        self._is_full = taken > most
        logger.warning("printed codes took %d MB and take %d MB now", before // MEGABYTE, taken // MEGABYTE)


@cache
def citation_room() -> CitationRoom:
    """Return the room of this process."""
    return CitationRoom(CitationSettings())


def _kept_files() -> list[_Kept]:
    """Return the files of the register, the oldest first."""
    found = []
    for path in folder_of_codes().glob("*/*.json"):
        # Another process may sweep it meanwhile.
        with suppress(FileNotFoundError):
            state = path.stat()
            found.append(_Kept(state.st_mtime, -(-state.st_size // BLOCK) * BLOCK, path))
    return sorted(found, key=lambda file: (file.at, file.path))


def _without_figures(file: _Kept) -> int:
    """Take the figures out of an entry, which keeps its time; return the bytes that it takes then."""
    if file.taken <= BLOCK:
        return file.taken
    try:
        entry = json.loads(file.path.read_text(encoding="utf-8"))
        content = json.dumps({**entry, "figures": {}}, ensure_ascii=False, separators=(",", ":"))
        unfinished = file.path.with_suffix(".part")
        unfinished.write_text(content, encoding="utf-8")
        os.utime(unfinished, (file.at, file.at))
        unfinished.replace(file.path)
    except (OSError, ValueError, TypeError):
        logger.exception("figures of a printed code could not be taken out")
        return file.taken
    return -(-len(content.encode()) // BLOCK) * BLOCK


def _delete(files: list[_Kept], taken: int, until: float) -> int:
    """Delete files until so many bytes are taken; return how many are."""
    for file in files:
        if taken <= until:
            break
        file.path.unlink(missing_ok=True)
        taken -= file.taken
    return taken
