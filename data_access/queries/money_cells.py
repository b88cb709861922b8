"""Amounts of money as plain cells, with only what sums need of them.

A page whose filters change asks for these once and adds up what it holds, by the rule of
``data_access.money.money_sums``.
"""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money
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
