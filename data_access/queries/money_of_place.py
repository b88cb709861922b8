"""One place's money added up from its kept cells: what ``money_sums`` tells of it, without asking again.

A filter by project or fund changes which cells of the place stand, and nothing else; a test holds these sums
to those of the database. ``cells`` are ``money_cells`` of one place, ``projects`` those of the programme.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_access.models.money import FUND_WITHIN
from data_access.queries.money import MoneyQuestion
from data_access.queries.money_cells import (
    PERIODS,
    grouped,
    in_branch,
    in_fund,
    is_in,
    standing_rows,
    sums_of_groups,
)
from data_access.queries.money_sums import (
    FUND_SUM_COLUMNS,
    PARTS,
    PROJECT_SUM_COLUMNS,
    YEAR_SUM_COLUMNS,
    with_parts,
)


def place_by_year(cells: pd.DataFrame, asked: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what ``money_by_year`` does."""
    found = _summed(cells, standing_rows(cells, asked, projects), ["stage"])
    return _declared(found, YEAR_SUM_COLUMNS)


def place_by_project(cells: pd.DataFrame, asked: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what ``money_by_project`` does."""
    parents = dict(zip(projects["code"], projects["parent_code"], strict=True))
    above = {code: parent if isinstance(parent, str) else None for code, parent in parents.items()}
    # Items of a project count as the project where it is not reported itself; the last is for the programme.
    itself = [4 if above[code] else 2 for code in cells["project_code"].cat.categories]
    limits = np.array([*itself, 1])[cells["project_code"].cat.codes]
    kept, mark = in_fund(cells, asked)
    within, _ = in_branch(cells, asked, projects)
    found = _with_added(cells, kept & within & (mark < limits), "project_code", asked, projects)
    found = _declared(found, PROJECT_SUM_COLUMNS)
    return with_parts(found, "project_code", above, PROJECT_SUM_COLUMNS)


def place_by_fund(cells: pd.DataFrame, asked: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what ``money_by_fund`` does."""
    kept, limit = in_branch(cells, asked, projects)
    if asked.fund is not None:
        kept &= is_in(cells["fund"], [asked.fund])
    kept &= cells["beneath_in_fund"].to_numpy() < limit
    found = _with_added(cells, kept, "fund", asked, projects)
    found = _declared(found, FUND_SUM_COLUMNS)
    return with_parts(found, "fund", FUND_WITHIN, FUND_SUM_COLUMNS)


def _with_added(
    cells: pd.DataFrame, kept: np.ndarray, by: str, asked: MoneyQuestion, projects: pd.DataFrame
) -> pd.DataFrame:
    """Sums by stage, this column and period, with what each has beyond all others."""
    if asked.stage is not None:
        kept = kept & is_in(cells["stage"], [asked.stage])
    stands = np.zeros(len(cells), dtype=bool)
    stands[standing_rows(cells, asked, projects)] = True
    return _summed(cells, np.flatnonzero(kept), ["stage", by], stands)


def _declared(found: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    declared = {name: kind for name, kind in columns.items() if name not in PARTS}
    return found[list(declared)].astype(declared)


def _summed(
    cells: pd.DataFrame, rows: np.ndarray, by: list[str], stands: np.ndarray | None = None
) -> pd.DataFrame:
    groups = grouped(cells, rows, [*by, *PERIODS], null=-1)
    named = {name: np.asarray(cells[name].iloc[groups.first], dtype=object) for name in by}
    named |= {name: cells[name].array.take(groups.first) for name in PERIODS}
    if stands is not None:
        for bound in ("min", "max"):
            amounts = np.where(stands, cells[f"amount_{bound}_vnd"], 0)
            named[f"added_{bound}_vnd"] = groups.over(np.add, amounts)
    return pd.DataFrame(named | sums_of_groups(cells, groups))
