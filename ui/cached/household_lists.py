"""Kept lists of the households that money is set against; see data_access.poverty.lists_in_force."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.poverty import lists_in_force as rules
from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames, source_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_frame, shared_value
from vocabulary.vintages import NEW

Years = tuple[int, int]
COUNTS = ["area_code", "year", "value", "standard_code", "source_code"]


@shared_frame(FRAMES_KEPT)
def households(edition: Edition, level: str, vintage: str, first: int, last: int) -> pd.DataFrame:
    """Return poor and near-poor households together on the lists in force in some years, by area and year.

    Only counts that were reported, or are exact sums of reported ones, in the units of the vintage, and by
    the standard in force in the year of the list.
    """
    units, before = (level, vintage), (first - 1, last - 1)
    poor, near_poor = (_listed(edition, code, units, before, 1) for code in rules.REVIEWED)
    reviewed = (rules.added(poor, near_poor), _listed(edition, rules.TOGETHER, units, before, 1))
    at_start = (_listed(edition, code, units, (first, last), 0) for code in rules.AT_START)
    return rules.lists_by_year(rules.added(*at_start), reviewed)


def _listed(
    edition: Edition, indicator: str, units: tuple[str, str], years: Years, after: int
) -> pd.DataFrame:
    """Return the counts of an indicator that make the list of so many years after."""
    counts = _counts(edition, indicator, *units, years)
    return rules.of_list_standard(counts, source_frames.standards(edition), after)


def list_year(edition: Edition, level: str, vintage: str, period: Years) -> int | None:
    """Return the year whose list says how many households the money of a period is for, if any does."""
    lists = households(edition, level, vintage, period[0], period[1] + 1)
    years = rules.years_of_lists(period, source_frames.standards(edition))
    return rules.list_year(lists, years, len(area_frames.areas(edition, level, vintage)))


def rates_beside_list(edition: Edition, period: Years, list_year: int | None) -> tuple[list[int], str | None]:
    """Return the years of rates that may stand beside a period's list, and the standard they must have.

    Without a list they are those that could stand beside any list that would serve the period.
    """
    standards = source_frames.standards(edition)
    lists = rules.years_of_lists(period, standards) if list_year is None else [list_year]
    return rules.years_of_rates(lists), rules.standard_of_year(standards, lists[0])


def standard_of_list(edition: Edition, year: int | None) -> Row | None:
    """Return the standard that the list of a year is measured by; None where there is no list or none."""
    standards = source_frames.standards(edition)
    code = None if year is None else rules.standard_of_year(standards, year)
    return next((row for row in standards.to_dict("records") if row["code"] == code), None)


@shared_value(FRAMES_KEPT)
def list_in_force(
    edition: Edition, level: str, vintage: str, period: Years
) -> tuple[int | None, pd.DataFrame]:
    """Return the year of the list that a period's money is for, and its ``area_code`` and ``households``."""
    year = list_year(edition, level, vintage, period)
    every = households(edition, level, vintage, period[0], period[1] + 1)
    return year, every.loc[every["year"] == year, ["area_code", "households"]].reset_index(drop=True)


@shared_value(FRAMES_KEPT)
def list_sources(edition: Edition, level: str, vintage: str, list_year: int | None) -> tuple[str, ...]:
    """Return the sources of the list of a year, and of the review before it that lists the minorities."""
    if list_year is None:
        return ()
    parts = [_counts(edition, code, level, vintage, (list_year, list_year)) for code in rules.AT_START]
    reviewed = (*rules.REVIEWED, rules.TOGETHER, *rules.MINORITY)
    before = (list_year - 1, list_year)
    parts += [_counts(edition, code, level, vintage, before) for code in reviewed]
    return tuple(dict.fromkeys(str(code) for part in parts for code in part["source_code"].dropna()))


@shared_value(FRAMES_KEPT)
def minority_households(
    edition: Edition, level: str, vintage: str, list_year: int | None
) -> Mapping[str, float]:
    """Return poor and near-poor households of ethnic minorities by area, of the review for a list.

    Empty where none is reported.
    """
    covered = figure_frames.coverage(edition)
    covered = covered[(covered["indicator_code"] == rules.MINORITY[0]) & (covered["level"] == level)]
    for year in rules.review_years(sorted({int(year) for year in covered["year"]}), list_year):
        found = _added(edition, rules.MINORITY, level, vintage, (year, year))
        if len(found):
            return dict(zip(found["area_code"].tolist(), found["value"].tolist(), strict=True))
    return {}


def _added(
    edition: Edition, indicators: tuple[str, str], level: str, vintage: str, years: Years
) -> pd.DataFrame:
    return rules.added(*(_counts(edition, code, level, vintage, years) for code in indicators))


def _counts(edition: Edition, indicator: str, level: str, vintage: str, years: Years) -> pd.DataFrame:
    """Return the known counts of an indicator with standard and source, the preferred report of each first.

    Of units of before the reform every report, since one by another standard may be the one a list is of.
    """
    if indicator not in set(figure_frames.indicators(edition)["code"]):
        kinds = {"area_code": "str", "year": "int64", "value": "float64"}
        kinds |= {"standard_code": "str", "source_code": "str"}
        return pd.DataFrame({name: [] for name in kinds}).astype(kinds)
    if vintage != NEW or level not in ("province", "commune"):
        shown = figure_frames.figures_by_area(edition, indicator, level, (vintage,), years)
        others = figure_frames.other_reports_by_area(edition, indicator, level, (vintage,))
        found = pd.concat([shown, others[others["year"].between(*years)]]) if len(others) else shown
        return found.loc[found["value"].notna(), COUNTS]
    found = figure_frames.figures_of_today(edition, indicator, level, years)
    known = (found["vintage"] == vintage) & found["value"].notna()
    return found.loc[known, COUNTS]
