"""What a changed filter costs the server on the pages of money and outcomes, country-wide at communes.

The demonstration store with more years of figures, so that it holds millions of rows. In the app a filter
runs only the page's fragment again; here the whole script is run, shell and page, without a browser, and the
time of the fragment in it is told apart. Each change is made twice: the first asks the database, the second
finds the frames kept. Each run is in a process of its own, in which nobody has asked anything before.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from unittest.mock import patch

from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data_access.demonstration.opening import open_demonstration
from data_access.store.settings import ROOT, StoreSettings
from ui.controls import page_frame
from ui.controls.page_frame import draw_part
from ui.server.start import spare_what_stays

SHELL = str(ROOT / "ui" / "server" / "shell.py")
RUN_SECONDS = 900.0
YEARS_BEFORE = 30
Query = dict[str, str]
# Milliseconds of the fragment and of the script, and those of the processor.
Measured = tuple[float, float, float]


@dataclass(frozen=True)
class Walk:
    """A page as it is opened, and the changes that a visitor makes one after the other."""

    page: str
    opening: Query
    changes: list[Query]


EMPTY = Walk("sources", {}, [{}] * 9)
WALKS = {
    "funding: stages, flow, calendar, documents": Walk(
        "funding",
        {"view": "stages"},
        [
            {"project": "P2"},
            {"project": "P3"},
            {"project": "", "fund": "local"},
            {"fund": "", "period": "2025"},
            {"view": "flow"},
            {"stage": "disbursed"},
            {"period": "2024"},
            {"project": "P5"},
            {"view": "absorption"},
            {"view": "items"},
            {"period": "2025"},
            {"view": "stages", "project": ""},
            {"place": "v2025.province.15"},
        ],
    ),
    "funding: every commune beside its need": Walk(
        "funding",
        {"view": "need", "level": "commune", "period": "2025"},
        [
            {"project": "P2"},
            {"project": "P3"},
            {"project": "P4"},
            {"against": "money"},
            {"project": "", "fund": "local"},
            {"fund": "central_recurrent"},
            {"project": "P6"},
        ],
    ),
    "funding: what if, every commune": Walk(
        "funding",
        {"view": "whatif", "level": "commune", "period": "2025"},
        [
            {"weights": "100-0-0-0"},
            {"weights": "50-50-0-0"},
            {"sum": "1000"},
            {"project": "P2"},
            {"fund": "local"},
        ],
    ),
    "targets: every commune's": Walk(
        "targets",
        {"target_level": "commune"},
        [
            {"standing": "late"},
            {"standing": "overdue"},
            {"standing": "all"},
            {"place": "v2008.province.02"},
            {"place": "v2025.province.15"},
        ],
    ),
    "outcomes: models, training, housing, overlap": Walk(
        "outcomes",
        {"topic": "P2"},
        [
            {"kind": "community"},
            {"kind": "all", "modality": "grant"},
            {"modality": "all"},
            {"topic": "P4"},
            {"topic": "P5"},
            {"topic": "overlap"},
            {"topic": "P1"},
            {"place": "v2025.province.15"},
            {"topic": "P2"},
        ],
    ),
    "flows": Walk(
        "flows",
        {},
        [{"unit": "persons"}, {"unit": "households"}, {"place": "v2025.province.15"}, {"year": "2023"}],
    ),
}


@dataclass(frozen=True)
class Times:
    """Milliseconds of the fragment, median and slowest change, and of the whole script, clock and processor.

    Of each change the median of its runs counts.
    """

    median: float
    slowest: float
    whole: float
    processor: float


@dataclass(frozen=True)
class Filtered:
    """How long one walk's opening and its changes took, and which change was the slowest."""

    walk: str
    opened: float
    first: Times
    again: Times
    slowest_change: str


@dataclass(frozen=True)
class PageFilters:
    """Every walk over a store of ``rows`` amounts and figures, beside a rerun that changes nothing."""

    rows: int
    empty_rerun: float
    walks: list[Filtered]


@dataclass(frozen=True)
class Run:
    """One run of a walk: milliseconds of its opening, and what each change took."""

    opened: float
    first: list[Measured]
    again: list[Measured]


