"""Starts a process for work on a store, passes on its progress, and ends it with its caller."""

import contextlib
import logging
import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import IO, Any, ClassVar, TypeVar

from data_access.acting import current_actor
from data_access.log_form import current
from data_access.store.errors import StoreError
from data_access.store.settings import ROOT

Progress = Callable[[float, str], None]
Answer = TypeVar("Answer")
# The pages' process goes first where both want the processor.
NICENESS = 10
# A task goes to the process as its length and its bytes.
LENGTH = struct.Struct("!Q")
logger = logging.getLogger(__name__)


class WorkLost(StoreError):
    """The process ended without an answer: killed, out of memory, or by a mistake that is in the log.

    What it had not finished is not in the store.
    """

    code: ClassVar[str] = "work_lost"


def call_apart(work: Callable[..., Answer], *arguments: object, progress: Progress | None = None) -> Answer:
    """What ``work(*arguments, progress)`` returns, run in a new process that gives way to this one.

    ``work`` is a function of a module; arguments and answer can be pickled. ``progress`` is called here,
    a few times a second even while there is nothing new: whatever it raises ends the process. Raises the
    ``StoreError`` or ``UploadUnusable`` that ``work`` raises, and ``WorkLost`` where no answer comes.
    """
    with started_process() as process:
        try:
            answer: Answer = ask_process(process, work, arguments, progress or say_nothing)
            return answer
        finally:
            process.kill()
            # Interrupted, `with` would wait for a quarter of a second and then leave it behind.
            process.wait()


def started_process(niceness: int = NICENESS) -> "subprocess.Popen[bytes]":
    """A new process that waits for a task, gives way to this one as ``nice`` says, and ends with it."""
    # Not forked: the server has threads. Not by multiprocessing either, which would run the page again that
    # Streamlit has put in the place of the main module.
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "data_access.worker", str(niceness)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )


def ask_process(
    process: "subprocess.Popen[bytes]",
    work: Callable[..., Any],
    arguments: tuple[object, ...],
    progress: Progress,
) -> Any:
    """What ``work(*arguments, progress)`` returns in a process; raises as ``call_apart``."""
    _hand_over(process, pickle.dumps((work, arguments, current_actor(), current.get())))
    return _answer(process, progress)


def _hand_over(process: "subprocess.Popen[bytes]", task: bytes) -> None:
    """Send the task; the pipe stays open, because its end tells the process that nobody waits any more."""
    with contextlib.suppress(BrokenPipeError):
        _pipe(process.stdin).write(LENGTH.pack(len(task)) + task)
        _pipe(process.stdin).flush()


def _answer(process: "subprocess.Popen[bytes]", progress: Progress) -> Any:
    while True:
        try:
            what, *said = pickle.load(_pipe(process.stdout))
        except (EOFError, pickle.UnpicklingError):
            logger.warning("a process ended with %s before its work was done", process.wait())
            raise WorkLost from None
        if what == "progress":
            progress(*said)
        elif what == "raised":
            raise said[0]
        else:
            return said[0]


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def say_nothing(_fraction: float, _step: str) -> None:
    """Report no progress."""
