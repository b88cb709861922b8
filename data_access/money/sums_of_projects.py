"""Sums of money of every project of a programme at once, by fund and by area, each with its sub-projects.

Each row is the sum of a question that names its project alone; a test compares them. What is of no project
is left out, and so are amounts of each year. See ``money_sums`` for ``cells``, ``projects`` and which cells
are counted.
"""

from typing import Any

import numpy as np
import pandas as pd

from data_access.money.cell_groups import grouped, sums_of_groups, texts_of
from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import (
    OF_PROJECT,
    PERIOD,
    Mask,
    is_in,
    of_each_year,
    of_fund,
    of_stage_and_period,
    parents_of,
)


def each_project_by_fund(
    cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame
) -> pd.DataFrame:
    """Return what each fund has of each project beyond all other funds, by project and fund.

    ``project_code``, ``fund``, ``added_min_vnd`` (int64) and ``qualifier``. Empty where nothing was reported.
    """
    cells = cells.assign(of_project=_projects_of(cells, projects))
    fits = _fits(cells, question)
    kept = fits & (cells["beneath_in_fund"].to_numpy() < OF_PROJECT)
    if question.fund is not None:
        kept &= is_in(cells["fund"], [question.fund])
    in_fund, marks = of_fund(cells, question.fund)
    amounts = np.where(in_fund & fits & (marks < OF_PROJECT), cells["amount_min_vnd"], 0)
    groups = grouped(cells, np.flatnonzero(kept), ["of_project", "stage", "fund", *PERIOD])
    named = {
        "project_code": texts_of(cells["of_project"], groups.first),
        "fund": texts_of(cells["fund"], groups.first),
        "added_min_vnd": groups.over(np.add, amounts),
    }
    found = pd.DataFrame(named | {"qualifier": sums_of_groups(cells, groups)["qualifier"]})
    return found[found["added_min_vnd"] > 0].reset_index(drop=True)


def each_project_by_area(
    cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame
) -> pd.DataFrame:
    """Return one sum of each project and area, by project and area: those of ``sum_of_each_area``.

    ``project_code``, ``area_code``, ``amount_min_vnd`` (int64) and ``qualifier``. Empty where nothing was
    reported.
    """
    cells = cells.assign(of_project=_projects_of(cells, projects))
    in_fund, marks = of_fund(cells, question.fund)
    rows = np.flatnonzero(in_fund & _fits(cells, question) & (marks < OF_PROJECT))
    groups = grouped(cells, rows, ["of_project", "area_code", *PERIOD])
    first = [cells[name].cat.codes.to_numpy()[groups.first] for name in ("of_project", "area_code")]
    groups = groups.some(np.logical_or.reduce([np.diff(codes, prepend=-1) != 0 for codes in first]))
    sums = sums_of_groups(cells, groups)
    named = {
        "project_code": texts_of(cells["of_project"], groups.first),
        "area_code": texts_of(cells["area_code"], groups.first),
    }
    return pd.DataFrame(named | {name: sums[name] for name in ("amount_min_vnd", "qualifier")})


def _fits(cells: pd.DataFrame, question: MoneyQuestion) -> Mask:
    """Return which cells are of any project and of the question's stage and period, not of each year."""
    of_any = cells["of_project"].cat.codes.to_numpy() >= 0
    return np.asarray(of_any & of_stage_and_period(cells, question) & ~of_each_year(cells))


def _projects_of(cells: pd.DataFrame, projects: pd.DataFrame) -> Any:
    """Return the project that each cell is of: its own, or the one above that."""
    above = {code: parent or code for code, parent in parents_of(projects).items()}
    own = cells["project_code"]
    of_category = [above.get(code, code) for code in own.cat.categories]
    known = sorted(set(of_category))
    numbers = np.array([*map(known.index, of_category), -1])
    return pd.Categorical.from_codes(numbers[own.cat.codes], pd.Index(known, dtype="str"))
