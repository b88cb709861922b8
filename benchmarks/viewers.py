"""Many viewers at one server, each with a page and a change every few seconds: waits and memory."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Protocol

import psutil

from benchmarks.page_visit import page_visit
from benchmarks.reruns import CHANGES
from tests.browser.server import started_server

MOST_SECONDS = 1.0
MOST_MEGABYTES_A_MINUTE = 1.0
PERIOD = 10.0
PAGES = ("map", "area", "", "funding", "outcomes", "explore")
MEGABYTE = 2**20
# Viewers of one address may be more than an office has.
ENVIRONMENT = {"CONNECTIONS_PER_ADDRESS": "1000"}
# What a server keeps of its first visitors is no growth.
SETTLED_SHARE = 0.3


@dataclass(frozen=True)
class Viewers:
    """How so many viewers fared: seconds of a change, errors, megabytes of the server and their slope."""

    count: int
    period: float
    minutes: float
    changes: int
    middle: float
    p95: float
    errors: int
    megabytes: float
    a_minute: float


class Visit(Protocol):
    """An open page."""

    def change(self, page: str, query: str) -> float:
        """Open a page by its name; return the seconds until its script has ended."""


@dataclass(frozen=True)
class Plan:
    """So many viewers for so many minutes, each with a change every ``period`` seconds."""

    count: int
    minutes: float
    period: float


@dataclass
class _Seen:
    waited: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


def viewers(count: int, minutes: float, period: float = PERIOD) -> Viewers:
    """Start the dashboard and let so many viewers look at it for so many minutes."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder), env=ENVIRONMENT)
        try:
            plan = Plan(count, minutes, period)
            return watched(plan, lambda _seed: page_visit(server.url), [server.process.pid])
        finally:
            server.stop()


def watched(plan: Plan, opened: Callable[[int], AbstractContextManager[Visit]], pids: list[int]) -> Viewers:
    """Let viewers look as planned, each at the page that ``opened`` opens, and say how they fared.

    The memory is that of the processes with these numbers.
    """
    seen, until = _Seen(), time.monotonic() + 60 * plan.minutes
    looking = [
        threading.Thread(target=_look, args=(opened, seed, until, plan.period, seen), daemon=True)
        for seed in range(plan.count)
    ]
    processes = [psutil.Process(pid) for pid in pids]
    for thread in looking:
        thread.start()
    while any(thread.is_alive() for thread in looking):
        taken = sum(process.memory_info().rss for process in processes)
        seen.memory.append((time.monotonic(), taken / MEGABYTE))
        time.sleep(1.0)
    return _told(plan, seen)


def _told(plan: Plan, seen: _Seen) -> Viewers:
    waited = sorted(seen.waited)
    p95, errors = quantiles(waited, n=20)[-1], len(seen.errors)
    memory = _memory(seen.memory)
    return Viewers(plan.count, plan.period, plan.minutes, len(waited), median(waited), p95, errors, *memory)


def _look(
    opened: Callable[[int], AbstractContextManager[Visit]],
    seed: int,
    until: float,
    period: float,
    seen: _Seen,
) -> None:
    """Change the page again and again, at moments of one's own."""
    chance = random.Random(seed)
    time.sleep(chance.uniform(0, period))
    page = PAGES[seed % len(PAGES)]
    try:
        with opened(seed) as visit:
            while time.monotonic() < until:
                seen.waited.append(visit.change(page, f"lang=vi&{chance.choice(CHANGES[page])}"))
                time.sleep(chance.uniform(0.5, 1.5) * period)
    except Exception as error:
        seen.errors.append(repr(error))


def _memory(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the last megabytes and how many more there are each minute, after the first visitors."""
    settled = points[int(SETTLED_SHARE * len(points)) :]
    (first, low), (last, high) = settled[0], settled[-1]
    return high, 60 * (high - low) / max(last - first, 1.0)
