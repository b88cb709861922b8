"""One child process: started, ended, started again when it ends by itself; it never outlives its parent."""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# One that ends soon after each start is started again later and later.
FIRST_PAUSE, LONGEST_PAUSE, LONG_LIFE = 0.2, 30.0, 60.0
SET_SIGNAL_OF_PARENTS_END = 1

logger = logging.getLogger(__name__)


@dataclass
class Child:
    """A program that is to run until it is told to end.

    ``again`` is its command where it was started before; without one it is the same.
    """

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    again: Sequence[str] | None = None
    clock: Callable[[], float] = time.monotonic
    starts: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _pause: float = FIRST_PAUSE
    _times: tuple[float, float] = field(default=(0.0, 0.0))

    @property
    def pid(self) -> int:
        """The number of its process, 0 where there is none."""
        return self._process.pid if self._process is not None else 0

    @property
    def is_running(self) -> bool:
        """Whether it runs now."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it."""
        command = self.again if self.again is not None and self.starts else self.command
        self._process = subprocess.Popen(
            list(command),
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            # Signals of a terminal are for the parent alone, which ends its children in their order.
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        self.starts += 1
        self._times = (self.clock(), 0.0)

    def look(self) -> bool:
        """Start it again where it has ended and its pause is over; return whether it was started."""
        if self.is_running:
            return False
        began, ended = self._times
        if not ended:
            lived = self.clock() - began
            self._pause = FIRST_PAUSE if lived > LONG_LIFE or self.starts < 2 else self._longer()
            self._times = (began, self.clock())
            logger.warning(
                "%s ended with %s and is started again in %.1f s", self.name, self._code, self._pause
            )
            return False
        if self.clock() - ended < self._pause:
            return False
        self.start()
        return True

    def end(self, number: int = signal.SIGTERM) -> None:
        """Tell it to end; returns at once."""
        if self._process is not None and self.is_running:
            self._process.send_signal(number)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, and kill it after so many seconds; return whether it ended by itself."""
        if self._process is None:
            return True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        return True

    @property
    def _code(self) -> int | None:
        return None if self._process is None else self._process.returncode

    def _longer(self) -> float:
        return min(2 * self._pause, LONGEST_PAUSE)


def _end_with_parent() -> None:
    """Let the system tell this process to end when its parent does, however that ended (Linux)."""
    ctypes.CDLL(None).prctl(SET_SIGNAL_OF_PARENTS_END, signal.SIGTERM)
