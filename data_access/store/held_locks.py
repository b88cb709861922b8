"""Locks in files: what one process holds, another can see."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout


def is_held(lock: Path) -> bool:
    """Whether a process, this one included, holds the lock in a file; False without its folder."""
    if not lock.parent.is_dir():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
