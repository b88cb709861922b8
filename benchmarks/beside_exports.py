"""Changes of page by one visitor while another has files made, against the same with nothing else to do."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.page_visit import PageVisit, page_visit
from tests.browser.server import Server, started_server

MOST = 1.5
# Heavy ones: a picture of 300 dpi for half a second, a brief for two, the briefs of a province for minutes.
EXPORTS = {
    "map.png": "/take-away/map.png?indicator=survey_multidimensional_poverty_rate&year=2023&level=province",
    "brief.png": "/take-away/brief.png?place=v2008.province.02",
    "briefs of a province": "/take-away/briefs?place=v2008.province.17",
}
YEARS = (2016, 2018, 2020, 2022, 2023)
PLACES = ("v2008.province.01", "v2008.province.02", "v2008.province.17", "v2008.province.40")
# Until the worker process is warm and the pages have been read once.
WARM_ROUNDS = 2
SETTLE_SECONDS = 10.0
PIECE = 65_536


@dataclass(frozen=True)
class BesideExport:
    """Seconds of a change of page, medians: with nothing else to do, and while a file is made."""

    export: str
    page: str
    idle: float
    busy: float

    @property
    def ratio(self) -> float:
        """How many times as long."""
        return self.busy / self.idle


def beside_exports(rounds: int) -> list[BesideExport]:
    """Start the dashboard and measure each page beside each export; idle and busy changes take turns."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder), env={"EXPORTS_READY": "1"})
        try:
            time.sleep(SETTLE_SECONDS)
            with page_visit(server.url) as visit:
                for _ in range(WARM_ROUNDS):
                    _changes(visit)
                return [
                    found
                    for name, address in EXPORTS.items()
                    for found in _beside(server, visit, name, address, rounds)
                ]
        finally:
            server.stop()


def _beside(server: Server, visit: PageVisit, name: str, address: str, rounds: int) -> Iterator[BesideExport]:
    idle: dict[str, list[float]] = {}
    busy: dict[str, list[float]] = {}
    for _ in range(rounds):
        for page, seconds in _changes(visit):
            idle.setdefault(page, []).append(seconds)
        with _asked_for_again_and_again(server.url + address):
            for page, seconds in _changes(visit):
                busy.setdefault(page, []).append(seconds)
    for page, seconds_of_page in idle.items():
        yield BesideExport(name, page, median(seconds_of_page), median(busy[page]))


def _changes(visit: PageVisit) -> list[tuple[str, float]]:
    """Go through years of the map and through places; return the seconds of each."""
    years = [("map", visit.change("map", f"lang=en&year={year}")) for year in YEARS]
    return years + [("area", visit.change("area", f"lang=en&place={place}")) for place in PLACES]


@contextmanager
def _asked_for_again_and_again(address: str) -> Iterator[None]:
    """Fetch an address in a thread, again as soon as it has come; it is left at the end."""
    ended = threading.Event()

    def ask() -> None:
        while not ended.is_set():
            request = urllib.request.Request(address, headers={"Cookie": "_streamlit_xsrf=other"})
            with closing(urllib.request.urlopen(request)) as answer:
                while not ended.is_set() and answer.read1(PIECE):
                    pass

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield
    finally:
        ended.set()
        asking.join()
