"""Sums of money by stage and period: of everything, by project and by fund.

By project and by fund every row is as reported, wholes beside parts. To add the rows of a period up, add
``added_min_vnd`` and ``added_max_vnd``: what a row has beyond all other rows, 0 for one that another
contains. For a split take the rows that do not have ``has_parts``; what they leave of the whole is what the
sources do not split. Which cells are counted: ``money_sums``; how exactly a sum is known: ``cell_groups``.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from data_access.models.money import FUND_WITHIN
from data_access.money.cell_groups import grouped, sums_of_groups, texts_of
from data_access.money.money_counting import BY_LEVEL, BY_SPENDING
from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import (
    OF_PROGRAMME,
    OF_PROJECT,
    OF_SUB_PROJECT,
    PERIOD,
    STAGE,
    SUM,
    Mask,
    branch_of,
    is_counted,
    is_in,
    limit_of,
    of_branch,
    of_each_year,
    of_fund,
    of_stage_and_period,
    parents_of,
)
from data_access.store.frames import FLAG, REAL, TEXT, WHOLE

ADDED = {"added_min_vnd": WHOLE, "added_max_vnd": WHOLE}
PARTS = {"has_parts": FLAG}
YEAR_SUM_COLUMNS = STAGE | PERIOD | SUM
PROJECT_SUM_COLUMNS = STAGE | {"project_code": TEXT} | PERIOD | SUM | ADDED | PARTS
FUND_SUM_COLUMNS = STAGE | {"fund": TEXT} | PERIOD | SUM | ADDED | PARTS
IN_KIND_COLUMNS = {"quantity_unit": TEXT} | PERIOD | {"quantity": REAL, "areas": WHOLE, "reports": WHOLE}


def sums_by_year(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return the money of one place, or of several together, by stage and period.

    A period of several years is a row of its own. ``areas`` says how many areas reported: only where all
    of a level did is it the sum of the whole level. Columns as in ``YEAR_SUM_COLUMNS``; empty where nothing
    was reported.
    """
    found = _summed(cells, is_counted(cells, question, projects), list(STAGE))
    return found[list(YEAR_SUM_COLUMNS)]


def sums_by_project(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return money by stage, project and period, each as reported; NaN means the whole programme.

    Items of a project count as the project where it is not reported itself. ``has_parts`` is True where a
    row of the same period is within this one. Columns as in ``PROJECT_SUM_COLUMNS``.
    """
    above = parents_of(projects)
    itself = [
        OF_SUB_PROJECT if above.get(code) else OF_PROJECT for code in cells["project_code"].cat.categories
    ]
    # The last is for what is of no project.
    limits = np.array([*itself, OF_PROGRAMME])[cells["project_code"].cat.codes]
    fits, marks = of_fund(cells, question.fund)
    fits &= of_branch(cells, question, projects) & of_stage_and_period(cells, question)
    counted = is_counted(cells, question, projects)
    found = _summed(cells, fits & (marks < limits), [*STAGE, "project_code"], counted)
    return _with_parts(found, "project_code", above)[list(PROJECT_SUM_COLUMNS)]


def sums_by_fund(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return money by stage, fund and period, each fund as reported.

    ``has_parts`` is True where a narrower fund has a row of the same period, as central of state budget.
    Columns as in ``FUND_SUM_COLUMNS``.
    """
    counted = is_counted(cells, question, projects)
    found = _summed(cells, _in_own_fund(cells, question, projects), [*STAGE, "fund"], counted)
    return _with_parts(found, "fund", FUND_WITHIN)[list(FUND_SUM_COLUMNS)]


def added_by_fund(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what each fund has beyond all others: the rows of ``sums_by_fund`` that add to the sum.

    ``fund``, ``added_min_vnd`` (int64) and ``qualifier``; amounts of each year are left out. Empty where
    nothing was reported.
    """
    kept = _in_own_fund(cells, question, projects) & ~of_each_year(cells)
    groups = grouped(cells, np.flatnonzero(kept), [*STAGE, "fund", *PERIOD])
    counted = is_counted(cells, question, projects)
    added = groups.over(np.add, np.where(counted, cells["amount_min_vnd"], 0))
    named = {"fund": texts_of(cells["fund"], groups.first), "added_min_vnd": added}
    found = pd.DataFrame(named | {"qualifier": sums_of_groups(cells, groups)["qualifier"]})
    return found[found["added_min_vnd"] > 0].reset_index(drop=True)


def in_kind_by_unit(rows: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """Return what was given in kind, by unit (labour_day, m2 and so on) and period: quantities, not money.

    ``rows`` are those of ``queries.money`` of the question's stage and period, of every project and fund.
    Columns as in ``IN_KIND_COLUMNS``; empty where nothing was given.
    """
    counted = rows["quantity"].notna() & (rows["beneath_in_fund"] < limit_of(question, projects))
    if question.project is not None:
        counted &= rows["project_code"].isin(branch_of(question.project, projects))
    by_unit = rows[counted].groupby(["quantity_unit", *PERIOD], as_index=False)
    found = by_unit.agg(
        quantity=("quantity", "sum"), areas=("area_code", "nunique"), reports=("quantity", "size")
    )
    return found[list(IN_KIND_COLUMNS)].astype(IN_KIND_COLUMNS)


def _in_own_fund(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> Mask:
    """Return which cells count in a sum of their own fund."""
    fits = of_stage_and_period(cells, question) & of_branch(cells, question, projects)
    if question.fund is not None:
        fits &= is_in(cells["fund"], [question.fund])
    return np.asarray(fits & (cells["beneath_in_fund"].to_numpy() < limit_of(question, projects)))


def _summed(cells: pd.DataFrame, kept: Mask, by: list[str], counted: Mask | None = None) -> pd.DataFrame:
    """Return sums by these columns and the period; with ``counted``, also what each has beyond the others."""
    groups = grouped(cells, np.flatnonzero(kept), [*by, *PERIOD])
    named = {name: texts_of(cells[name], groups.first) for name in by}
    named |= {name: cells[name].array.take(groups.first) for name in PERIOD}
    sums = sums_of_groups(cells, groups)
    sums["areas"] = groups.different(cells["area_code"])
    for bound in ("min", "max"):
        amounts = cells[f"amount_{bound}_vnd"]
        if counted is not None:
            named[f"added_{bound}_vnd"] = groups.over(np.add, np.where(counted, amounts, 0))
        sums[f"amount_{bound}_vnd"] = pd.array(sums[f"amount_{bound}_vnd"], "Int64")
    return pd.DataFrame(named | sums)


def _with_parts(found: pd.DataFrame, column: str, above: Mapping[Any, Any]) -> pd.DataFrame:
    """Return sums with ``has_parts``: whether other rows of the same stage and period are within a row."""
    names = [name if isinstance(name, str) else None for name in found[column].tolist()]
    periods = list(zip(*(found[name].tolist() for name in (*STAGE, *PERIOD)), strict=True))
    keys = list(zip(periods, names, strict=True))
    parents = {(period, wider) for period, name in keys for wider in _above(name, above, column)}
    by_level = {period for period, name in keys if name in BY_LEVEL}
    has_parts = [key in parents or (key[1] in BY_SPENDING and key[0] in by_level) for key in keys]
    return found.assign(has_parts=np.array(has_parts, dtype=FLAG))


def _above(name: str | None, above: Mapping[Any, Any], column: str) -> list[str | None]:
    """Return everything above a project, the whole programme (None) included, or above a fund."""
    if name is None:
        return []
    wider = above.get(name)
    if wider is None:
        return [None] if column == "project_code" else []
    return [wider, *_above(wider, above, column)]
