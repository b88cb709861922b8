"""Which years of two frames of figures may stand side by side: well known on both sides and measured alike.

Rule: decisions 0031 and 0044.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.comparing.covered_years import COVERED_SHARE
from data_access.comparing.like_for_like import is_reported, measured_by


def well_known(figures: pd.DataFrame, areas: int) -> pd.DataFrame:
    """Return the reported figures of those years in which at least half of so many areas have one.

    ``figures`` has the columns of ``set_aside``, one row an area and year.
    """
    known = figures[is_reported(figures)]
    counts = known["year"].map(known["year"].value_counts())
    return known[counts >= COVERED_SHARE * areas]


def years_alike(first: pd.DataFrame, second: pd.DataFrame) -> tuple[int, ...]:
    """Return the years in which two frames of ``well_known`` have the same measures, rising.

    The measures of a year are its standards, kinds of sources and kinds of status.
    """
    sides = [_measures(first), _measures(second)]
    return tuple(sorted(year for year in sides[0] if sides[0][year] == sides[1].get(year)))


def _measures(figures: pd.DataFrame) -> Mapping[int, frozenset[tuple[object, ...]]]:
    """Return how the figures of each year are measured."""
    measures = measured_by(figures).itertuples(index=False, name=None)
    found: dict[int, set[tuple[object, ...]]] = {}
    for year, measure in zip(figures["year"], measures, strict=True):
        found.setdefault(int(year), set()).add(measure)
    return {year: frozenset(made) for year, made in found.items()}
