"""What the first look at a page costs a server that has just started, before and after a restart.

The store is that of the demonstration. A server is started and says that it is ready, somebody opens the page
of sources, and then the page in question: counted is what its processor has spent on it. Then another
server is started on the same ``VAR_DIR``, in which the frames of figures and the documents of maps are kept.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.page_visit import page_visit
from data_access.demonstration.opening import open_demonstration
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from deploy.asking import not_ready
from tests.browser.server import START_SECONDS, started_server
from ui.cached.editions import FOLDER
from vocabulary.catalogues import DEFAULT_LANGUAGE

LOOK_AGAIN_SECONDS = 0.05
COMMUNES = "level=commune&period=2025"
# The page, what is asked of it, and how many seconds it may take.
LOOKS: Sequence[tuple[str, str, str, float]] = (
    ("map", "map", "", 0.5),
    ("overview", "", "", 0.5),
    ("a place", "area", "place=v2008.province.02", 0.5),
    ("funding, stages", "funding", "view=stages", 1.5),
    ("every commune beside its need", "funding", f"view=need&{COMMUNES}", 1.5),
    ("what if, every commune", "funding", f"view=whatif&{COMMUNES}", 1.5),
)


@dataclass(frozen=True)
class FirstLook:
    """Seconds of the processor, with nothing kept and after a restart, and the most it may be."""

    page: str
    first: float
    restarted: float
    most: float


def first_looks() -> Iterator[FirstLook]:
    """Measure each page with two servers, one after the other."""
    settings = StoreSettings()
    open_demonstration(settings).engine.dispose()
    address = f"sqlite:///{location_of(settings.demonstration_url())}"
    with TemporaryDirectory() as folder:
        for name, page, query, most in LOOKS:
            shutil.rmtree(Path(folder) / "var" / FOLDER, ignore_errors=True)
            first, restarted = (_look(Path(folder), address, page, query) for _ in range(2))
            yield FirstLook(name, first, restarted, most)


def _look(folder: Path, address: str, page: str, query: str) -> float:
    server = started_server(folder, env={"DEMONSTRATION_DATABASE_URL": address})
    try:
        _wait_until_ready(server.url)
        process = psutil.Process(server.process.pid)
        with page_visit(server.url) as visit:
            visit.change("sources", "lang=vi&store=demo")
            before = process.cpu_times()
            visit.change(page, f"lang=vi&store=demo&{query}")
            after = process.cpu_times()
        return float(after.user + after.system - before.user - before.system)
    finally:
        server.stop()


def _wait_until_ready(url: str) -> None:
    """Return when the server asks for visitors; RuntimeError after ``START_SECONDS``."""
    port = int(url.rpartition(":")[2])
    deadline = time.monotonic() + START_SECONDS
    while not_ready(port, DEFAULT_LANGUAGE) is not None:
        if time.monotonic() > deadline:
            raise RuntimeError("the server did not become ready")
        time.sleep(LOOK_AGAIN_SECONDS)


def first_look_lines(found: Sequence[FirstLook]) -> Iterator[str]:
    """Give the table."""
    yield "First look of a server at a page of the demonstration store, seconds of its processor:"
    yield ""
    yield "| Page | nothing kept | after a restart | may be |"
    yield "|---" * 4 + "|"
    for one in found:
        reached = ["yes" if seconds <= one.most else "**no**" for seconds in (one.first, one.restarted)]
        told = [
            f"{seconds:.2f} ({verdict})"
            for seconds, verdict in zip((one.first, one.restarted), reached, strict=True)
        ]
        yield f"| {one.page} | {' | '.join(told)} | {one.most:g} |"
    yield ""
