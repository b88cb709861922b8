"""Invented registers written as Parquet: a file a province, so that none need be in memory whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from data_access.demonstration.generation import YEARS
from data_access.poverty.review_forms import LISTS
from microdata.errors import RegisterRefused
from microdata.inventing.households import gone, listed, others
from microdata.inventing.places import demonstration, places_of
from microdata.schema import FIRST_YEAR
from terminal.progress import Report

SEED = 20_251_130
# The twelve deprivations belong to the standard of 2022.
INVENTED_YEARS = tuple(year for year in YEARS if year >= FIRST_YEAR)
MILLION = 1_000_000


@dataclass(frozen=True)
class Invention:
    """What is invented: a year, some provinces of after the reform (None: all), and a share of households."""

    year: int = INVENTED_YEARS[-1]
    provinces: tuple[str, ...] | None = None
    scale: float = 1.0
    seed: int = SEED


def write_invented(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, folder: Path, what: Invention, report: Report
) -> int:
    """Write a register of invented households into a new folder; return how many there are.

    At scale 1 the households of each commune make up its counts in the demonstration; below 1 they are a
    sample. Persons in the lines of forms 2 and 3 follow the households and are not those of the
    demonstration. Raises RegisterRefused (``folder_not_empty``).
    """
    if folder.exists() and any(folder.iterdir()):
        raise RegisterRefused(reason="folder_not_empty", file=folder.name)
    geography, country = demonstration(
        data_dir, what.provinces, lambda share, _: report(share / 10, "counts")
    )
    places = places_of(geography, country, what.year).assign(year=what.year)
    folder.mkdir(parents=True, exist_ok=True)
    return write_places(connection, places, folder, what, report)


def write_places(
    connection: duckdb.DuckDBPyConnection, places: pd.DataFrame, folder: Path, what: Invention, report: Report
) -> int:
    """Write the households of places into a folder, a file a province; return how many there are.

    ``places`` are those of ``places_of``, with the column ``year``.
    """
    connection.execute("SET preserve_insertion_order = false")
    connection.from_df(places).create_view("given", replace=True)
    connection.execute("CREATE OR REPLACE TABLE places AS SELECT * FROM given")
    provinces = sorted(places["province"].unique())
    query = " UNION ALL ".join(_parts())
    rows = 0
    for place, province in enumerate(provinces):
        report(0.1 + 0.9 * place / len(provinces), f"province {province}")
        file = folder / f"register-{what.year}-{province}.parquet"
        given = {"province": province, "seed": what.seed, "share": round(what.scale * MILLION)}
        rows += connection.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)", given).fetchall()[0][0]
    return rows


def _parts() -> Iterable[str]:
    for of_list in LISTS:
        yield listed(of_list)
        yield gone(of_list)
    yield others()
