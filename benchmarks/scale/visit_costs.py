"""What a visitor costs one process of the dashboard: the numbers that ``launch_day`` rests on.

``uv run python -m benchmarks.scale.visit_costs`` starts the dashboard on the published store and prints the
processor's time of a first page (a new session, its script and the index page), of each file that a browser
with an empty cache asks for, of a look at the store, and the memory of an open page.
"""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.bars.memory import SESSIONS, taken
from benchmarks.bars.viewers import ENVIRONMENT, PAGES
from benchmarks.page_visit import page_visit
from data_access.door import PUBLIC
from data_access.store_codes import PUBLISHED
from tests.browser.server import Server, started_server
from ui.cached.editions import newest

ROUNDS, FILES, LOOKS = 5, 300, 300
LONGEST_SECONDS = 60.0


@dataclass(frozen=True)
class VisitCosts:
    """Seconds of the processor, and megabytes."""

    first: float
    file: float
    look: float
    process_megabytes: float
    session_megabytes: float


def visit_costs() -> VisitCosts:
    """Start the dashboard and measure."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder), env=ENVIRONMENT)
        try:
            return _measured(server, psutil.Process(server.process.pid))
        finally:
            server.stop()


def _measured(server: Server, process: psutil.Process) -> VisitCosts:
    def first_pages() -> None:
        for page in PAGES:
            _get(f"{server.url}/{page}")
            with page_visit(server.url) as visit:
                visit.change(page, "lang=vi")

    first_pages()
    first = _spent(process, first_pages, ROUNDS) / len(PAGES)
    script = re.search(r'src="\./([^"]+\.js)"', _get(server.url).decode())
    address = f"{server.url}/{script.group(1) if script else 'favicon.png'}"
    file = _spent(process, lambda: _get(address), FILES)
    memory = taken(lambda: page_visit(server.url), process, PAGES, SESSIONS)
    return VisitCosts(first, file, _look(), memory.process, memory.session)


def _look() -> float:
    """Return the seconds of asking the store of this environment for its newest load."""
    newest(PUBLIC, PUBLISHED)
    start = time.process_time()
    for _ in range(LOOKS):
        newest(PUBLIC, PUBLISHED)
    return (time.process_time() - start) / LOOKS


def _spent(process: psutil.Process, work: Callable[[], object], times: int) -> float:
    """Return the seconds that the process spends on a piece of work, of so many."""
    before = process.cpu_times()
    for _ in range(times):
        work()
    after = process.cpu_times()
    return float(after.user + after.system - before.user - before.system) / times


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=LONGEST_SECONDS) as answer:
        found: bytes = answer.read()
    return found


def main() -> None:
    """Measure and print."""
    found = visit_costs()
    print(f"first page {1000 * found.first:.0f} ms, each file {1000 * found.file:.2f} ms, ")
    print(f"a look at the store {1000 * found.look:.2f} ms, process {found.process_megabytes:.0f} MB, ")
    print(f"an open page {found.session_megabytes:.2f} MB")


if __name__ == "__main__":
    main()