def page_filters(rows: int, runs: int) -> PageFilters:
    """Walk the pages over a copy of the demonstration store that is removed afterwards."""
    open_demonstration(StoreSettings()).engine.dispose()
    folder = Path(tempfile.mkdtemp(prefix="benchmark-filters-"))
    try:
        file = folder / "demonstration.sqlite"
        shutil.copyfile(StoreSettings().demonstration_url().database or "", file)
        stored = _grown(file, rows)
        with patch.dict(os.environ, {"DEMONSTRATION_DATABASE_URL": f"sqlite:///{file}"}):
            empty = _walked("", EMPTY, runs).again.whole
            return PageFilters(stored, empty, [_walked(name, walk, runs) for name, walk in WALKS.items()])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _grown(file: Path, rows: int) -> int:
    """Repeat figures in earlier years until there are so many rows; return how many there are."""
    with closing(sqlite3.connect(file)) as connection, connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(figure)") if row[1] != "id"]
        shifted = [f"year - {YEARS_BEFORE}" if name == "year" else name for name in names]
        missing = max(0, rows - _stored(connection))
        connection.execute(
            f"INSERT INTO figure ({', '.join(names)}) SELECT {', '.join(shifted)} FROM figure "
            f"ORDER BY id LIMIT {missing}"
        )
        return _stored(connection)


def _stored(connection: sqlite3.Connection) -> int:
    found = connection.execute("SELECT (SELECT count(*) FROM figure) + (SELECT count(*) FROM money)")
    return int(found.fetchone()[0])


def _walked(name: str, walk: Walk, runs: int) -> Filtered:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        found = [processes.submit(_walk_once, walk).result() for _ in range(runs)]
    first = _medians([run.first for run in found])
    again = _medians([run.again for run in found])
    slowest = walk.changes[max(range(len(first)), key=lambda change: first[change][0])]
    opened = median(run.opened for run in found)
    return Filtered(name, opened, _times(first), _times(again), ", ".join(filter(None, slowest.values())))


def _walk_once(walk: Walk) -> Run:
    with patch.object(ContextProxy, "ip_address", "127.0.0.1"):
        spare_what_stays()
        start = time.perf_counter()
        page = _opened(walk)
        opened = 1000 * (time.perf_counter() - start)
        first, again = ([_milliseconds(page, change) for change in walk.changes] for _ in range(2))
        return Run(opened, first, again)


def _medians(runs: list[list[Measured]]) -> list[Measured]:
    """Return of each change the median of its runs, by kind of time."""
    return [
        tuple(median(times) for times in zip(*of_change, strict=True))
        for of_change in zip(*runs, strict=True)
    ]


def _times(changes: list[Measured]) -> Times:
    fragment, whole, processor = zip(*changes, strict=True)
    return Times(median(fragment), max(fragment), median(whole), median(processor))


def _opened(walk: Walk) -> AppTest:
    page = AppTest.from_file(SHELL, default_timeout=RUN_SECONDS)
    requested = {"store": "demo", **walk.opening}
    page.query_params.update(requested)
    page.run()
    page.switch_page(f"../../pages/{walk.page}.py")
    page.query_params.update(requested)
    return page.run()


def _milliseconds(page: AppTest, change: Query) -> Measured:
    """The fragment, the whole script, the processor; a page without a fragment counts as a whole."""
    page.query_params.update(change)
    start, used = time.perf_counter(), time.process_time()
    with _fragments() as seconds:
        page.run()
    whole = time.perf_counter() - start
    return 1000 * (sum(seconds) or whole), 1000 * whole, 1000 * (time.process_time() - used)


@contextmanager
def _fragments() -> Iterator[list[float]]:
    """The seconds that each page's fragment takes while the block runs."""
    seconds: list[float] = []

    def timed(draw: Callable[..., None], *args: object) -> None:
        start = time.perf_counter()
        draw_part(draw, *args)
        seconds.append(time.perf_counter() - start)

    with patch.object(page_frame, "draw_part", timed):
        yield seconds
