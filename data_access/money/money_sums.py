"""Which amounts a sum of money adds: the rule, stated here and nowhere else.

Amounts of one area are wholes beside parts, and each is marked at the load with what contains it (see
``money_counting``). A sum adds, of the amounts that fit the question, those that no other fitting amount
contains:

- a sum of every fund adds what is neither in kind nor ``in_wider_fund`` and whose mark ``beneath`` is below
  the question's limit;
- a sum of one fund adds the amounts of that fund whose mark ``beneath_in_fund`` is below that limit;
- the limit is 1 for the whole programme, 2 for a project, 4 for a sub-project; a project includes its
  sub-projects.

Never added to one another, each in a sum of its own: stages, periods, the amount of each year of a period and
that of the period as a whole (``each_year``), money with what was carried over and money without. Of an area
of which one sum is wanted it is the one without what was carried over, where both are reported, and never an
amount of each year. How exactly a sum is known is in ``cell_groups``.

``cells`` are amounts as ``queries.money_cells`` returns them, ``projects`` has ``code`` and ``parent_code``
of the programme's projects (null for those right under the programme). A mask says of each cell whether it
fits.
"""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.money.money_question import MoneyQuestion
from data_access.store.frames import FLAG_OR_NULL, TEXT, WHOLE, WHOLE_OR_NULL

Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

STAGE = {"stage": TEXT}
PERIOD = {
    "period_from": WHOLE,
    "period_to": WHOLE,
    "each_year": FLAG_OR_NULL,
    "with_carried_over": FLAG_OR_NULL,
}
SUM = {
    "amount_vnd": WHOLE_OR_NULL,
    "amount_min_vnd": WHOLE_OR_NULL,
    "amount_max_vnd": WHOLE_OR_NULL,
    "qualifier": TEXT,
    "areas": WHOLE,
    "reports": WHOLE,
}
# What the mark of an amount is below that counts in a sum over the programme, a project, a sub-project.
OF_PROGRAMME, OF_PROJECT, OF_SUB_PROJECT = 1, 2, 4


def is_counted(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> Mask:
    """Return which cells the sum of a question adds."""
    fits, marks = of_fund(cells, question.fund)
    return (
        of_stage_and_period(cells, question)
        & of_branch(cells, question, projects)
        & fits
        & (marks < limit_of(question, projects))
    )


def of_fund(cells: pd.DataFrame, fund: str | None) -> tuple[Mask, Whole]:
    """Return which cells a sum of a fund, or of every fund, may add, and the mark that decides in it."""
    if fund is not None:
        return is_in(cells["fund"], [fund]), cells["beneath_in_fund"].to_numpy()
    contained = cells["in_wider_fund"].to_numpy() | is_in(cells["fund"], ["in_kind"])
    return ~contained, cells["beneath"].to_numpy()


def of_branch(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> Mask:
    """Return which cells are of the question's project or its sub-projects; all where it names none."""
    if question.project is None:
        return np.ones(len(cells), dtype=bool)
    return is_in(cells["project_code"], branch_of(question.project, projects))


def of_stage_and_period(cells: pd.DataFrame, question: MoneyQuestion) -> Mask:
    """Return which cells are of the question's stage, period and years, where it names any."""
    fits = np.ones(len(cells), dtype=bool)
    if question.stage is not None:
        fits &= is_in(cells["stage"], [question.stage])
    if question.period is not None:
        for name, year in zip(("period_from", "period_to"), question.period, strict=True):
            fits &= cells[name].to_numpy() == year
    if question.years is not None:
        first, last = question.years
        fits &= (cells["period_from"].to_numpy() >= first) & (cells["period_to"].to_numpy() <= last)
    return fits


def of_each_year(cells: pd.DataFrame) -> Mask:
    """Return which cells are the amount of each year of their period."""
    return np.asarray(cells["each_year"].array.to_numpy(dtype=bool, na_value=False))


def limit_of(question: MoneyQuestion, projects: pd.DataFrame) -> int:
    """Return what the mark of an amount is below that the sum of a question adds."""
    if question.project is None:
        return OF_PROGRAMME
    return OF_SUB_PROJECT if parents_of(projects).get(question.project) else OF_PROJECT


def branch_of(project: str, projects: pd.DataFrame) -> list[str]:
    """Return the codes of a project and its sub-projects."""
    return [code for code, parent in parents_of(projects).items() if project in (code, parent)]


def parents_of(projects: pd.DataFrame) -> Mapping[str, str | None]:
    """Return the project above each project, None for those right under the programme."""
    pairs = zip(projects["code"], projects["parent_code"], strict=True)
    return {code: parent if isinstance(parent, str) else None for code, parent in pairs}


def is_in(column: "pd.Series[Any]", wanted: Collection[str]) -> Mask:
    """Return which cells of a column of categories hold any of these."""
    of_category = [name in wanted for name in column.cat.categories]
    # The last one is for what is null.
    return np.array([*of_category, False])[column.cat.codes]
