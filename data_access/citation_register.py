"""The register of exported views: one small file a code, untouched when the stores are rebuilt."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_access.store.settings import StoreSettings

FOLDER = "citations"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{10}")


def keep(code: str, entry: Mapping[str, Any]) -> None:
    """Keep what a code means; the first entry of a code stays, so that its date does.

    Raises OSError when the folder cannot be written.
    """
    path = _path(code)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, suffix=".part")
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
    return Path(StoreSettings().var_dir) / FOLDER / code[:2] / f"{code}.json"
