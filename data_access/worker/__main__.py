"""The process that does pieces of work: ``python -m data_access.worker NICENESS``, started by ``calling``.

Tasks come by standard input, one after another; its end means that nobody waits any more. What the work
says goes out by standard output, and the log by standard error.
"""

import logging
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO

from data_access.acting import acting
from data_access.log_form import numbered, write_in_form
from data_access.store.errors import StoreError
from data_access.workbooks import UploadUnusable
from data_access.worker.calling import LENGTH, WorkLost

SECONDS_BETWEEN_BEATS = 0.3
logger = logging.getLogger(__name__)


class Speaking:
    """What the work says, one message after another; the last progress is said again while it goes on."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._lock, self._ended = out, threading.Lock(), threading.Event()
        self._progress = (0.0, "starting")
        self._beating = threading.Thread(target=self._beat, daemon=True)
        self._beating.start()

    def progress(self, fraction: float, step: str) -> None:
        """Say how far the work is."""
        self._progress = (fraction, step)
        self._say("progress", fraction, step)

    def end(self, what: str, answer: object) -> None:
        """Say what came of it; nothing is said after it."""
        self._ended.set()
        self._beating.join()
        self._say(what, answer)

    def _beat(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_BEATS):
            self._say("progress", *self._progress)

    def _say(self, *message: object) -> None:
        with self._lock:
            pickle.dump(message, self._out)
            self._out.flush()


def main() -> None:
    """Do each piece of work that standard input names, until it ends."""
    write_in_form(os.environ.get("LOG_FORMAT", ""))
    # Ctrl+C in a terminal reaches this process too; it ends with the one that started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = _only_for_messages()
    if hasattr(os, "nice"):
        os.nice(int(sys.argv[1]))
    tasks: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(tasks,), daemon=True).start()
    while True:
        _do(tasks.get(), Speaking(out))


def _do(task: bytes, speaking: Speaking) -> None:
    try:
        work, arguments, actor, number = pickle.loads(task)
    except Exception:
        logger.exception("a task could not be read")
        speaking.end("raised", WorkLost())
        return
    with acting(actor), numbered(number):
        _speak_of(work, arguments, speaking)


def _speak_of(work: Callable[..., object], arguments: tuple[object, ...], speaking: Speaking) -> None:
    try:
        answer = work(*arguments, speaking.progress)
    except (StoreError, UploadUnusable) as error:
        logger.exception("the work was refused")
        speaking.end("raised", error)
    except Exception:
        logger.exception("the work failed")
        speaking.end("raised", WorkLost())
    else:
        speaking.end("done", answer)


def _only_for_messages() -> BinaryIO:
    """Standard output for the messages alone; what anything else prints goes to the log."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _receive(tasks: "SimpleQueue[bytes]") -> None:
    """Pass on each task; end the process with whoever waits for it."""
    while head := sys.stdin.buffer.read(LENGTH.size):
        (length,) = LENGTH.unpack(head)
        tasks.put(sys.stdin.buffer.read(length))
    # At once, whatever is being done: what is unfinished was never seen by anyone.
    os._exit(1)


if __name__ == "__main__":
    main()
