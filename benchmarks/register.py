"""A register of the country, household by household: invented, checked, counted and made into forms.

The work is done in processes of their own, whose largest memory is measured. What is counted is what `make`
does but for the writing of its files: findings, the counts of all forms, flows, sums up to the nation, M0,
hidden cells.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data_access.store.settings import ROOT, StoreSettings
from microdata.command_line.reading import known_places
from microdata.counting.measures import measures
from microdata.counting.review import counted
from microdata.counting.upwards import NATION, smallest_units
from microdata.engines import duck_engine, engine_of
from microdata.inventing.places import demonstration, places_of
from microdata.inventing.writing import Invention, write_invented
from microdata.reading.files import open_register
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table
from microdata.submission import forms_of
from vocabulary.vintages import OF_LARGE_AREAS

SECONDS, MEGABYTES = 120.0, 6_000.0
NATION_OF_HOUSEHOLDS = 28_000_000
COUNTRY = (OF_LARGE_AREAS, "nation", NATION)


@dataclass(frozen=True)
class Counted:
    """One register counted: seconds of each step, and the largest memory of the process."""

    households: int
    communes: int
    checked: float
    counted: float
    made: float
    processor: float
    megabytes: float

    @property
    def seconds(self) -> float:
        """All steps together."""
        return self.checked + self.counted + self.made


@dataclass(frozen=True)
class RegisterTimes:
    """What a register of one size takes."""

    invented: float
    inventing_megabytes: float
    disk: float
    counted: Counted


def register_times(sizes: Sequence[int]) -> list[RegisterTimes]:
    """Measure registers of so many households, each in a folder that is thrown away."""
    return [_measured(size) for size in sizes]


def _measured(households: int) -> RegisterTimes:
    folder = Path(tempfile.mkdtemp(prefix="register-"))
    try:
        environment = os.environ | {"VAR_DIR": str(folder / "var")}
        invented = _apart(["invent", str(folder), str(households)], environment)
        # The first opening builds the published store, which is no part of it.
        found = _apart(["count", str(folder)], environment)
        disk = sum(file.stat().st_size for file in (folder / "register").iterdir()) / 1e6
        return RegisterTimes(invented["seconds"], invented["megabytes"], disk, Counted(**found))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _apart(arguments: list[str], environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.register", *arguments]
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def invent(folder: Path, households: int) -> dict[str, float]:
    """Write a register of about so many households; return the seconds and the largest memory."""
    data_dir = StoreSettings().data_dir
    whole = places_of(*demonstration(data_dir, None, _say_nothing), Invention().year)
    scale = min(households / int(whole["total_households"].sum()), 1.0)
    began = time.perf_counter()
    with duck_engine() as engine:
        write_invented(engine.connection, data_dir, folder / "register", Invention(scale=scale), _say_nothing)
    return {"seconds": time.perf_counter() - began, "megabytes": _largest_memory()}


def count(folder: Path) -> Counted:
    """Check and count a register, and make its forms without writing them."""
    places = known_places()
    began, processor = time.perf_counter(), time.process_time()
    with engine_of() as engine:
        columns = open_register(engine, folder / "register")
        assert findings_of(engine, raw_table(columns)).empty
        checked = time.perf_counter()
        review = counted(engine, columns)
    summed = time.perf_counter()
    forms = forms_of(review, smallest_units(places), COUNTRY)
    assert len(measures(forms.shown))
    made = time.perf_counter()
    households = int(review.passages["households"].sum())
    steps = (checked - began, summed - checked, made - summed)
    return Counted(households, len(review.counts), *steps, time.process_time() - processor, _largest_memory())


def _largest_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say_nothing(_share: float, _step: str) -> None:
    """Report no progress."""


def register_lines(found: Sequence[RegisterTimes]) -> Iterator[str]:
    """Yield the table of registers, in Markdown."""
    heads = ("Households", "invented", "MB on disk", "checked", "counted", "made", "together", "processor")
    yield "A register household by household, s, each size once and in processes of its own:"
    yield ""
    yield "| " + " | ".join((*heads, "a second", "largest memory")) + " |"
    yield "|---" * (len(heads) + 2) + "|"
    for one in found:
        is_bar = one.counted.households >= 0.99 * NATION_OF_HOUSEHOLDS
        yield (
            f"| {one.counted.households:,} | {one.invented:.0f} | {one.disk:,.0f} "
            f"| {one.counted.checked:.1f} | {one.counted.counted:.1f} | {one.counted.made:.1f} "
            f"| {one.counted.seconds:.1f}{_verdict(one.counted.seconds, SECONDS, 's') if is_bar else ''} "
            f"| {one.counted.processor:.1f} | {one.counted.households / one.counted.seconds:,.0f} "
            f"| {one.counted.megabytes:,.0f} MB"
            f"{_verdict(one.counted.megabytes, MEGABYTES, 'MB') if is_bar else ''} |"
        )
    yield ""


def _verdict(found: float, bar: float, unit: str) -> str:
    return f" (≤ {bar:,.0f} {unit}: {'yes' if found <= bar else '**no**'})"


if __name__ == "__main__":
    step, place = sys.argv[1], Path(sys.argv[2])
    answer = invent(place, int(sys.argv[3])) if step == "invent" else asdict(count(place))
    print(json.dumps(answer))
