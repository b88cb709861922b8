"""The register of exported views: one small file a code, untouched when the stores are rebuilt.

What a process of exports makes is kept when it is handed out, not before: a code that nobody can have seen
leaves no file (``set_aside``, ``write_aside``, ``keep_all``). How much room it may take: ``citation_room``.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from data_access.store.settings import StoreSettings

FOLDER = "citations"
UNFINISHED = ".part"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{10}")
Entries = dict[str, Mapping[str, Any]]
_aside: ContextVar[Entries | None] = ContextVar("citations_set_aside", default=None)


@contextmanager
def set_aside() -> Iterator[Entries]:
    """Collect what is to be kept in the block, by code, and keep none of it."""
    entries: Entries = {}
    before = _aside.set(entries)
    try:
        yield entries
    finally:
        _aside.reset(before)


def write_aside(entries: Entries, to: Path) -> None:
    """Write entries that were set aside into a file, for ``keep_all``."""
    to.write_text(json.dumps(entries, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def keep_all(aside: Path) -> None:
    """Keep every entry of a file of ``write_aside``. Raises OSError as ``keep``."""
    for code, entry in json.loads(aside.read_text(encoding="utf-8")).items():
        keep(code, entry)


def sweep_unfinished(older_than: float) -> int:
    """Delete what a process that was killed left half-written, by age in seconds; return how many files.

    Nobody can have seen their codes: an entry has its name before the file that bears the code is sent.
    """
    before, swept = time.time() - older_than, 0
    for path in folder_of_codes().glob(f"*/*{UNFINISHED}"):
        # Another process may finish or sweep it meanwhile.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                swept += 1
    return swept


def keep(code: str, entry: Mapping[str, Any]) -> None:
    """Keep what a code means; the first entry of a code stays, so that its date does.

    Raises OSError when the folder cannot be written.
    """
    entries = _aside.get()
    if entries is not None:
        entries.setdefault(code, entry)
        return
    path = _path(code)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(entry, file, ensure_ascii=False, separators=(",", ":"))
    Path(made).replace(path)


def kept(code: str) -> dict[str, Any] | None:
    """Return what a code means; None when this machine never exported it or the file is damaged."""
    if not CODE.fullmatch(code):
        return None
    try:
        entry = json.loads(_path(code).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return entry if isinstance(entry, dict) else None


def _path(code: str) -> Path:
    return folder_of_codes() / code[:2] / f"{code}.json"


def folder_of_codes() -> Path:
    """Return the folder of the register, whether or not it is there."""
    return Path(StoreSettings().var_dir) / FOLDER
