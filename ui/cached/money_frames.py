"""Kept frames of money: sums by place, project, fund and period.

They are read many times a run and therefore shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from data_access.queries import money as money_queries
from data_access.queries import money_cells as cell_queries
from data_access.queries import money_of_each_project as project_queries
from data_access.queries import money_of_place as place_queries
from data_access.queries import money_sums as sum_queries
from data_access.queries import programmes as programme_queries
from data_access.queries.money import MoneyQuestion
from ui.cached import editions
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame, shared_value

CELLS_KEPT = 8


@shared_frame(FRAMES_KEPT)
def programmes(edition: Edition) -> pd.DataFrame:
    """Return every programme, by position."""
    return ask(edition, programme_queries.programmes)


@shared_frame(FRAMES_KEPT)
def projects(edition: Edition, programme: str) -> pd.DataFrame:
    """Return projects and sub-projects of a programme, by position."""
    return ask(edition, lambda session: programme_queries.projects(session, programme))


@shared_frame(FRAMES_KEPT)
def rows(edition: Edition, question: MoneyQuestion, *, all_reports: bool = False) -> pd.DataFrame:
    """Return money as reported, wholes beside parts."""
    every = question if question.code is None else replace(_every_period(question), project=None, fund=None)
    if question == every:
        return ask(edition, lambda session: money_queries.money(session, question, all_reports=all_reports))
    found = _narrowed(rows(edition, every, all_reports=all_reports), question)
    if question.project is not None:
        found = found[found["project_code"].isin(_branch(edition, question))]
    if question.fund is not None:
        found = found[found["fund"] == question.fund]
    return found.reset_index(drop=True)


def _branch(edition: Edition, question: MoneyQuestion) -> list[str]:
    """Return the codes of the asked project and its sub-projects."""
    known = projects(edition, str(question.programme))
    return list(
        known.loc[(known["code"] == question.project) | (known["parent_code"] == question.project), "code"]
    )


@shared_frame(FRAMES_KEPT)
def _place_cells(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return every amount of one place, of all stages, periods, projects and funds."""
    return ask(edition, lambda session: cell_queries.money_cells(session, question))


def _added_up(
    edition: Edition,
    question: MoneyQuestion,
    of_cells: Callable[[pd.DataFrame, MoneyQuestion, pd.DataFrame], pd.DataFrame],
    in_store: Callable[[Session, MoneyQuestion], pd.DataFrame],
) -> pd.DataFrame:
    """Return sums of one place from its kept cells, of many places from the store."""
    if question.code is None or question.programme is None:
        return ask(edition, lambda session: in_store(session, question))
    return of_cells(*_of_place(edition, question))


