"""Sums of money of each area, and what they rest on; ``rows`` are the positions of counted cells.

See ``money_sums`` for which cells are counted.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.money.cell_groups import Groups, grouped, sums_of_groups, texts_of
from data_access.money.money_sums import PERIOD, SUM, of_each_year
from data_access.store.frames import TEXT, WHOLE

Rows = npt.NDArray[np.int64]
AREA_SUM_COLUMNS = {"area_code": TEXT} | PERIOD | SUM | {"amount_min_vnd": WHOLE, "amount_max_vnd": WHOLE}
KEYS = ["area_code", *PERIOD]


def sums_by_area(cells: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Return these cells added up by area and period, in that order.

    Columns as in ``AREA_SUM_COLUMNS``; ``areas`` is 1. Empty where nothing was reported.
    """
    return _by_area(cells, grouped(cells, rows, KEYS))


def sum_of_each_area(cells: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Return one sum an area, by area code: the first of those of ``sums_by_area``.

    An amount of each year of a period is no sum of it and is left out.
    """
    groups = grouped(cells, _without_each_year(cells, rows), KEYS)
    areas = cells["area_code"].cat.codes.to_numpy()[groups.first]
    return _by_area(cells, groups.some(np.diff(areas, prepend=-1) != 0))


def _by_area(cells: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    named = {"area_code": texts_of(cells["area_code"], groups.first)}
    named |= {name: cells[name].array.take(groups.first) for name in PERIOD}
    sums = pd.DataFrame(named | sums_of_groups(cells, groups) | {"areas": 1})
    return sums[list(AREA_SUM_COLUMNS)]


def areas_with_sums(cells: pd.DataFrame, rows: Rows) -> int:
    """Return how many areas ``sum_of_each_area`` has a sum of."""
    return len(np.unique(cells["area_code"].cat.codes.to_numpy()[_without_each_year(cells, rows)]))


def areas_by_stage(cells: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Return how many areas have a sum at each stage: ``stage``, ``areas`` (int64), by stage.

    Amounts of each year are left out. Empty where nothing was reported.
    """
    groups = grouped(cells, _without_each_year(cells, rows), ["stage"])
    areas = groups.different(cells["area_code"])
    return pd.DataFrame({"stage": texts_of(cells["stage"], groups.first), "areas": areas})


def sources_by_area(cells: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Return the sources that these cells rest on, one row an area and source, by area code and source.

    Columns ``area_code`` and ``source_code``.
    """
    areas, sources = cells["area_code"], cells["source_code"]
    codes = (column.cat.codes.to_numpy(dtype="int64")[rows] for column in (areas, sources))
    many = len(sources.cat.categories)
    pairs = np.unique(next(codes) * many + next(codes))
    named = zip(("area_code", "source_code"), (areas, sources), np.divmod(pairs, many), strict=True)
    return pd.DataFrame({name: column.cat.categories.take(at) for name, column, at in named})


def _without_each_year(cells: pd.DataFrame, rows: Rows) -> Rows:
    return np.asarray(rows[~of_each_year(cells)[rows]])
