"""What one filter change costs the server's processor: the whole script of shell and page, by a real visitor.

Beside it a Streamlit script that only counts, served by Streamlit alone and changed as often.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from benchmarks.page_visit import PageVisit, page_visit
from tests.browser.server import Server, started_server

# Changes whose figures were asked for before are measured; the rounds before them ask.
WARM_ROUNDS = 2
RATE = "survey_multidimensional_poverty_rate"
CHANGES = {
    "map": [f"indicator={RATE}&year={year}" for year in (2016, 2018, 2020, 2022, 2023)],
    "area": [f"place=v2008.province.{code}" for code in ("01", "02", "17", "40", "11")],
    "": [f"place=v2025.province.{code}" for code in ("01", "04", "11", "25", "40")],
    "funding": [f"view=stages&project={code}" for code in ("P1", "P2", "P3", "P4", "P5")],
    "outcomes": [f"topic={code}" for code in ("P1", "P2", "P4", "P5", "overlap")],
    "explore": [
        f"part=one&view=series&indicator={RATE}&areas={code}" for code in ("01", "02", "04", "17", "40")
    ],
}
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
        server = started_server(Path(folder), env={"EXPORTS_READY": "0"})
        try:
            with page_visit(server.url) as visit:
                return [_measured(server, visit, page, rounds) for page in CHANGES]
        finally:
            server.stop()


def _measured(server: Server, visit: PageVisit, page: str, rounds: int) -> Rerun:
    for _ in range(WARM_ROUNDS):
        for query in CHANGES[page]:
            visit.change(page, f"lang=vi&{query}")
    process = psutil.Process(server.process.pid)
    spent, waited = [], []
    for _ in range(rounds):
        for query in CHANGES[page]:
            before = sum(process.cpu_times()[:2])
            waited.append(visit.change(page, f"lang=vi&{query}"))
            spent.append(sum(process.cpu_times()[:2]) - before)
    return Rerun(page, 1000 * sum(spent) / len(spent), 1000 * median(waited))
