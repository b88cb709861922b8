"""Every process gives its place to a new one, one process after another, while the others serve."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from deploy.asking import not_ready
from deploy.refusals import DeployRefused
from deploy.running import Deployment, RunningProcess, running
from vocabulary.catalogues import DEFAULT_LANGUAGE

# A new version may have much to do before it is ready.
READY_SECONDS, LOOK_AGAIN_SECONDS = 600.0, 0.2
LOCK = "replacing.lock"


def replace_all(
    folder: Path, told: Callable[[RunningProcess], None], seconds: float = READY_SECONDS
) -> Deployment:
    """Tell each process of a folder to end, and wait until the one in its place is ready, before the next.

    The processes of a deployment start again what has ended (``Supervisor``), with the program as it is then.
    ``told`` is called with each new process; what runs at the end comes back. Raises DeployRefused, and
    ends no further process, where nothing runs, somebody else does the same, another process than the
    next is not ready, or a new one is not within so many seconds.
    """
    with _alone(folder):
        for number in range(1, len(_found(folder).processes) + 1):
            told(_replaced(folder, number, seconds))
        return _found(folder)


def _replaced(folder: Path, number: int, seconds: float) -> RunningProcess:
    """Return the process that took the place of the one with a number."""
    found = _found(folder)
    before = found.processes[number - 1]
    for other in found.processes:
        if other is not before and not _is_ready(other):
            raise DeployRefused("deploy.other_not_ready", number=other.number, next=number)
    # One that has just ended by itself is being started again.
    if before.pid:
        with suppress(ProcessLookupError):
            os.kill(before.pid, signal.SIGTERM)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        now = _found(folder).processes[number - 1]
        if now.starts > before.starts and _is_ready(now):
            return now
        time.sleep(LOOK_AGAIN_SECONDS)
    raise DeployRefused("deploy.not_replaced", number=number, seconds=round(seconds))


def _found(folder: Path) -> Deployment:
    found = running(folder)
    if found is None:
        raise DeployRefused("deploy.runs_not", folder=str(folder))
    return found


def _is_ready(process: RunningProcess) -> bool:
    return not_ready(process.port, DEFAULT_LANGUAGE) is None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder while its processes are replaced; two who do it would end two processes at once."""
    _found(folder)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeployRefused("deploy.replaced_already", folder=str(folder)) from error
    try:
        yield
    finally:
        lock.release()
