"""In which year enough areas have a figure to open with."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.comparing.like_for_like import is_reported

COVERED_SHARE = 0.5


def newest_covered(figures: pd.DataFrame, areas: Mapping[str, int]) -> int | None:
    """Return the newest year in which at least half of the areas of a level have a figure.

    Where no year has as many: the one with most of them, of those with as many the newest; None without any.
    ``figures`` has ``vintage``, ``year``, ``state``, ``value``, ``value_min`` and ``value_max``, one row an
    area and year; ``areas`` is the number of areas by vintage, others are left out. A year reported in two
    vintages has the areas of the one with more figures.
    """
    known = figures[is_reported(figures) & figures["vintage"].isin(areas)]
    if known.empty:
        return None
    counted = known.groupby(["year", "vintage"], as_index=False).size()
    of_year = counted.sort_values(["size", "year"]).drop_duplicates("year", keep="last")
    needed = of_year["vintage"].map(areas) * COVERED_SHARE
    covered = of_year.loc[of_year["size"] >= needed, "year"]
    return int(covered.max()) if len(covered) else int(of_year["year"].iloc[-1])


def known_in_both(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of an indicator of those areas and years in which a second one has a figure too."""
    keys = ["vintage", "area_code", "year"]
    return first.merge(second.loc[is_reported(second), keys], on=keys)
