"""The processes that do the jobs: kept warm, ended when their visitor leaves, replaced when they are gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Protocol, TypeVar

from data_access.store.errors import StoreError

# What libraries keep of a long life of drawing goes with the process.
MOST_CALLS = 200
# A visitor waits for it, unlike for a load of a million rows; pages go first all the same.
NICENESS = 5
Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)


class WorkersClosed(Exception):
    """The server is being stopped, and no process is started any more."""


class Process(Protocol):
    """What is asked of a process; ``LastingProcess`` is one."""

    calls: int

    @property
    def has_ended(self) -> bool:
        """Whether it is gone."""

    def call(
        self,
        work: Callable[..., Answer],
        *arguments: object,
        progress: Callable[[float, str], None] | None = None,
    ) -> Answer:
        """What the work returns."""

    def end(self) -> None:
        """End it."""


def new_process() -> Process:
    """Start a process."""
    # Imported here: what reads workbooks comes along.
    from data_access.worker import LastingProcess

    return LastingProcess(NICENESS)


class Workers:
    """Processes that wait for work, as many as were ever needed at once; ``warm_up`` is each one's first."""

    def __init__(self, start: Callable[[], Process], warm_up: Callable[..., None]) -> None:
        self._start, self._warm_up = start, warm_up
        self._idle: list[Future[Process]] = []
        self._all: set[Process] = set()
        self._changing = Lock()
        self._is_closed = False

    def prepare(self) -> None:
        """Have one ready beforehand; returns at once."""
        with self._changing:
            if not self._idle and not self._is_closed:
                self._idle.append(self._begun())

    def take(self) -> Process:
        """Return a process that is warm, waiting for it where none is yet. Raises WorkersClosed."""
        while True:
            process = self._coming().result()
            if not process.has_ended:
                return process
            with self._changing:
                self._all.discard(process)

    def _coming(self) -> Future[Process]:
        with self._changing:
            if self._is_closed:
                raise WorkersClosed
            self._idle.sort(key=lambda future: not future.done())
            return self._idle.pop(0) if self._idle else self._begun()

    def give_back(self, process: Process) -> None:
        """Keep a process for the next job; one that is gone or worn is replaced."""
        with self._changing:
            if self._is_closed or process.has_ended or process.calls >= MOST_CALLS:
                self._all.discard(process)
                is_kept = False
            else:
                ready: Future[Process] = Future()
                ready.set_result(process)
                self._idle.append(ready)
                is_kept = True
        if not is_kept:
            process.end()
            self.prepare()

    def close(self) -> None:
        """End all of them; none is started any more."""
        with self._changing:
            self._is_closed = True
            ending, self._all = list(self._all), set()
            self._idle.clear()
        for process in ending:
            process.end()

    def _begun(self) -> Future[Process]:
        future: Future[Process] = Future()
        Thread(target=self._begin, args=(future,), name="export-worker-start", daemon=True).start()
        return future

    def _begin(self, future: Future[Process]) -> None:
        try:
            process = self._start()
            with self._changing:
                self._all.add(process)
                closed = self._is_closed
            if closed:
                process.end()
            self._warmed(process)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(process)

    def _warmed(self, process: Process) -> None:
        try:
            process.call(self._warm_up)
        except StoreError as error:
            # The job itself will say what is wrong with the store.
            logger.info("a process for exports is not warm: %s", error.code)
