"""Money of every project of a programme at once: what each has by fund and by area, with its sub-projects.

Each row is as if its project alone had been asked for; a test holds them to those sums. ``cells`` are
``money_cells`` and ``projects`` has ``code`` and ``parent_code``. Stage, fund and period are those asked for,
where any are. What is of no project is left out, and so are amounts told for each year.
"""

from typing import Any

import numpy as np
import pandas as pd

from data_access.queries.money import MoneyQuestion
from data_access.queries.money_cells import (
    PERIODS,
    grouped,
    in_fund,
    is_at,
    is_in,
    is_yearly,
    sums_of_groups,
    texts_of,
)

# A cell under a project itself, not under another row of it.
ITSELF = 2


def each_project_by_fund(
    cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame
) -> pd.DataFrame:
    """Return what each fund has of each project beyond all other funds, by project and fund.

    ``project_code``, ``fund``, ``added_min_vnd`` (int64) and ``qualifier``. Empty where nothing was reported.
    """
    cells = cells.assign(of_project=_projects_of(cells, projects))
    within = _is_meant(cells, question)
    kept = within & (cells["beneath_in_fund"].to_numpy() < ITSELF)
    if question.fund is not None:
        kept &= is_in(cells["fund"], [question.fund])
    counted, mark = in_fund(cells, question)
    amounts = np.where(counted & within & (mark < ITSELF), cells["amount_min_vnd"], 0)
    groups = grouped(cells, np.flatnonzero(kept), ["of_project", "stage", "fund", *PERIODS])
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
    counted, mark = in_fund(cells, question)
    rows = np.flatnonzero(counted & _is_meant(cells, question) & (mark < ITSELF))
    groups = grouped(cells, rows, ["of_project", "area_code", *PERIODS])
    first = [cells[name].cat.codes.to_numpy()[groups.first] for name in ("of_project", "area_code")]
    groups = groups.some(np.logical_or.reduce([np.diff(codes, prepend=-1) != 0 for codes in first]))
    sums = sums_of_groups(cells, groups)
    named = {
        "project_code": texts_of(cells["of_project"], groups.first),
        "area_code": texts_of(cells["area_code"], groups.first),
    }
    return pd.DataFrame(named | {name: sums[name] for name in ("amount_min_vnd", "qualifier")})


def _is_meant(cells: pd.DataFrame, question: MoneyQuestion) -> np.ndarray:
    of_any = cells["of_project"].cat.codes.to_numpy() >= 0
    return np.asarray(of_any & is_at(cells, question) & ~is_yearly(cells))


def _projects_of(cells: pd.DataFrame, projects: pd.DataFrame) -> Any:
    """Return the project that each cell is of: its own, or the one above that."""
    pairs = zip(projects["code"], projects["parent_code"], strict=True)
    above = {code: parent if isinstance(parent, str) else code for code, parent in pairs}
    own = cells["project_code"]
    of_category = [above.get(code, code) for code in own.cat.categories]
    known = sorted(set(of_category))
    numbers = np.array([*map(known.index, of_category), -1])
    return pd.Categorical.from_codes(numbers[own.cat.codes], pd.Index(known, dtype="str"))
