"""What a process of the dashboard takes of the memory, and each open page, beside a bare script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.bars.bar import Bar, Row
from benchmarks.bars.bare import bare_server, bare_visit
from benchmarks.bars.viewers import ENVIRONMENT, MEGABYTE, PAGES, Visit
from benchmarks.page_visit import page_visit
from benchmarks.reruns import WARM_ROUNDS
from tests.browser.server import started_server

SESSIONS = 60
MOST_OF_PROCESS, MOST_OF_SESSION = 450.0, 0.5


@dataclass(frozen=True)
class Memory:
    """Megabytes of a process that everybody's pages were asked of, and of each open page more."""

    process: float
    session: float


def memory(sessions: int = SESSIONS) -> Bar:
    """Start one process of the dashboard, then of the bare script, and open so many pages of each."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder), env=ENVIRONMENT)
        try:
            process = psutil.Process(server.process.pid)
            ours = taken(lambda: page_visit(server.url), process, PAGES, sessions)
        finally:
            server.stop()
        with bare_server(Path(folder)) as (url, process):
            bare = taken(lambda: bare_visit(url), process, PAGES, sessions)
    return Bar(
        f"memory, {sessions} open pages",
        [
            Row("MB of the first process", ours.process, bare.process, MOST_OF_PROCESS),
            Row("MB of a session", ours.session, bare.session, MOST_OF_SESSION, 2),
        ],
    )


def taken(
    opened: Callable[[], AbstractContextManager[Visit]],
    process: psutil.Process,
    pages: Sequence[str],
    sessions: int,
) -> Memory:
    """Open each page and close it, twice; then so many that stay open, and return what the process takes."""
    for page in [*pages] * WARM_ROUNDS:
        with opened() as visit:
            visit.change(page, "lang=vi")
    before = process.memory_info().rss / MEGABYTE
    with ExitStack() as open_pages:
        for number in range(sessions):
            visit = open_pages.enter_context(opened())
            visit.change(pages[number % len(pages)], "lang=vi")
        held = process.memory_info().rss / MEGABYTE - before
    return Memory(before, held / sessions)