# One place has few sums: all its stages and periods are added up together, and each is picked out of them.
@shared_frame(FRAMES_KEPT)
def by_year(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums by period."""
    every = _every_period(question)
    if question != every:
        return _narrowed(by_year(edition, every), question)
    return _added_up(edition, question, place_queries.place_by_year, sum_queries.money_by_year)


@shared_frame(FRAMES_KEPT)
def by_project(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums by project and period, wholes beside parts."""
    every = _every_period(question)
    if question != every:
        return _narrowed(by_project(edition, every), question)
    return _added_up(edition, question, place_queries.place_by_project, sum_queries.money_by_project)


@shared_frame(FRAMES_KEPT)
def by_fund(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums by fund and period, wholes beside parts."""
    every = _every_period(question)
    if question != every:
        return _narrowed(by_fund(edition, every), question)
    return _added_up(edition, question, place_queries.place_by_fund, sum_queries.money_by_fund)


def added_by_fund(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what each fund of one place and programme has beyond all others in a period."""
    return place_queries.added_by_fund(*_of_place(edition, question))


def each_project_by_fund(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what each fund gives each project of one place and programme in a period."""
    return project_queries.each_project_by_fund(*_of_place(edition, question))


def each_project_by_area(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what each area of a level and period has of each project of a programme."""
    assert question.programme is not None
    # Of a whole level other views need the other stages too; below one place they are few to ask for.
    stage = None if _is_whole_level(question) else question.stage
    every = cells(edition, replace(question, stage=stage, project=None, fund=None))
    return project_queries.each_project_by_area(every, question, projects(edition, question.programme))


def _of_place(edition: Edition, question: MoneyQuestion) -> tuple[pd.DataFrame, MoneyQuestion, pd.DataFrame]:
    assert question.code is not None
    assert question.programme is not None
    every = _place_cells(edition, replace(_every_period(question), project=None, fund=None))
    return every, question, projects(edition, question.programme)


def _every_period(question: MoneyQuestion) -> MoneyQuestion:
    """Return the question for every stage and period of a place; of many places it stays as it is."""
    return question if question.code is None else replace(question, stage=None, period=None)


def _narrowed(found: pd.DataFrame, question: MoneyQuestion) -> pd.DataFrame:
    """Return what is of the stage and period that are asked for, where any are."""
    which = np.ones(len(found), dtype=bool)
    if question.stage is not None:
        which &= found["stage"].to_numpy() == question.stage
    if question.period is not None:
        which &= _is_of(found, question.period)
    return found[which].reset_index(drop=True)


@shared_frame(FRAMES_KEPT)
def by_area(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums by area and period."""
    return ask(edition, lambda session: sum_queries.money_by_area(session, question))


@shared_frame(FRAMES_KEPT)
def in_kind(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what was given in kind, by unit and period."""
    return ask(edition, lambda session: sum_queries.in_kind_by_unit(session, question))


@shared_frame(FRAMES_KEPT)
def sources_by_area(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return which sources the money of each area rests on."""
    if _is_whole_level(question):
        return cell_queries.sources_of_cells(*_standing(edition, question))
    if question.code is None:
        return ask(edition, lambda session: money_queries.money_sources(session, question))
    pairs = rows(edition, replace(question, fund=None))[["area_code", "source_code"]]
    return pairs.drop_duplicates().sort_values(["area_code", "source_code"], ignore_index=True)


# A level of the country in one period is large and asked again at each filter: few are kept.
@shared_frame(CELLS_KEPT)
def cells(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return every amount of a level in a period, of all stages, projects and funds; never changed."""
    with editions.opened(edition.store).session() as session:
        return cell_queries.money_cells(session, question)


def _is_whole_level(question: MoneyQuestion) -> bool:
    return question.code is None and question.parent is None and question.period is not None


@shared_value(CELLS_KEPT)
def _standing(edition: Edition, question: MoneyQuestion) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the cells of a level and which of them stand for what is asked."""
    every = cells(edition, replace(question, stage=None, project=None, fund=None))
    of_programme = projects(edition, question.programme) if question.programme else pd.DataFrame()
    return every, cell_queries.counted_rows(every, question, of_programme)


def _is_of(sums: pd.DataFrame, period: tuple[int, int]) -> np.ndarray:
    """Say of each sum whether it is of this period alone: periods are never added up."""
    first, last = (sums[end].to_numpy() for end in ("period_from", "period_to"))
    return np.asarray((first == period[0]) & (last == period[1]))


@shared_frame(FRAMES_KEPT)
def area_sums(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return one sum an area for the period asked for: without what was carried over where both are told.

    An amount told for each year of a period is no sum of it and is left out.
    """
    if _is_whole_level(question):
        return cell_queries.sum_of_each_area(*_standing(edition, question))
    found = by_area(edition, question).sort_values(["area_code", "with_carried_over"], kind="stable")
    once = found[~found["each_year"].fillna(False).astype(bool)]
    return once.drop_duplicates("area_code").reset_index(drop=True)


def areas_with_sums(edition: Edition, question: MoneyQuestion) -> int:
    """Return how many areas ``area_sums`` has a sum of."""
    if not _is_whole_level(question):
        return len(area_sums(edition, question))
    return cell_queries.areas_of_cells(*_standing(edition, question))


@shared_frame(FRAMES_KEPT)
def areas_by_stage(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return how many areas ``area_sums`` has a sum of at each stage, where their sums are not needed."""
    return ask(edition, lambda session: sum_queries.areas_with_money_of(session, question))
