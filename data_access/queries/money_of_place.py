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
    counted_rows,
    grouped,
    in_branch,
    in_fund,
    is_at,
    is_in,
    is_yearly,
    sums_of_groups,
    texts_of,
)
from data_access.queries.money_sums import (
    FUND_SUM_COLUMNS,
    PARTS,
    PROJECT_SUM_COLUMNS,
    YEAR_SUM_COLUMNS,
    with_parts,
)


def place_by_year(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what ``money_by_year`` does."""
    found = _summed(cells, counted_rows(cells, question, projects), ["stage"])
    return _declared(found, YEAR_SUM_COLUMNS)


def place_by_project(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what ``money_by_project`` does."""
    parents = dict(zip(projects["code"], projects["parent_code"], strict=True))
    above = {code: parent if isinstance(parent, str) else None for code, parent in parents.items()}
    # Items of a project count as the project where it is not reported itself; the last is for the programme.
    itself = [4 if above[code] else 2 for code in cells["project_code"].cat.categories]
    limits = np.array([*itself, 1])[cells["project_code"].cat.codes]
    kept, mark = in_fund(cells, question)
    within, _ = in_branch(cells, question, projects)
    found = _with_added(cells, kept & within & (mark < limits), "project_code", question, projects)
    found = _declared(found, PROJECT_SUM_COLUMNS)
    return with_parts(found, "project_code", above, PROJECT_SUM_COLUMNS)


def place_by_fund(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what ``money_by_fund`` does."""
    found = _with_added(cells, _of_funds(cells, question, projects), "fund", question, projects)
    found = _declared(found, FUND_SUM_COLUMNS)
    return with_parts(found, "fund", FUND_WITHIN, FUND_SUM_COLUMNS)


def added_by_fund(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what each fund has beyond all others in one period: the rows of ``place_by_fund`` that add.

    ``fund``, ``added_min_vnd`` (int64) and ``qualifier``; amounts told for each year are left out. Empty
    where nothing was reported.
    """
    kept = _of_funds(cells, question, projects) & is_at(cells, question) & ~is_yearly(cells)
    groups = grouped(cells, np.flatnonzero(kept), ["stage", "fund", *PERIODS])
    added = groups.over(np.add, np.where(_stands(cells, question, projects), cells["amount_min_vnd"], 0))
    named = {"fund": texts_of(cells["fund"], groups.first), "added_min_vnd": added}
    found = pd.DataFrame(named | {"qualifier": sums_of_groups(cells, groups)["qualifier"]})
    return found[found["added_min_vnd"] > 0].reset_index(drop=True)


def _of_funds(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> np.ndarray:
    """Say of each cell whether it counts in its own fund."""
    kept, limit = in_branch(cells, question, projects)
    if question.fund is not None:
        kept &= is_in(cells["fund"], [question.fund])
    return np.asarray(kept & (cells["beneath_in_fund"].to_numpy() < limit))


def _stands(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> np.ndarray:
    stands = np.zeros(len(cells), dtype=bool)
    stands[counted_rows(cells, question, projects)] = True
    return stands


def _with_added(
    cells: pd.DataFrame, kept: np.ndarray, by: str, question: MoneyQuestion, projects: pd.DataFrame
) -> pd.DataFrame:
    """Sums by stage, this column and period, with what each has beyond all others."""
    if question.stage is not None:
        kept = kept & is_in(cells["stage"], [question.stage])
    return _summed(cells, np.flatnonzero(kept), ["stage", by], _stands(cells, question, projects))


def _declared(found: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    return found[[name for name in columns if name not in PARTS]]


def _summed(
    cells: pd.DataFrame, rows: np.ndarray, by: list[str], stands: np.ndarray | None = None
) -> pd.DataFrame:
    groups = grouped(cells, rows, [*by, *PERIODS], null=-1)
    named = {name: texts_of(cells[name], groups.first) for name in by}
    named |= {name: cells[name].array.take(groups.first) for name in PERIODS}
    if stands is not None:
        for bound in ("min", "max"):
            amounts = np.where(stands, cells[f"amount_{bound}_vnd"], 0)
            named[f"added_{bound}_vnd"] = groups.over(np.add, amounts)
    sums = sums_of_groups(cells, groups)
    bounds = {
        f"amount_{bound}_vnd": pd.array(sums[f"amount_{bound}_vnd"], "Int64") for bound in ("min", "max")
    }
    return pd.DataFrame(named | sums | bounds)
