"""The map's question to figures that PostgreSQL keeps in a partition for each year, as their number grows.

``uv run python -m benchmarks.scale.partitioned_figures [SIZE …]`` fills a store with a million figures as the
program keeps them, and one whose figures are in partitions; that one grows to each of the sizes, and after
each step both are asked in turn. A hundred million take about 20 GB in ``TMPDIR``, removed at the end.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import URL, Connection, Engine, create_engine, text

from benchmarks.large_store import schemas
from data_access.queries.figures import figures_by_area
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.opening import Store
from tests.queries.conftest import own_server
from tests.queries.many_figures import COUNTS, INDICATOR, YEARS, fill

FEW, SIZES = 1_000_000, (1_000_000, 10_000_000, 100_000_000)
OF_AN_INDICATOR = sum(COUNTS.values()) * len(YEARS)
# Of the provinces alone: the store with its areas, before figures come in number.
AT_FIRST = COUNTS["province"] * len(YEARS)
ROUNDS = 40
ONE_YEAR = (YEARS[-1], YEARS[-1])
INDEXED = "area_id, indicator_code, year, preference"
SAME = {
    "load_id": "1",
    "decimals": "1",
    "preference": "1",
    "qualifier": "'exact'",
    "state": "'reported'",
    "status": "'final'",
    "source_kind": "'synthetic'",
    "source_code": "'invented'",
}


@dataclass(frozen=True)
class Asked:
    """Medians in milliseconds of the question in every year and in one, of both stores; what was stored."""

    figures: int
    gigabytes: float
    seconds: float
    plain: tuple[float, float]
    partitioned: tuple[float, float]


def partitioned_figures(sizes: Sequence[int]) -> Iterator[Asked]:
    """Fill both stores in a server of their own and ask at each size; what was written is removed."""
    folder = Path(tempfile.mkdtemp(prefix="benchmark-partitions-"))
    try:
        with own_server(folder / "server") as server:
            addresses = schemas(server)
            plain, partitioned = next(addresses), next(addresses)
            _fill(plain, FEW)
            _fill(partitioned, AT_FIRST)
            yield from _grown(plain, partitioned, sizes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(url: URL, count: int) -> None:
    writer = writing_engine(url, create=True)
    fill(writer, count)
    writer.dispose()


def _grown(plain: URL, partitioned: URL, sizes: Sequence[int]) -> Iterator[Asked]:
    owner = create_engine(partitioned, isolation_level="AUTOCOMMIT")
    stores = [Store(reading_engine(url), "benchmark") for url in (plain, partitioned)]
    try:
        with owner.connect() as connection:
            _part_by_year(connection)
        indicators = 0
        for size in sorted(sizes):
            began, wanted = time.perf_counter(), max(1, round(size / OF_AN_INDICATOR))
            _add(owner, range(indicators, wanted))
            indicators, took = wanted, time.perf_counter() - began
            times = [[_asked(store) for store in stores] for _ in range(ROUNDS)]
            of_plain, of_partitioned = (_medians([both[at] for both in times]) for at in (0, 1))
            yield Asked(wanted * OF_AN_INDICATOR, _gigabytes(owner), took, of_plain, of_partitioned)
    finally:
        owner.dispose()
        for store in stores:
            store.engine.dispose()


def _part_by_year(connection: Connection) -> None:
    """Put an empty table with a partition a year in the place of the table of figures."""
    connection.execute(text("ALTER TABLE figure RENAME TO figure_before"))
    connection.execute(text("CREATE TABLE figure (LIKE figure_before) PARTITION BY LIST (year)"))
    connection.execute(text("DROP TABLE figure_before CASCADE"))
    for year in YEARS:
        connection.execute(
            text(f"CREATE UNLOGGED TABLE figure_{year} PARTITION OF figure FOR VALUES IN ({year})")
        )


def _add(owner: Engine, numbers: range) -> None:
    """Add indicators with a figure for each area and year; indexes are made anew, which is faster."""
    with owner.connect() as connection:
        connection.execute(text("DROP INDEX IF EXISTS of_area"))
        for number in numbers:
            code = f"invented_{number:03}"
            for year in YEARS:
                connection.execute(text(_figures_of(code, number, year)))
        connection.execute(text(f"CREATE INDEX of_area ON figure ({INDEXED})"))
        connection.execute(text("ANALYZE figure"))


def _figures_of(code: str, number: int, year: int) -> str:
    columns = ", ".join(("id", "area_id", "indicator_code", "year", "value", *SAME))
    value = f"(id * 37 + {year} * 11 + {number} * 101) % 1000 / 10.0"
    values = f"{number}, id, '{code}', {year}, {value}, {', '.join(SAME.values())}"
    return f"INSERT INTO figure_{year} ({columns}) SELECT {values} FROM area ORDER BY id"


def _gigabytes(owner: Engine) -> float:
    with owner.connect() as connection:
        size = "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('figure')"
        return float(connection.scalar(text(size)) or 0) / 2**30


def _asked(store: Store) -> tuple[float, float]:
    """Return the milliseconds of the question in every year, and in one."""
    return _milliseconds(store, None), _milliseconds(store, ONE_YEAR)


def _milliseconds(store: Store, years: tuple[int, int] | None) -> float:
    start = time.perf_counter()
    with store.session() as session:
        found = figures_by_area(session, INDICATOR, level="province", vintages=["v2008"], years=years)
    took = 1000 * (time.perf_counter() - start)
    assert len(found) == COUNTS["province"] * (len(YEARS) if years is None else 1)
    return took


def _medians(times: Sequence[tuple[float, float]]) -> tuple[float, float]:
    every, one = zip(*times, strict=True)
    return median(every), median(one)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure at each size that is given and print a row of the table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="figures, at each step")
    headers = ("Figures", "GB", "added in", "every year: 1 M plain, partitioned", "one year: the same")
    print(f"| {' | '.join(headers)} |")
    print("|---" * len(headers) + "|", flush=True)
    for one in partitioned_figures(parser.parse_args(arguments).sizes):
        told = [
            f"{few:.1f} ms, {many:.1f} ms: {many / few:.2f}"
            for few, many in zip(one.plain, one.partitioned, strict=True)
        ]
        row = f"| {one.figures:,} | {one.gigabytes:.1f} | {one.seconds:.0f} s | {' | '.join(told)} |"
        print(row, flush=True)


if __name__ == "__main__":
    main()
