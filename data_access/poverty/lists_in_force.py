"""The lists of poor and near-poor households in force: which households the money of a year is for.

The list of a year is what the review before it made: the households at the start of the year, or else those
counted at the end of the year before. Counts of poor and near-poor households are added only where both are
known. Rule: decision 0020.
"""

from collections.abc import Sequence

import pandas as pd

AT_START = ("poor_households_at_start", "near_poor_households_at_start")
REVIEWED = ("poor_households", "near_poor_households")
TOGETHER = "poor_and_near_poor_households"
MINORITY = ("poor_households_ethnic_minority", "near_poor_households_ethnic_minority")
# A list serves as the denominator where at least so much of the level has it.
COVERED_SHARE = 0.5


def added(poor: pd.DataFrame, near_poor: pd.DataFrame) -> pd.DataFrame:
    """Return poor and near-poor households together, of each area and year that has both.

    All frames have ``area_code``, ``year`` and ``value``.
    """
    both = poor.merge(near_poor, on=["area_code", "year"], suffixes=("", "_near"))
    return both.assign(value=both["value"] + both["value_near"])[["area_code", "year", "value"]]


def lists_by_year(at_start: pd.DataFrame, reviewed: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the households on the list in force of each year, by year and area.

    Columns ``area_code``, ``year`` and ``households`` (Int64). ``at_start`` has the households at the start
    of each year, each of ``reviewed`` those counted at the end of a year, with ``area_code``, ``year`` and
    ``value``; the first that has an area and year decides. Empty where nothing is known.
    """
    lists = [at_start, *(found.assign(year=found["year"] + 1) for found in reviewed)]
    every = pd.concat([part for part in lists if len(part)] or [at_start], ignore_index=True)
    once = every.drop_duplicates(["area_code", "year"]).sort_values(["year", "area_code"], ignore_index=True)
    return once.assign(households=once["value"].round().astype("Int64"))[["area_code", "year", "households"]]


def list_year(lists: pd.DataFrame, period: tuple[int, int], areas: int) -> int | None:
    """Return the year whose list says how many households the money of a period is for, if any does.

    It is the list in force when the period begins; where fewer than half of the ``areas`` have it, the
    earliest later one that half have, at the latest that made at the end of the period; else the one most
    have. One year for all of them, None where no area has any. ``lists`` are those of ``lists_by_year``.
    """
    counted = lists["year"].value_counts()
    years = [year for year in range(period[0], period[1] + 2) if counted.get(year, 0) > 0]
    found = next((year for year in years if counted[year] >= COVERED_SHARE * areas), None)
    return found if found is not None else max(years, key=lambda year: (counted[year], -year), default=None)


def review_years(reviewed: Sequence[int], year: int | None) -> list[int]:
    """Return the years of reviews in the order in which they may stand for the list of a year.

    First the review before it, then earlier ones, then later ones; without a year the newest first.
    """
    before = [one for one in sorted(reviewed) if year is None or one < year]
    later = [one for one in sorted(reviewed) if one not in before]
    return [*reversed(before), *later]
