"""Money as it was reported, row by row; how it is added up is in ``data_access.money.money_sums``."""

from functools import cache
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money, MoneySum
from data_access.models.money import PLANS_TOGETHER
from data_access.money.money_question import MoneyQuestion
from data_access.queries.areas import area_id
from data_access.queries.programmes import branch_of, require_programme
from data_access.store.frames import FLAG_OR_NULL, REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

MONEY_COLUMNS = {
    "scope": TEXT,
    "programme_code": TEXT,
    "project_code": TEXT,
    "item_code": TEXT,
    "item_vi": TEXT,
    "item_en": TEXT,
    "vintage": TEXT,
    "level": TEXT,
    "area_code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "period_from": WHOLE,
    "period_to": WHOLE,
    "each_year": FLAG_OR_NULL,
    "fund": TEXT,
    "stage": TEXT,
    "with_carried_over": FLAG_OR_NULL,
    "amount_vnd": WHOLE_OR_NULL,
    "amount_min_vnd": WHOLE_OR_NULL,
    "amount_max_vnd": WHOLE_OR_NULL,
    "quantity": REAL,
    "quantity_unit": TEXT,
    "qualifier": TEXT,
    "status": TEXT,
    "as_of": TEXT,
    "document": TEXT,
    "decided_on": TEXT,
    "deciding_level": TEXT,
    "implementing_level": TEXT,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
    "preference": WHOLE,
    "in_wider_fund": FLAG_OR_NULL,
    "beneath": WHOLE,
    "beneath_in_fund": WHOLE,
}
OF_AREA: dict[str, Any] = {
    "vintage": Area.vintage,
    "level": Area.level,
    "area_code": Area.code,
    "name_vi": Area.name_vi,
    "name_en": Area.name_en,
}


def money(session: Session, question: MoneyQuestion, *, all_reports: bool = False) -> pd.DataFrame:
    """Money as reported, one row a report, by area, period, stage, project, item and fund.

    Columns as in ``MONEY_COLUMNS``: amounts are whole đồng in Int64, null where the source gives a
    range (``amount_min_vnd``, ``amount_max_vnd``) or only things (``quantity``). Totals are kept beside
    their parts, so rows are not to be added. ``all_reports`` includes those that are not shown
    (``preference`` above 1). Empty frame where nothing was reported. Raises ``UnknownProgramme`` or
    ``UnknownArea``.
    """
    conditions = conditions_of(session, question)
    conditions += in_branch(session, question.project)
    if question.fund is not None:
        conditions.append(col(Money.fund) == question.fund)
    if not all_reports:
        conditions.append(col(Money.preference) == 1)
    return frame(session.execute(_every_row().where(*conditions)), MONEY_COLUMNS)


# Written once: a page asks five times.
@cache
def _every_row() -> Select[Any]:
    return (
        select(*(OF_AREA.get(name) or getattr(Money, name) for name in MONEY_COLUMNS))
        .join(Money, col(Money.area_id) == col(Area.id))
        .order_by(*_order())
    )


def _order() -> list[Any]:
    period = [col(Money.period_from), col(Money.period_to), col(Money.stage)]
    purpose = [column.nulls_first() for column in (col(Money.project_code), col(Money.item_code))]
    rest = [col(Money.fund), col(Money.with_carried_over), col(Money.preference), col(Money.id)]
    return [col(Area.code), *period, *purpose, *rest]


def periods_with_money(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """The periods of which any money is reported, by stage: ``stage``, ``period_from``, ``period_to``.

    Sorted by these; what is in kind is left out. Empty frame where nothing was reported. Raises
    ``UnknownProgramme`` or ``UnknownArea``.
    """
    columns = (col(Money.stage), col(Money.period_from), col(Money.period_to))
    statement = (
        select(*columns)
        .select_from(Area)
        .join(Money, col(Money.area_id) == col(Area.id))
        .where(*conditions_of(session, question), *in_branch(session, question.project))
        .where(col(Money.preference) == 1, col(Money.fund) != "in_kind")
        .distinct()
        .order_by(*columns)
    )
    return frame(session.execute(statement), {"stage": TEXT, "period_from": WHOLE, "period_to": WHOLE})


def conditions_of(
    session: Session, question: MoneyQuestion, table: type[Money] | type[MoneySum] = Money
) -> list[ColumnElement[bool]]:
    """What rows of ``money`` or its kept sums, joined with ``area``, must fulfil, but for project and fund.

    Raises ``UnknownProgramme`` or ``UnknownArea``.
    """
    conditions = _place(session, question)
    if question.programme is None:
        conditions.append(col(table.scope) == question.scope)
    else:
        # Only money of one programme names one, so the scope, which the index lacks, need not be read.
        require_programme(session, question.programme)
        conditions.append(col(table.programme_code) == question.programme)
    if question.stage is not None:
        conditions.append(col(table.stage) == question.stage)
    if question.years is not None:
        first, last = question.years
        conditions += [col(table.period_from) >= first, col(table.period_to) <= last]
    if question.period is not None:
        first, last = question.period
        conditions += [col(table.period_from) == first, col(table.period_to) == last]
    return conditions


def _place(session: Session, question: MoneyQuestion) -> list[ColumnElement[bool]]:
    if question.code is None:
        of_level = [col(Area.vintage) == question.vintage, col(Area.level) == question.level]
        if question.parent is None:
            return of_level
        level, code = question.parent
        above = area_id(session, vintage=question.vintage, level=level, code=code)
        return [*of_level, col(Area.parent_id) == above]
    number = area_id(session, vintage=question.vintage, level=question.level, code=question.code)
    return [col(Area.id) == number]


def in_branch(session: Session, project: str | None) -> list[ColumnElement[bool]]:
    """The condition that money is of a project or its sub-projects; none without a project."""
    return [] if project is None else [col(Money.project_code).in_(branch_of(session, project))]


def areas_with_money(session: Session, *, vintage: str, level: str) -> pd.DataFrame:
    """Areas of a level with any reported money: ``area_code``, ``programme_code``; one row a pair."""
    area: Any = col(Area.code).label("area_code")
    statement = (
        select(area, col(Money.programme_code))
        .join(Money, col(Money.area_id) == col(Area.id))
        .where(col(Area.vintage) == vintage, col(Area.level) == level, col(Money.programme_code).is_not(None))
        .distinct()
        .order_by(col(Area.code), col(Money.programme_code))
    )
    return frame(session.execute(statement), {"area_code": TEXT, "programme_code": TEXT})


def plans_together(session: Session) -> list[str]:
    """The plans of several programmes together that the store has money of, in the order of PLANS_TOGETHER.

    They are printed for the nation and its provinces; empty list where the store has none.
    """
    # Asked of the money's own column, so that SQLite begins with these areas.
    printed_for = select(col(Area.id)).where(col(Area.level).in_(("nation", "province")))
    statement = (
        select(col(Money.scope))
        .where(col(Money.area_id).in_(printed_for), col(Money.programme_code).is_(None))
        .where(col(Money.scope).in_(PLANS_TOGETHER))
        .distinct()
        .order_by(col(Money.scope))
    )
    found = set(session.scalars(statement))
    return [scope for scope in PLANS_TOGETHER if scope in found]
