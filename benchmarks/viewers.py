"""Many viewers at one server, each with a page and a change every few seconds: waits and memory."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psutil

from benchmarks.page_visit import page_visit
from benchmarks.reruns import CHANGES
from tests.browser.server import Server, started_server

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
            seen = _watched(server, count, minutes, period)
        finally:
            server.stop()
    waited = sorted(seen.waited)
    p95 = quantiles(waited, n=20)[-1]
    return Viewers(
        count, period, minutes, len(waited), median(waited), p95, len(seen.errors), *_memory(seen.memory)
    )


def _watched(server: Server, count: int, minutes: float, period: float) -> _Seen:
    seen, until = _Seen(), time.monotonic() + 60 * minutes
    looking = [
        threading.Thread(target=_look, args=(server.url, seed, until, period, seen), daemon=True)
        for seed in range(count)
    ]
    process = psutil.Process(server.process.pid)
    for thread in looking:
        thread.start()
    while any(thread.is_alive() for thread in looking):
        seen.memory.append((time.monotonic(), process.memory_info().rss / MEGABYTE))
        time.sleep(1.0)
    return seen


def _look(url: str, seed: int, until: float, period: float, seen: _Seen) -> None:
    """Change the page again and again, at moments of one's own."""
    chance = random.Random(seed)
    time.sleep(chance.uniform(0, period))
    page = PAGES[seed % len(PAGES)]
    try:
        with page_visit(url) as visit:
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
