"""Which households money is set against: the poor and near-poor on the list in force, by area."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ui.cached import area_frames, figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_frame, shared_value
from vocabulary.vintages import NEW

Years = tuple[int, int]

AT_START = ("poor_households_at_start", "near_poor_households_at_start")
COUNTED = ("poor_households", "near_poor_households")
TOGETHER = "poor_and_near_poor_households"
MINORITY = ("poor_households_ethnic_minority", "near_poor_households_ethnic_minority")
# A list serves as the denominator where at least so much of the level has it.
COVERED_SHARE = 0.5


@shared_frame(FRAMES_KEPT)
def households(edition: Edition, level: str, vintage: str, first: int, last: int) -> pd.DataFrame:
    """Return poor and near-poor households together on the lists in force in some years, by area and year.

    The list of a year is what the review before it made: the households at the start of the year, or else
    those of the year before. Only counts that were reported, or are exact sums of reported ones, in the
    units of the vintage: ``area_code``, ``year``, ``households`` (Int64).
    """
    before = (first - 1, last - 1)
    at_start = _added(edition, AT_START, level, vintage, (first, last))
    reviewed = _added(edition, COUNTED, level, vintage, before)
    together = _counts(edition, TOGETHER, level, vintage, before)
    lists = [at_start, *(found.assign(year=found["year"] + 1) for found in (reviewed, together))]
    both = pd.concat([part for part in lists if len(part)] or [at_start], ignore_index=True)
    both = both.drop_duplicates(["area_code", "year"]).sort_values(["year", "area_code"], ignore_index=True)
    return both.assign(households=both["value"].round().astype("Int64"))[["area_code", "year", "households"]]


def _added(
    edition: Edition, indicators: tuple[str, str], level: str, vintage: str, years: Years
) -> pd.DataFrame:
    poor, near = (_counts(edition, code, level, vintage, years) for code in indicators)
    added = poor.merge(near, on=["area_code", "year"], suffixes=("", "_near"))
    return added.assign(value=added["value"] + added["value_near"])[["area_code", "year", "value"]]


@shared_value(FRAMES_KEPT)
def minority_households(
    edition: Edition, level: str, vintage: str, list_year: int | None
) -> Mapping[str, float]:
    """Return poor and near-poor households of ethnic minorities by area: of the list of a year.

    The list of a year is what the review before it made; without one, the newest before, or else the first.
    Empty where none is reported.
    """
    covered = figure_frames.coverage(edition)
    covered = covered[(covered["indicator_code"] == MINORITY[0]) & (covered["level"] == level)]
    years = sorted({int(year) for year in covered["year"]})
    before = [year for year in years if list_year is None or year < list_year]
    for year in [*reversed(before), *years[len(before) :]]:
        found = _added(edition, MINORITY, level, vintage, (year, year))
        if len(found):
            return dict(zip(found["area_code"].tolist(), found["value"].tolist(), strict=True))
    return {}


def _counts(edition: Edition, indicator: str, level: str, vintage: str, years: Years | None) -> pd.DataFrame:
    if indicator not in set(figure_frames.indicators(edition)["code"]):
        return pd.DataFrame({"area_code": [], "year": [], "value": []}).astype(
            {"area_code": "str", "year": "int64", "value": "float64"}
        )
    if vintage == NEW and level in ("province", "commune"):
        found = figure_frames.figures_of_today(edition, indicator, level, years)
    else:
        found = figure_frames.figures_by_area(edition, indicator, level, (vintage,), years)
    known = (found["vintage"] == vintage) & found["value"].notna()
    return found.loc[known, ["area_code", "year", "value"]]


def list_year(edition: Edition, level: str, vintage: str, period: tuple[int, int]) -> int | None:
    """Return the year whose list says how many households the money of a period is for, if any does.

    It is the list in force when the period begins; where fewer than half of the areas have it, the
    earliest later one that half have, at the latest that made at the end of the period; else the one most
    have. One year for a whole picture, None where no area has any.
    """
    first, last = period[0], period[1] + 1
    counted = households(edition, level, vintage, first, last)["year"].value_counts()
    years = [year for year in range(first, last + 1) if counted.get(year, 0) > 0]
    enough = COVERED_SHARE * len(area_frames.areas(edition, level, vintage))
    found = next((year for year in years if counted[year] >= enough), None)
    return found if found is not None else max(years, key=lambda year: (counted[year], -year), default=None)


@shared_value(FRAMES_KEPT)
def list_in_force(
    edition: Edition, level: str, vintage: str, period: tuple[int, int]
) -> tuple[int | None, pd.DataFrame]:
    """Return the year of the list that a period's money is for, and its ``area_code`` and ``households``."""
    year = list_year(edition, level, vintage, period)
    every = households(edition, level, vintage, period[0], period[1] + 1)
    return year, every.loc[every["year"] == year, ["area_code", "households"]].reset_index(drop=True)
