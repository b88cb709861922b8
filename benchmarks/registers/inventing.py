"""Registers of several years invented for the counts of the demonstration: a file a year and province.

Run as a program by ``measured``: ``python -m benchmarks.registers.inventing FOLDER HOUSEHOLDS YEARS``. No
more than a province is in memory, and the counts of the country are made once for all years.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

from data_access.demonstration.generation import REFORM
from data_access.store.settings import StoreSettings
from microdata.command_line.reading import known_places
from microdata.engines import duck_engine
from microdata.inventing.places import demonstration, places_of
from microdata.inventing.writing import SEED, Invention, write_places

# In the order in which they are taken. Of the last the demonstration has no counts: those of the year before,
# with other households.
YEARS = (2025, 2024, 2023, 2022, 2026)


def folder_of(folder: Path, years: int) -> Path:
    """Return the folder of the register of so many years."""
    return folder / f"years-{years}"


def invent(folder: Path, households: int, years: int) -> None:
    """Write a register of so many years, each of about so many households.

    Beside it are those of fewer years, of the same files.
    """
    # The first opening builds the published store, whose places are asked for when a register is counted.
    known_places()
    data_dir = StoreSettings().data_dir
    geography, country = demonstration(data_dir, None, _say_nothing)
    whole = folder_of(folder, years)
    whole.mkdir(parents=True)
    with duck_engine() as engine:
        for number, year in enumerate(YEARS[:years]):
            places = places_of(geography, country, min(year, REFORM)).assign(year=year)
            what = Invention(year, scale=_scale(places, households), seed=SEED + number)
            write_places(engine.connection, places, whole, what, _say_nothing)
    for fewer in range(1, years):
        _link(whole, folder_of(folder, fewer), YEARS[:fewer])


def _scale(places: pd.DataFrame, households: int) -> float:
    return min(households / int(places["total_households"].sum()), 1.0)


def _link(whole: Path, folder: Path, years: tuple[int, ...]) -> None:
    folder.mkdir()
    for file in whole.iterdir():
        if int(file.name.split("-")[1]) in years:
            (folder / file.name).hardlink_to(file)


def _say_nothing(_share: float, _step: str) -> None:
    """Report no progress."""


if __name__ == "__main__":
    invent(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps({}))
