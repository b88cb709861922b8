"""Registers of several sizes, years and engines, each counted in a process of its own that is watched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.registers.counting import Counted
from benchmarks.registers.inventing import YEARS, folder_of
from data_access.store.settings import ROOT
from microdata.settings import DUCKDB, SPARK
from tests.spark_cluster import cluster, end, environment_of_spark

MEGABYTE = 2**20
LOOK_AGAIN_SECONDS = 0.2
WORKERS = 2
LONGEST_MINUTES = 120.0


@dataclass(frozen=True)
class Wanted:
    """Which registers: households of a year, numbers of years, engines, and the longest minutes of one step.

    Everything is written in ``folder``; None for one that is thrown away.
    """

    households: Sequence[int]
    years: Sequence[int] = (1,)
    engines: Sequence[str] = (DUCKDB,)
    minutes: float = LONGEST_MINUTES
    folder: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what there is not: ValueError."""
        if not set(self.engines) <= {DUCKDB, SPARK} or not set(self.years) <= set(range(1, len(YEARS) + 1)):
            raise ValueError(f"engines are {DUCKDB} and {SPARK}, years 1 to {len(YEARS)}")


@dataclass(frozen=True)
class Invented:
    """What inventing took: seconds and the largest memory."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class RegisterTimes:
    """One register counted by one engine.

    ``processor`` and ``megabytes`` are of all processes together, Java's and the cluster's too; ``read`` are
    the seconds in which DuckDB merely reads and groups the same files, ``equal`` whether the counts are those
    of the first engine, None for itself.
    """

    engine: str
    years: int
    invented: Invented
    disk: float
    counted: Counted
    processor: float
    megabytes: float
    read: float
    equal: bool | None = None


@dataclass
class _Watched:
    """What processes took: their memory at its highest together, and the processor's seconds of each."""

    megabytes: float = 0.0
    spent: dict[tuple[int, float], float] = field(default_factory=dict)
    spent_before: float | None = None

    def look(self) -> None:
        """Look at everything that this process has started, however deep."""
        taken = 0
        for process in psutil.Process().children(recursive=True):
            try:
                with process.oneshot():
                    times, begun = process.cpu_times(), process.create_time()
                    taken += process.memory_info().rss
            except psutil.Error:
                continue
            self.spent[process.pid, begun] = times.user + times.system
        self.megabytes = max(self.megabytes, taken / MEGABYTE)

    @property
    def processor(self) -> float:
        """Seconds of all of them since they began."""
        return sum(self.spent.values()) - (self.spent_before or 0.0)

    def begin(self) -> None:
        """Count from now on what is spent, unless that was said before."""
        if self.spent_before is None:
            self.spent_before = self.processor


def register_times(wanted: Wanted) -> Iterator[RegisterTimes]:
    """Measure each register by each engine, one after the other."""
    with _folder(wanted.folder) as folder:
        for households in wanted.households:
            yield from _of_size(folder / str(households), households, wanted)


def _of_size(folder: Path, households: int, wanted: Wanted) -> Iterator[RegisterTimes]:
    environment = {**os.environ, "VAR_DIR": str(folder / "var")}
    invented = _invented(folder, households, max(wanted.years), environment, wanted.minutes)
    for years in sorted(wanted.years):
        register = folder_of(folder, years)
        disk = sum(file.stat().st_size for file in register.iterdir()) / 1e6
        # Once for nothing, so that the first engine does not fetch the files from the disk for all others.
        for _ in range(2):
            read = _apart(["counting", "read", str(register)], environment, wanted.minutes)[0]["seconds"]
        first: str | None = None
        for engine in wanted.engines:
            found, watched = _counted(engine, register, environment, wanted.minutes)
            equal = found.fingerprint == first if first else None
            first = first or found.fingerprint
            took = watched.processor, watched.megabytes
            yield RegisterTimes(engine, years, invented, disk, found, *took, read, equal)


def _invented(
    folder: Path, households: int, years: int, environment: Mapping[str, str], minutes: float
) -> Invented:
    """Write a register unless it is there; what was not finished is no register."""
    done = folder / f"invented-{years}.json"
    if not done.exists():
        began = time.perf_counter()
        arguments = ["inventing", str(folder), str(households), str(years)]
        _, watched = _apart(arguments, environment, minutes)
        took = {"seconds": time.perf_counter() - began, "megabytes": watched.megabytes}
        done.write_text(json.dumps(took), encoding="utf-8")
    return Invented(**json.loads(done.read_text(encoding="utf-8")))


def _counted(
    engine: str, register: Path, environment: Mapping[str, str], minutes: float
) -> tuple[Counted, _Watched]:
    arguments = ["counting", "count", str(register)]
    with _environment_of(engine, environment) as chosen:
        found, watched = _apart(arguments, chosen, minutes)
    return Counted(**found), watched


@contextmanager
def _environment_of(engine: str, environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    if engine != SPARK:
        yield {**environment, "MICRODATA_ENGINE": engine}
        return
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder), WORKERS) as address:
        yield environment_of_spark(
            **{**environment, "MICRODATA_ENGINE": engine, "MICRODATA_SPARK": address, "TMPDIR": folder}
        )


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="register-") as folder:
        yield Path(folder)


def _apart(
    arguments: Sequence[str], environment: Mapping[str, str], minutes: float
) -> tuple[dict[str, Any], _Watched]:
    """Run a step in a process of its own; return what it says and what it and all others took.

    Raises RuntimeError where it fails, TimeoutError after so many minutes; either way it is ended with all
    that it started.
    """
    step, *rest = arguments
    watched, until = _Watched(), time.monotonic() + 60 * minutes
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.registers.{step}", *rest],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            start_new_session=True,
        )
        try:
            while _runs(process):
                watched.look()
                if os.fstat(said.fileno()).st_size:
                    watched.begin()
                if time.monotonic() > until:
                    raise TimeoutError(f"{' '.join(arguments)}: not within {minutes:g} minutes")
        finally:
            end(process)
        if process.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
        said.seek(0)
        return dict(json.loads(said.read().splitlines()[-1])), watched


def _runs(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(LOOK_AGAIN_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False
