"""A visitor's job: it waits its turn, runs in a worker process, and ends with its deadline at the latest."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from threading import Lock

from exports.jobs.counted import count_ended, tell_line
from exports.jobs.documents import documents
from exports.jobs.line import AT_ONCE, Line, Ticket, Visitor
from exports.jobs.tasks import warm_up
from exports.jobs.work import Outcome, Work
from exports.jobs.workers import Process, Workers, new_process

# Why a job came to nothing: keys of sentences.
LOST, TOO_LATE, LEFT, STOPPING = "lost", "too_late", "left", "stopping"
# Said by a process before the work itself says anything.
STARTING = "starting"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class InLine:
    """The job waits, with this number."""

    place: int


@dataclass(frozen=True)
class Running:
    """The job runs: the share that is done, and the sentence of it, "" before the first."""

    share: float = 0.0
    sentence: str = ""


@dataclass(frozen=True)
class Ended:
    """The job is over: what came of it, or the reason why nothing did."""

    outcome: Outcome | str


Event = InLine | Running | Ended


class Stopped(Exception):
    """The job was given up before its process began."""


class Job:
    """One job; used in the event loop in which it was made. ``events`` tells what becomes of it, in order."""

    def __init__(self, work: Work, line: Line, workers: Workers, threads: ThreadPoolExecutor) -> None:
        self.work = work
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.folder = documents().job_folder()
        self._line, self._workers, self._threads = line, workers, threads
        self._loop = asyncio.get_running_loop()
        self._ticket: Ticket | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._lock, self._context = Lock(), copy_context()
        self._process: Process | None = None
        self._reason = ""
        self._is_running = self._is_over = self._is_closed = False
        self._last: Event = Running()
        self._began = time.monotonic()

    def join(self, visitor: Visitor) -> None:
        """Take a place in the line. Raises LineFull."""
        self._ticket = self._line.join(visitor, is_long=self.work.is_long, moved=self._moved)

    def stop(self, reason: str) -> None:
        """Give the job up: its process is ended, or its place in the line is free again."""
        if self._is_over:
            return
        with self._lock:
            self._reason = self._reason or reason
            if self._process is not None:
                self._process.end()
        if not self._is_running:
            self._end(reason)

    def close(self) -> None:
        """Stop the job where it still runs, and remove its folder."""
        self._is_closed = True
        self.stop(LEFT)
        if self._is_over:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _moved(self, place: int) -> None:
        if place:
            self.events.put_nowait(InLine(place))
            return
        self._is_running = True
        self.events.put_nowait(Running())
        self._deadline = self._loop.call_later(self.work.seconds, self.stop, TOO_LATE)
        # The thread and its process do it for the request that began it, whoever left the line.
        self._threads.submit(self._context.run, self._run)

    def _run(self) -> None:
        """Do the work, in a thread that waits for the process."""
        outcome: Outcome | str
        try:
            outcome = self._done_by_process()
        except Exception as error:
            outcome = self._reason or LOST
            if outcome == LOST:
                logger.error("a job was lost", exc_info=error)
        # The loop is gone when the server stops.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end, outcome)

    def _done_by_process(self) -> Outcome:
        process = self._workers.take()
        try:
            with self._lock:
                if self._reason:
                    raise Stopped
                self._process = process
            return process.call(self.work, self.folder, progress=self._progress)
        finally:
            with self._lock:
                self._process = None
            self._workers.give_back(process)

    def _progress(self, share: float, sentence: str) -> None:
        event = Running(share, sentence)
        if sentence != STARTING and event != self._last:
            self._last = event
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.events.put_nowait, event)

    def _end(self, outcome: Outcome | str) -> None:
        if self._is_over:
            return
        self._is_over = True
        count_ended(self.work, outcome, time.monotonic() - self._began)
        if self._deadline is not None:
            self._deadline.cancel()
        self.events.put_nowait(Ended(outcome))
        if self._ticket is not None:
            self._line.leave(self._ticket)
        if self._is_closed:
            shutil.rmtree(self.folder, ignore_errors=True)


class Jobs:
    """The jobs of this process."""

    def __init__(self, line: Line, workers: Workers) -> None:
        self._line, self.workers = line, workers
        # Threads of their own: what waits for a process never keeps another answer waiting.
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="export")
        self._under_way: set[Job] = set()
        self._is_closed = False

    @property
    def are_under_way(self) -> bool:
        """Whether a visitor waits for a file."""
        return bool(self._under_way)

    def begin(self, visitor: Visitor, work: Work) -> Job:
        """Begin a job, which its caller ends. Raises LineFull; after ``close`` it comes to STOPPING."""
        job = Job(work, self._line, self.workers, self._threads)
        if self._is_closed:
            job.stop(STOPPING)
            return job
        self._under_way.add(job)
        try:
            job.join(visitor)
        except BaseException:
            self.end(job)
            raise
        return job

    def end(self, job: Job) -> None:
        """Close a job."""
        self._under_way.discard(job)
        job.close()

    def close(self) -> None:
        """End all jobs and processes; for the loop in which the jobs were made."""
        self._is_closed = True
        for job in list(self._under_way):
            job.stop(STOPPING)
        self.workers.close()


@cache
def jobs() -> Jobs:
    """Return the jobs of this process."""
    return Jobs(Line(told=tell_line), Workers(new_process, warm_up))
