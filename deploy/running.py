"""Which deployment runs in a folder: one at a time, held by a lock that ends with its process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from data_access.store import held_locks
from deploy.plan import LOOPBACK
from deploy.refusals import DeployRefused

STATE, LOCK, TARGETS = "running.json", "running.lock", "targets.json"


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
    """Write down what runs, and for Prometheus where each process is asked for its metrics."""
    _replace(folder / STATE, asdict(deployment))
    _replace(folder / TARGETS, [_target(one) for one in deployment.processes])


def _target(one: RunningProcess) -> dict[str, object]:
    """Return a process in the form of Prometheus' ``file_sd_configs``."""
    return {"targets": [f"{LOOPBACK}:{one.port}"], "labels": {"process": str(one.number)}}


def _replace(path: Path, content: object) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(json.dumps(content), encoding="utf-8")
    unfinished.replace(path)


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
    return held_locks.is_held(folder / LOCK)


def _read(folder: Path) -> Deployment | None:
    try:
        told = json.loads((folder / STATE).read_text(encoding="utf-8"))
        processes = tuple(RunningProcess(**one) for one in told.pop("processes"))
        return Deployment(processes=processes, **told)
    except (OSError, ValueError, TypeError, KeyError):
        return None
