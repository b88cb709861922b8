"""Amounts of money as plain cells, with only what sums need of them, and sums that the store keeps.

A page of one place, or of the parts of one, asks for cells once and adds up what it holds at each changed
filter, by the rule of ``data_access.money.money_sums``. One that shows every area of the country asks for
kept sums, each time for those of its filter.
"""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money, MoneySum
from data_access.models.money_sum import EVERY
from data_access.money.money_question import MoneyQuestion
from data_access.queries.money import conditions_of
from data_access.store.frames import FLAG, FLAG_OR_NULL, REPEATED, WHOLE, frame

CELL_COLUMNS = {
    **dict.fromkeys(("area_code", "stage", "project_code", "fund", "qualifier", "source_code"), REPEATED),
    **dict.fromkeys(("period_from", "period_to"), WHOLE),
    **dict.fromkeys(("each_year", "with_carried_over"), FLAG_OR_NULL),
    **dict.fromkeys(("in_wider_fund", "is_point"), FLAG),
    **dict.fromkeys(("beneath", "beneath_in_fund", "amount_min_vnd", "amount_max_vnd"), WHOLE),
}

# What a choice of project and fund adds, with nothing left to choose; each is of so many reports.
SUM_COLUMNS = {
    **dict.fromkeys(("area_code", "stage", "qualifier", "source_code"), REPEATED),
    **dict.fromkeys(("period_from", "period_to"), WHOLE),
    **dict.fromkeys(("each_year", "with_carried_over"), FLAG_OR_NULL),
    "is_point": FLAG,
    **dict.fromkeys(("amount_min_vnd", "amount_max_vnd", "reports"), WHOLE),
}


def money_cells(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """Every amount of the question's areas, whatever its project and fund, by area code.

    ``amount_min_vnd`` and ``amount_max_vnd`` are always known, ``is_point`` is False for a range. Empty frame
    where nothing was reported. Raises ``UnknownProgramme`` or ``UnknownArea``.
    """
    point = col(Money.amount_vnd)
    bounds = [func.coalesce(point, col(bound)) for bound in (Money.amount_min_vnd, Money.amount_max_vnd)]
    special = {"area_code": col(Area.code), "is_point": point.is_not(None)}
    special |= dict(zip(("amount_min_vnd", "amount_max_vnd"), bounds, strict=True))
    statement = (
        select(*(special[name] if name in special else getattr(Money, name) for name in CELL_COLUMNS))
        .join(Money, col(Money.area_id) == col(Area.id))
        .where(*conditions_of(session, question), col(Money.preference) == 1, bounds[0].is_not(None))
        .order_by(col(Area.code), col(Money.id))
    )
    return frame(session.execute(statement), CELL_COLUMNS)


def kept_sums(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """What the question's areas have for its project and fund, as the store keeps it, by area code.

    Each row is the sum of ``reports`` amounts of one area, stage, period, source and qualifier; columns as in
    ``SUM_COLUMNS``, in whole đồng. They are added further as cells that all count. Empty frame where nothing
    was reported. Raises ``UnknownProgramme`` or ``UnknownArea``.
    """
    statement = (
        select(*(col(Area.code) if name == "area_code" else getattr(MoneySum, name) for name in SUM_COLUMNS))
        .join(MoneySum, col(MoneySum.area_id) == col(Area.id))
        .where(*conditions_of(session, question, MoneySum))
        .where(col(MoneySum.project_code) == (question.project or EVERY))
        .where(col(MoneySum.fund) == (question.fund or EVERY))
        .order_by(col(Area.code), *(getattr(MoneySum, name) for name in SUM_COLUMNS if name != "area_code"))
    )
    return frame(session.execute(statement), SUM_COLUMNS)
