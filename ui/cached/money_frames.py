"""Kept frames of money: its rows, its cells, and sums of the cells by place, project, fund and period.

They are read many times a run and therefore shared. What a sum adds is decided in ``data_access.money``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.models.money import PLANS_TOGETHER
from data_access.money import disbursement, sums_by_stage, sums_of_areas, sums_of_projects
from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import branch_of, is_counted, of_stage_and_period
from data_access.queries import money as money_queries
from data_access.queries import money_cells as cell_queries
from data_access.queries import programmes as programme_queries
from data_access.store.frames import frame
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame, shared_value

LEVELS_KEPT, PARTS_KEPT = 8, 64
LARGE_LEVELS = ("district", "commune")
NO_PROJECTS = pd.DataFrame({"code": [], "parent_code": []}, dtype="str")


@shared_frame(FRAMES_KEPT)
def programmes(edition: Edition) -> pd.DataFrame:
    """Return every programme, by position."""
    return ask(edition, programme_queries.programmes)


@shared_value(FRAMES_KEPT)
def plans_together(edition: Edition) -> Sequence[str]:
    """Return the plans of several programmes together that the store has money of."""
    return tuple(ask(edition, money_queries.plans_together))


@shared_frame(FRAMES_KEPT)
def projects(edition: Edition, programme: str) -> pd.DataFrame:
    """Return projects and sub-projects of a programme, by position; none of several programmes together."""
    if programme in PLANS_TOGETHER:
        return frame([], programme_queries.PROJECT_COLUMNS)
    return ask(edition, lambda session: programme_queries.projects(session, programme))


def _projects_of(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return the projects of the question's programme; none where several programmes share the money."""
    return NO_PROJECTS if question.programme is None else projects(edition, question.programme)


@shared_frame(FRAMES_KEPT)
def rows(edition: Edition, question: MoneyQuestion, *, all_reports: bool = False) -> pd.DataFrame:
    """Return money as reported, wholes beside parts."""
    every = question if question.code is None else _every_purpose(_every_period(question))
    if question == every:
        return ask(edition, lambda session: money_queries.money(session, question, all_reports=all_reports))
    found = _narrowed(rows(edition, every, all_reports=all_reports), question)
    if question.project is not None:
        branch = branch_of(question.project, _projects_of(edition, question))
        found = found[found["project_code"].isin(branch)]
    if question.fund is not None:
        found = found[found["fund"] == question.fund]
    return found.reset_index(drop=True)


