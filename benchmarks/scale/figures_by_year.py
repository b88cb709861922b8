"""Figures in great number, kept by PostgreSQL in a partition for each year and built a year at a time.

Each year of a step is one transaction: rows by COPY, then the index and the statistics, then how many
indicators the year has. What was interrupted goes on with the first year that is not finished. The tables are
UNLOGGED and the server does not wait for the disk (``fsync = off``), which makes the filling faster and the
questions not: a server that is killed has lost them, one that is ended has not.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, text

from data_access.store.engines import writing_engine
from tests.queries.many_figures import COUNTS, YEARS, fill

AREAS = sum(COUNTS.values())
OF_AN_INDICATOR = AREAS * len(YEARS)
# Of the provinces alone: the store with its areas, before figures come in number.
AT_FIRST = COUNTS["province"] * len(YEARS)
INDEXED = "area_id, indicator_code, year, preference"
COLUMNS = (
    *("id", "area_id", "indicator_code", "year", "value", "load_id", "decimals", "preference", "qualifier"),
    *("state", "status", "source_kind", "source_code"),
)
SAME = "1\t1\t1\texact\treported\tfinal\tsynthetic\tinvented\n"
SORTING_MEMORY = "256MB"
GIGABYTE = 2**30


class NotFinished(Exception):
    """The filling was stopped before its end; the text says why. What is finished stays."""


@dataclass(frozen=True)
class Bounds:
    """What the filling may take: gigabytes that stay free on the disk of ``folder``, and a moment in time."""

    folder: Path
    free_gigabytes: float
    until: float

    def check(self) -> None:
        """Raise ``NotFinished`` where one of them is reached."""
        free = shutil.disk_usage(self.folder).free / GIGABYTE
        if free < self.free_gigabytes:
            raise NotFinished(f"only {free:.0f} GB are free in {self.folder}")
        if time.monotonic() > self.until:
            raise NotFinished("the time for filling is over; the same command with --keep goes on")


def indicators_for(figures: int) -> int:
    """Return how many indicators have about so many figures, each in every area and year; at least one."""
    return max(1, round(figures / OF_AN_INDICATOR))


def filled_plainly(url: URL, count: int) -> None:
    """Fill a schema as the program keeps its figures, unless that was done before."""
    writer = writing_engine(url, create=True)
    try:
        if not _has(writer, "figure"):
            fill(writer, count)
    finally:
        writer.dispose()


def parted_by_year(url: URL) -> Engine:
    """Return an engine of a schema whose figures lie in a partition a year; they are none at first."""
    filled_plainly(url, AT_FIRST)
    owner = create_engine(url)
    if not _has(owner, "filled"):
        with owner.begin() as connection:
            _part(connection)
    return owner


def _has(engine: Engine, table: str) -> bool:
    with engine.begin() as connection:
        return connection.scalar(text("SELECT to_regclass(:name)"), {"name": table}) is not None


def _part(connection: Connection) -> None:
    """Put an empty table with a partition a year in the place of the table of figures."""
    connection.execute(text("ALTER TABLE figure RENAME TO figure_before"))
    connection.execute(text("CREATE TABLE figure (LIKE figure_before) PARTITION BY LIST (year)"))
    connection.execute(text("DROP TABLE figure_before CASCADE"))
    connection.execute(text("CREATE UNLOGGED TABLE filled (year integer PRIMARY KEY, indicators integer)"))
    for year in YEARS:
        connection.execute(
            text(f"CREATE UNLOGGED TABLE figure_{year} PARTITION OF figure FOR VALUES IN ({year})")
        )


def grow(owner: Engine, indicators: int, bounds: Bounds) -> None:
    """Give each year so many indicators, where it has fewer; raises ``NotFinished`` at a bound."""
    for year in YEARS:
        with owner.begin() as connection:
            had = connection.scalar(text("SELECT indicators FROM filled WHERE year = :year"), {"year": year})
            if (had or 0) < indicators:
                bounds.check()
                _add(connection, year, range(had or 0, indicators))


def fewest(owner: Engine) -> int:
    """Return the number of indicators that every year has."""
    with owner.begin() as connection:
        years, least = connection.execute(text("SELECT count(*), min(indicators) FROM filled")).one()
    return int(least) if years == len(YEARS) else 0


def _add(connection: Connection, year: int, numbers: range) -> None:
    connection.execute(text(f"SET LOCAL maintenance_work_mem = '{SORTING_MEMORY}'"))
    connection.execute(text(f"DROP INDEX IF EXISTS figure_{year}_of_area"))
    areas = connection.scalars(text("SELECT id FROM area ORDER BY id")).all()
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor().copy(f"COPY figure_{year} ({', '.join(COLUMNS)}) FROM STDIN") as rows:
        for number in numbers:
            rows.write(_rows(areas, year, number))
    connection.execute(text(f"CREATE INDEX figure_{year}_of_area ON figure_{year} ({INDEXED})"))
    connection.execute(text(f"ANALYZE figure_{year}"))
    connection.execute(
        text(
            "INSERT INTO filled VALUES (:year, :indicators) "
            "ON CONFLICT (year) DO UPDATE SET indicators = excluded.indicators"
        ),
        {"year": year, "indicators": numbers.stop},
    )


def _rows(areas: Sequence[int], year: int, number: int) -> str:
    """Return the figures of an indicator in a year as COPY reads them: those that ``fill`` would make."""
    told, code = f"\tinvented_{number:03}\t{year}\t", year * 11 + number * 101
    return "".join(f"{number}\t{area}{told}{(area * 37 + code) % 1000 / 10}\t{SAME}" for area in areas)


def gigabytes(owner: Engine) -> float:
    """Return what the partitions take on the disk, indexes included."""
    with owner.begin() as connection:
        size = "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('figure')"
        return float(connection.scalar(text(size)) or 0) / GIGABYTE
