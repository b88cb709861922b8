"""Which deployment runs in a folder: one at a time, held by a lock that ends with its process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from deploy.refusals import DeployRefused

STATE, LOCK = "running.json", "running.lock"


@dataclass(frozen=True)
class RunningProcess:
    """One process: its number, its number in the system (0: none now), its port, how often it began."""

    number: int
    pid: int
    port: int
    starts: int


@dataclass(frozen=True)
class Deployment:
    """What runs: who looks after it, where visitors reach it, the proxy's process and the others.

    ``address`` and ``port`` are those at which the proxy listens.
    """

    pid: int
    site: str
    address: str
    port: int
    proxy: int
    processes: tuple[RunningProcess, ...]


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold a folder while a deployment runs; raises DeployRefused where another one does."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeployRefused("deploy.runs_already", folder=str(folder)) from error
    # What is there is of one that was killed.
    (folder / STATE).unlink(missing_ok=True)
    try:
        yield
    finally:
        (folder / STATE).unlink(missing_ok=True)
        lock.release()


def write(folder: Path, deployment: Deployment) -> None:
    """Write down what runs, whole or not at all."""
    unfinished = folder / f"{STATE}.part"
    unfinished.write_text(json.dumps(asdict(deployment)), encoding="utf-8")
    unfinished.replace(folder / STATE)


def running(folder: Path) -> Deployment | None:
    """Return what runs in a folder, None where nothing does or it has only begun."""
    return _read(folder) if is_held(folder) else None


def held_by(folder: Path) -> int | None:
    """Return the process that looks after a deployment, also one of another version; None for none."""
    if not is_held(folder):
        return None
    try:
        return int(json.loads((folder / STATE).read_text(encoding="utf-8"))["pid"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_held(folder: Path) -> bool:
    """Whether somebody looks after a deployment in a folder."""
    if not folder.is_dir():
        return False
    try:
        with FileLock(folder / LOCK, timeout=0):
            return False
    except Timeout:
        return True


def _read(folder: Path) -> Deployment | None:
    try:
        told = json.loads((folder / STATE).read_text(encoding="utf-8"))
        processes = tuple(RunningProcess(**one) for one in told.pop("processes"))
        return Deployment(processes=processes, **told)
    except (OSError, ValueError, TypeError, KeyError):
        return None