@shared_frame(FRAMES_KEPT)
def periods(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return the periods of which any money is reported, by stage."""
    return ask(edition, lambda session: money_queries.periods_with_money(session, question))


# One place has few sums: those of all its stages and periods are made together and then picked from.
@shared_frame(FRAMES_KEPT)
def by_year(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums of one place by period."""
    every = _every_period(question)
    if question != every:
        return _narrowed(by_year(edition, every), question)
    return sums_by_stage.sums_by_year(*_of_place(edition, question))


@shared_frame(FRAMES_KEPT)
def by_project(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums of one place by project and period, wholes beside parts."""
    every = _every_period(question)
    if question != every:
        return _narrowed(by_project(edition, every), question)
    return sums_by_stage.sums_by_project(*_of_place(edition, question))


@shared_frame(FRAMES_KEPT)
def by_fund(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return sums of one place by fund and period, wholes beside parts."""
    every = _every_period(question)
    if question != every:
        return _narrowed(by_fund(edition, every), question)
    return sums_by_stage.sums_by_fund(*_of_place(edition, question))


def added_by_fund(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what each fund of one place has beyond all others in a period."""
    return sums_by_stage.added_by_fund(*_of_place(edition, question))


@shared_frame(FRAMES_KEPT)
def in_kind(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what was given in kind in one place, by unit and period."""
    every = rows(edition, _every_purpose(question))
    return sums_by_stage.in_kind_by_unit(every, question, _projects_of(edition, question))


def each_project_by_fund(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what each fund gives each project of one place in a period."""
    return sums_of_projects.each_project_by_fund(*_of_place(edition, question))


def each_project_by_area(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return what each area of a level and period has of each project."""
    return sums_of_projects.each_project_by_area(
        _cells(edition, question), question, _projects_of(edition, question)
    )


@shared_frame(FRAMES_KEPT)
def area_sums(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return one sum an area for the question's period: without what was carried over, where both are there.

    An amount of each year of a period is no sum of it and is left out.
    """
    return sums_of_areas.sum_of_each_area(*_counted(edition, question))


def disbursed_shares(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return the disbursed share of each area, by code; see data_access.money.disbursement."""
    stages = ("disbursed", "assigned", "carried_over")
    return disbursement.disbursed_shares(
        *(area_sums(edition, replace(question, stage=stage)) for stage in stages)
    )


def areas_with_sums(edition: Edition, question: MoneyQuestion) -> int:
    """Return how many areas ``area_sums`` has a sum of."""
    return sums_of_areas.areas_with_sums(*_counted(edition, question))


@shared_frame(FRAMES_KEPT)
def areas_by_stage(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return how many areas ``area_sums`` has a sum of at each stage."""
    return sums_of_areas.areas_by_stage(*_counted(edition, question))


@shared_frame(FRAMES_KEPT)
def sources_by_area(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return which sources the money of each area rests on."""
    if question.code is None:
        return sums_of_areas.sources_by_area(*_counted(edition, question))
    pairs = rows(edition, replace(question, fund=None))[["area_code", "source_code"]]
    return pairs.drop_duplicates().sort_values(["area_code", "source_code"], ignore_index=True)


@shared_value(LEVELS_KEPT)
def _counted(edition: Edition, question: MoneyQuestion) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Return cells of several areas and the positions of those that the question's sum adds.

    Of all areas of a large level they are sums that the store keeps, read of every stage at once.
    """
    if _is_large(question):
        kept = _kept_sums(edition, replace(question, stage=None))
        return kept, np.flatnonzero(of_stage_and_period(kept, question))
    cells = _cells(edition, question)
    return cells, np.flatnonzero(is_counted(cells, question, _projects_of(edition, question)))


def _of_place(edition: Edition, question: MoneyQuestion) -> tuple[pd.DataFrame, MoneyQuestion, pd.DataFrame]:
    """Return every amount of one place, the question and its projects."""
    assert question.code is not None
    cells = _place_cells(edition, _every_purpose(_every_period(question)))
    return cells, question, _projects_of(edition, question)


def _cells(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    """Return every amount of several areas in a period, of all stages, projects and funds; never changed."""
    every = _every_purpose(replace(question, stage=None))
    return _level_cells(edition, every) if _is_large(question) else _part_cells(edition, every)


def _is_large(question: MoneyQuestion) -> bool:
    return question.parent is None and question.level in LARGE_LEVELS


@shared_frame(FRAMES_KEPT)
def _place_cells(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    return ask(edition, lambda session: cell_queries.money_cells(session, question))


@shared_frame(PARTS_KEPT)
def _part_cells(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    return ask(edition, lambda session: cell_queries.money_cells(session, question))


@shared_frame(PARTS_KEPT)
def _kept_sums(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    return ask(edition, lambda session: cell_queries.kept_sums(session, question))


# Hundreds of thousands of cells each: few are kept.
@shared_frame(LEVELS_KEPT)
def _level_cells(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    return ask(edition, lambda session: cell_queries.money_cells(session, question))


def _every_period(question: MoneyQuestion) -> MoneyQuestion:
    """Return the question for every stage and period of a place."""
    return replace(question, stage=None, period=None)


def _every_purpose(question: MoneyQuestion) -> MoneyQuestion:
    """Return the question for every project and fund."""
    return replace(question, project=None, fund=None)


def _narrowed(found: pd.DataFrame, question: MoneyQuestion) -> pd.DataFrame:
    """Return the rows of the question's stage and period, where it names any."""
    fits = np.ones(len(found), dtype=bool)
    if question.stage is not None:
        fits &= found["stage"].to_numpy() == question.stage
    if question.period is not None:
        for name, year in zip(("period_from", "period_to"), question.period, strict=True):
            fits &= found[name].to_numpy() == year
    return found[fits].reset_index(drop=True)
