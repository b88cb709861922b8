"""One register counted, or merely read, by the engine of the environment; run as a program by ``measured``.

``python -m benchmarks.registers.counting count|read FOLDER`` prints a line when it begins, and what it took
as JSON. What is counted is what `make` does but for the writing of its files: findings, the counts of all
forms, flows, sums up to the nation, M0, hidden cells; of several years the forms of 2025 alone, as forms are
made of one year.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pandas as pd

from microdata.command_line.reading import known_places
from microdata.counting.measures import measures
from microdata.counting.review import Review, counted
from microdata.counting.upwards import NATION, smallest_units
from microdata.engines import duck_engine, engine_of
from microdata.reading.files import files_in, open_register
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table
from microdata.submission import forms_of
from vocabulary.vintages import OF_LARGE_AREAS

FORMS_OF_YEAR = 2025
COUNTRY = (OF_LARGE_AREAS, "nation", NATION)


@dataclass(frozen=True)
class Counted:
    """One register counted: how much is in it, seconds of each step, and a fingerprint of all counts."""

    households: int
    communes: int
    started: float
    checked: float
    counted: float
    made: float
    fingerprint: str

    @property
    def seconds(self) -> float:
        """All steps together, the start of the engine among them."""
        return self.started + self.checked + self.counted + self.made


def count(folder: Path) -> Counted:
    """Check and count a register, and make its forms without writing them."""
    places = known_places()
    # What was spent until here is no part of it.
    print("begins", flush=True)
    moments = [time.perf_counter()]
    with engine_of() as engine:
        moments.append(time.perf_counter())
        columns = open_register(engine, folder)
        assert findings_of(engine, raw_table(columns)).empty
        moments.append(time.perf_counter())
        review = counted(engine, columns)
        moments.append(time.perf_counter())
    forms = forms_of(_of_year(review, FORMS_OF_YEAR), smallest_units(places), COUNTRY)
    assert len(measures(forms.shown))
    made = time.perf_counter() - moments[-1]
    started, checked, took = (after - before for before, after in pairwise(moments))
    households, communes = int(review.passages["households"].sum()), len(review.counts)
    return Counted(households, communes, started, checked, took, made, fingerprint(review))


def _of_year(review: Review, year: int) -> Review:
    def of(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["year"] == year]

    counts = review.counts[review.counts.index.get_level_values("year") == year]
    return Review(counts, of(review.passages), of(review.watched), of(review.differing))


def fingerprint(review: Review) -> str:
    """Return what is the same for the same counts, in whatever order and types an engine gives them."""
    counts = review.counts.reset_index()
    frames = (counts, review.passages, review.watched, review.differing)
    return sha256("\n\n".join(_written(frame) for frame in frames).encode()).hexdigest()


def _written(frame: pd.DataFrame) -> str:
    names = sorted(str(name) for name in frame)
    columns = [[_cell(cell) for cell in frame[name].astype("object")] for name in names]
    return "\n".join(["\t".join(names), *sorted("\t".join(row) for row in zip(*columns, strict=True))])


def _cell(cell: object) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    return str(cell) if isinstance(cell, str | bool) else str(float(str(cell)))


def read(folder: Path) -> dict[str, float]:
    """Read every column of a register once by DuckDB, grouped by commune; return the seconds.

    This is what the same files cost somebody who asks nothing of them.
    """
    with duck_engine() as engine:
        began = time.perf_counter()
        engine.connection.read_parquet([str(file) for file in files_in(folder)]).create_view("register")
        engine.connection.execute(
            "SELECT year, vintage, commune, count(*), max(COLUMNS(* EXCLUDE (year, vintage, commune)))"
            " FROM register GROUP BY year, vintage, commune"
        ).df()
        return {"seconds": time.perf_counter() - began}


STEPS: dict[str, Callable[[Path], dict[str, float] | Counted]] = {"count": count, "read": read}

if __name__ == "__main__":
    found = STEPS[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps(asdict(found) if isinstance(found, Counted) else found))
