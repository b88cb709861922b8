"""Sums of money of a store, made as pages make them: the cells are read once and then added up."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from data_access.money import sums_by_stage
from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import is_counted
from data_access.money.sums_of_areas import sums_by_area
from data_access.queries.money import money
from data_access.queries.money_cells import kept_sums, money_cells
from data_access.queries.programmes import projects

Sums = Callable[[pd.DataFrame, MoneyQuestion, pd.DataFrame], pd.DataFrame]


def project_tree(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    if question.programme is None:
        return pd.DataFrame({"code": [], "parent_code": []}, dtype="str")
    return projects(session, question.programme)


def every_cell(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """The cells of a question's areas, of all stages, periods, projects and funds."""
    return money_cells(
        session, replace(question, stage=None, period=None, years=None, project=None, fund=None)
    )


def summed(session: Session, question: MoneyQuestion, sums: Sums) -> pd.DataFrame:
    return sums(every_cell(session, question), question, project_tree(session, question))


def money_by_year(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    return summed(session, question, sums_by_stage.sums_by_year)


def money_by_project(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    return summed(session, question, sums_by_stage.sums_by_project)


def money_by_fund(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    return summed(session, question, sums_by_stage.sums_by_fund)


def money_by_area(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    cells, tree = every_cell(session, question), project_tree(session, question)
    return sums_by_area(cells, np.flatnonzero(is_counted(cells, question, tree)))


def kept_by_area(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    kept = kept_sums(session, question)
    return sums_by_area(kept, np.arange(len(kept)))


def in_kind_by_unit(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    rows = money(session, replace(question, project=None, fund=None))
    return sums_by_stage.in_kind_by_unit(rows, question, project_tree(session, question))
