"""The lists of poor and near-poor households in force: which households the money of a year is for.

The list of a year is what the review before it made: the households at the start of the year, or else those
counted at the end of the year before. It is measured by the national standard in force in its year: a review
of 2021 by the standard of 2016 makes no list of 2022, when households were poor by another. Counts of poor
and near-poor households are added only where both are known. Rules: decisions 0020 and 0033.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

AT_START = ("poor_households_at_start", "near_poor_households_at_start")
REVIEWED = ("poor_households", "near_poor_households")
TOGETHER = "poor_and_near_poor_households"
MINORITY = ("poor_households_ethnic_minority", "near_poor_households_ethnic_minority")
# A list serves as the denominator where at least so much of the level has it.
COVERED_SHARE = 0.5


def national_standards(standards: pd.DataFrame) -> pd.DataFrame:
    """Return the standards of reviews that hold in the whole country, of all poverty standards."""
    return standards[(standards["series"] == "administrative") & (standards["kind"] != "local")]


def standard_of_year(standards: pd.DataFrame, year: int) -> str | None:
    """Return the code of the national standard in force in a year; None where none is known.

    ``standards`` are those of ``queries.sources``.
    """
    national = national_standards(standards)
    begun = national["first_year"].notna() & (national["first_year"] <= year)
    in_force = national[begun & ~(national["last_year"] < year).fillna(False)]
    return str(in_force.sort_values("first_year")["code"].iloc[-1]) if len(in_force) else None


def of_list_standard(counts: pd.DataFrame, standards: pd.DataFrame, after: int = 0) -> pd.DataFrame:
    """Return the counts that make a list: those by the standard in force ``after`` so many years.

    ``counts`` has ``year`` and ``standard_code``; one without a standard is kept, and so is every count of
    a year for whose list no standard is known.
    """
    wanted = {year: standard_of_year(standards, year + after) for year in counts["year"].unique().tolist()}
    needed = counts["year"].map(wanted)
    return counts[needed.isna() | counts["standard_code"].isna() | (counts["standard_code"] == needed)]


def years_of_lists(period: tuple[int, int], standards: pd.DataFrame) -> list[int]:
    """Return the years whose lists may stand for a period's money, the first choice first.

    They are of one standard: the one that most years of the period are under, of as many the earlier; from
    its first year in the period to the list made at the end of the period. Money of 2021-2025, nearly all of
    it of 2022 and after, is so set against a list by the standard of 2022.
    """
    inside = [standard_of_year(standards, year) for year in range(period[0], period[1] + 1)]
    # Of as many the first one counted is returned.
    ((chosen, _),) = Counter(inside).most_common(1)
    first = period[0] + inside.index(chosen)
    return [year for year in range(first, period[1] + 2) if standard_of_year(standards, year) == chosen]


def years_of_rates(lists: Sequence[int]) -> list[int]:
    """Return the years whose reviews give the poverty rate to set beside lists, the first choice first.

    Of each list the review that made it, at the end of the year before, then that at the end of its own year.
    """
    return list(dict.fromkeys(year for one in lists for year in (one - 1, one)))


def added(poor: pd.DataFrame, near_poor: pd.DataFrame) -> pd.DataFrame:
    """Return poor and near-poor households together, of each area and year that has both.

    All frames have ``area_code``, ``year`` and ``value``; of several reports the first counts.
    """
    key = ["area_code", "year"]
    once = (counts.drop_duplicates(key) for counts in (poor, near_poor))
    both = next(once).merge(next(once), on=key, suffixes=("", "_near"))
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


def list_year(lists: pd.DataFrame, years: Sequence[int], areas: int) -> int | None:
    """Return the year whose list says how many households the money of a period is for, if any does.

    It is the first of ``years``, those of ``years_of_lists``, whose list half of the ``areas`` have; else the
    one most have. One year for all of them, None where no area has any. ``lists`` are those of
    ``lists_by_year``.
    """
    counted = lists["year"].value_counts()
    known = [year for year in years if counted.get(year, 0) > 0]
    found = next((year for year in known if counted[year] >= COVERED_SHARE * areas), None)
    return found if found is not None else max(known, key=lambda year: (counted[year], -year), default=None)


def review_years(reviewed: Sequence[int], year: int | None) -> list[int]:
    """Return the years of reviews in the order in which they may stand for the list of a year.

    First the review before it, then earlier ones, then later ones; without a year the newest first.
    """
    before = [one for one in sorted(reviewed) if year is None or one < year]
    later = [one for one in sorted(reviewed) if one not in before]
    return [*reversed(before), *later]
