"""Many viewers at one server, each with a page and a change every few seconds."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Protocol

import psutil

from benchmarks.bars.bar import Bar, Row
from benchmarks.bars.bare import bare_server, bare_visit
from benchmarks.page_visit import page_visit
from benchmarks.reruns import CHANGES
from tests.browser.server import started_server

VIEWERS, MINUTES, PERIOD = 30, 10.0, 10.0
MOST_SECONDS = 1.0
MOST_MEGABYTES_A_MINUTE = 1.0
PAGES = ("map", "area", "", "funding", "outcomes", "explore")
MEGABYTE = 2**20
# Viewers of one address may be more than an office has.
ENVIRONMENT = {"CONNECTIONS_PER_ADDRESS": "1000"}
# What a server keeps of its first visitors is no growth.
SETTLED_SHARE = 0.3


@dataclass(frozen=True)
class Viewers:
    """How viewers fared: seconds of a change, errors, megabytes of the server and their slope.

    ``processor`` is what the server's processes spent on a change, milliseconds.
    """

    changes: int
    middle: float
    p95: float
    errors: int
    megabytes: float
    a_minute: float
    processor: float


class Visit(Protocol):
    """An open page."""

    def change(self, page: str, query: str) -> float:
        """Open a page by its name; return the seconds until its script has ended."""


Opened = Callable[[int], AbstractContextManager[Visit]]


@dataclass(frozen=True)
class Plan:
    """So many viewers for so many minutes, each with a change every ``period`` seconds."""

    count: int = VIEWERS
    minutes: float = MINUTES
    period: float = PERIOD


@dataclass
class _Seen:
    waited: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


def viewers(plan: Plan) -> Bar:
    """Let viewers look at one process as planned: at the dashboard, then at the bare script."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder), env=ENVIRONMENT)
        try:
            ours = watched(plan, lambda _seed: page_visit(server.url), [server.process.pid])
        finally:
            server.stop()
        with bare_server(Path(folder)) as (url, process):
            bare = watched(plan, lambda _seed: bare_visit(url), [process.pid])
    growth = Row("MB more each minute", ours.a_minute, bare.a_minute, MOST_MEGABYTES_A_MINUTE, 2)
    return Bar(
        f"{plan.count} viewers, one process, {plan.minutes:g} min, a change every {plan.period:g} s",
        [*rows_of(ours, bare, MOST_SECONDS), growth],
    )


def rows_of(ours: Viewers, bare: Viewers, most_seconds: float) -> list[Row]:
    """Return what is told of viewers at both."""
    return [
        Row("changes", ours.changes, bare.changes),
        Row("median, s", ours.middle, bare.middle, digits=3),
        Row("95 of 100 within, s", ours.p95, bare.p95, most_seconds, 3),
        Row("errors", ours.errors, bare.errors, 0),
        Row("processor a change, ms", ours.processor, bare.processor, digits=1),
        Row("MB at the end", ours.megabytes, bare.megabytes),
    ]


def watched(plan: Plan, opened: Opened, pids: Sequence[int]) -> Viewers:
    """Let viewers look as planned, each at the page that ``opened`` opens, and say how they fared.

    Memory and processor are those of the processes with these numbers.
    """
    seen, until = _Seen(), time.monotonic() + 60 * plan.minutes
    looking = [
        threading.Thread(target=_look, args=(opened, seed, until, plan.period, seen), daemon=True)
        for seed in range(plan.count)
    ]
    processes = [psutil.Process(pid) for pid in pids]
    before = _spent(processes)
    for thread in looking:
        thread.start()
    while any(thread.is_alive() for thread in looking):
        taken = sum(process.memory_info().rss for process in processes)
        seen.memory.append((time.monotonic(), taken / MEGABYTE))
        time.sleep(1.0)
    return _told(seen, _spent(processes) - before)


def _spent(processes: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return float(sum(one.user + one.system for one in times))


def _told(seen: _Seen, spent: float) -> Viewers:
    waited = sorted(seen.waited)
    if len(waited) < 2:
        raise RuntimeError(f"nobody could look: {seen.errors}")
    p95, changes = quantiles(waited, n=20)[-1], len(waited)
    last, a_minute = _memory(seen.memory)
    spent_of_each = 1000 * spent / changes
    return Viewers(changes, median(waited), p95, len(seen.errors), last, a_minute, spent_of_each)


def _look(opened: Opened, seed: int, until: float, period: float, seen: _Seen) -> None:
    """Change the page again and again, at moments of one's own; once at least."""
    chance = random.Random(seed)
    time.sleep(chance.uniform(0, period))
    page = PAGES[seed % len(PAGES)]
    try:
        with opened(seed) as visit:
            while True:
                seen.waited.append(visit.change(page, f"lang=vi&{chance.choice(CHANGES[page])}"))
                time.sleep(chance.uniform(0.5, 1.5) * period)
                if time.monotonic() >= until:
                    return
    except Exception as error:
        seen.errors.append(repr(error))


def _memory(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the last megabytes and how many more there are each minute, after the first visitors."""
    settled = points[int(SETTLED_SHARE * len(points)) :]
    (first, low), (last, high) = settled[0], settled[-1]
    return high, 60 * (high - low) / max(last - first, 1.0)
