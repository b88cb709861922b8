"""What one filter change costs the server's processor: the whole script of shell and page, by a real visitor.

Beside it a Streamlit script that only counts, served by Streamlit alone and run again as often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from benchmarks.bars.bare import bare_server
from benchmarks.page_visit import PageVisit, page_visit
from tests.browser.server import started_server

BARE = "a script that only counts"
# What is measured was asked for before, by anybody; the rounds before it ask.
WARM_ROUNDS = 2
RATE = "survey_multidimensional_poverty_rate"
CHANGES: Mapping[str, Sequence[str]] = {
    "map": [f"indicator={RATE}&year={year}" for year in (2016, 2018, 2020, 2022, 2023)],
    "area": [f"place=v2008.province.{code}" for code in ("01", "02", "17", "40", "11")],
    "": [f"place=v2025.province.{code}" for code in ("01", "04", "11", "25", "40")],
    "funding": [f"view=stages&project={code}" for code in ("P1", "P2", "P3", "P4", "P5")],
    "outcomes": [f"topic={code}" for code in ("P1", "P2", "P4", "P5", "overlap")],
    "explore": [f"view=series&indicator={RATE}&areas={code}" for code in ("01", "02", "04", "17", "40")],
}
# Milliseconds of the processor.
MOST = {"map": 60, "area": 60, "": 60, "funding": 120, "outcomes": 120, "explore": 120}


@dataclass(frozen=True)
class Rerun:
    """Milliseconds of a change of a page: of the server's processor, and until the script has ended."""

    page: str
    processor: float
    clock: float


def reruns(rounds: int) -> list[Rerun]:
    """Start the dashboard and measure each page; the first row is the script that only counts."""
    with TemporaryDirectory() as folder:
        with bare_server(Path(folder)) as (url, bare), page_visit(url) as visit:
            measured = [_measured(bare, visit, BARE, [("", "")] * 5, rounds)]
        server = started_server(Path(folder))
        try:
            process = psutil.Process(server.process.pid)
            with page_visit(server.url) as visit:
                for page, queries in CHANGES.items():
                    changes = [(page, f"lang=vi&{query}") for query in queries]
                    measured.append(_measured(process, visit, page or "overview", changes, rounds))
        finally:
            server.stop()
    return measured


def _measured(
    process: psutil.Process, visit: PageVisit, name: str, changes: Sequence[tuple[str, str]], rounds: int
) -> Rerun:
    for change in [*changes] * WARM_ROUNDS:
        visit.change(*change)
    before, waited = _spent(process), []
    for change in [*changes] * rounds:
        waited.append(visit.change(*change))
    return Rerun(name, 1000 * (_spent(process) - before) / len(waited), 1000 * median(waited))


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
