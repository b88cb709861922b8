"""The version of the program in addresses that browsers keep for ever: a digest of what makes an answer."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Whatever can change what is sent: the queries with their rules, what words and numbers look like, what is
# drawn, the shipped data, and by pyproject.toml the versions of the libraries. Compiled modules are none.
MAKERS = (
    "data_access/**/*.py",
    "geo/**/*.py",
    "ui/**/*.py",
    "vocabulary/*.py",
    "geo/static/*.*",
    "ui/assets/**/*.*",
    "locale/*/LC_MESSAGES/*.po",
    "data/**/*.csv",
    "data/version.txt",
    "data/geo/*.json*",
    "pyproject.toml",
)


def program_files(root: Path = ROOT) -> list[Path]:
    """Return every file of a project's folder that can change an answer, by path.

    Raises ``FileNotFoundError`` for a pattern that matches none: it would no longer guard what it names.
    """
    found: set[Path] = set()
    for pattern in MAKERS:
        matching = {path for path in root.glob(pattern) if path.is_file()}
        if not matching:
            raise FileNotFoundError(f"no file in {root} matches {pattern}")
        found |= matching
    return sorted(found)


@cache
def program_version(root: Path = ROOT) -> str:
    """Return eight letters that change when one of ``program_files`` changes, comes, goes or is renamed."""
    digest = hashlib.sha256()
    for path in program_files(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:8]
