"""A process that does one piece of work after another: what it has read once is there for the next."""

import contextlib
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from data_access.worker.calling import Progress, ask_process, say_nothing, started_process

Answer = TypeVar("Answer")


class LastingProcess:
    """A process that stays until it is ended, or until this one is gone; it gives way as ``nice`` says."""

    def __init__(self, niceness: int) -> None:
        self._process = started_process(niceness)
        self._asking = Lock()
        self.calls = 0

    def call(
        self, work: Callable[..., Answer], *arguments: object, progress: Progress | None = None
    ) -> Answer:
        """What ``work(*arguments, progress)`` returns there, one caller after the other.

        Raises as ``call_apart``. A process that has ended, or is ended meanwhile, raises ``WorkLost``.
        """
        with self._asking:
            self.calls += 1
            answer: Answer = ask_process(self._process, work, arguments, progress or say_nothing)
            return answer

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def end(self) -> None:
        """End the process at once, whatever it does, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
