"""Kept lists of the households that money is set against; see data_access.poverty.lists_in_force."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.poverty import lists_in_force as rules
from ui.cached import area_frames, figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_frame, shared_value
from vocabulary.vintages import NEW

Years = tuple[int, int]


@shared_frame(FRAMES_KEPT)
def households(edition: Edition, level: str, vintage: str, first: int, last: int) -> pd.DataFrame:
    """Return poor and near-poor households together on the lists in force in some years, by area and year.

    Only counts that were reported, or are exact sums of reported ones, in the units of the vintage.
    """
    before = (first - 1, last - 1)
    reviewed = (
        _added(edition, rules.REVIEWED, level, vintage, before),
        _counts(edition, rules.TOGETHER, level, vintage, before),
    )
    return rules.lists_by_year(_added(edition, rules.AT_START, level, vintage, (first, last)), reviewed)


def list_year(edition: Edition, level: str, vintage: str, period: Years) -> int | None:
    """Return the year whose list says how many households the money of a period is for, if any does."""
    lists = households(edition, level, vintage, period[0], period[1] + 1)
    return rules.list_year(lists, period, len(area_frames.areas(edition, level, vintage)))


@shared_value(FRAMES_KEPT)
def list_in_force(
    edition: Edition, level: str, vintage: str, period: Years
) -> tuple[int | None, pd.DataFrame]:
    """Return the year of the list that a period's money is for, and its ``area_code`` and ``households``."""
    year = list_year(edition, level, vintage, period)
    every = households(edition, level, vintage, period[0], period[1] + 1)
    return year, every.loc[every["year"] == year, ["area_code", "households"]].reset_index(drop=True)


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
    """Return the known counts of an indicator: ``area_code``, ``year``, ``value``; none of one without."""
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
