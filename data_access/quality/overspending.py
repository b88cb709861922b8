"""Money paid out beyond what was assigned and carried over, asked of the whole store."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money, Programme, Project
from data_access.store.frames import TEXT, WHOLE, frame

CELL = (
    "scope",
    "programme_code",
    "project_code",
    "item_code",
    "fund",
    "period_from",
    "period_to",
    "each_year",
)
OVERSPENT_COLUMNS = {
    **dict.fromkeys(("code", "name_vi", "name_en", "scope", "programme_code", "project_code"), TEXT),
    **dict.fromkeys(("item_code", "fund", "purpose_vi", "purpose_en"), TEXT),
    **dict.fromkeys(("period_from", "period_to", "disbursed_vnd", "allowed_vnd"), WHOLE),
}


def overspent(session: Session, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Every purse of an area whose disbursement is more than what it had, by area, programme and project.

    A purse is a fund of a programme, project or item in one period that ends in ``year``. ``allowed_vnd`` is
    what was assigned with what was carried over, or both added up. Told exactly or not at all: of a range
    the end that accuses nobody counts, rounded amounts are left out, and a purse is not judged without an
    assignment, nor where money carried over was paid out and nobody says how much there was.
    """
    paid = _most("disbursed", None, _least_of())
    with_carried, assigned = _most("assigned", True), _most("assigned", False)
    carried, paid_carried = _most("carried_over", None), _most("disbursed", True, _least_of())
    added = assigned + func.coalesce(carried, 0)
    is_known = or_(
        with_carried.is_not(None), and_(assigned.is_not(None), _carried_is_known(carried, paid_carried))
    )
    within = or_(paid <= with_carried, paid <= added)
    cell = [col(getattr(Money, name)) for name in CELL]
    area = [col(getattr(Area, name)) for name in ("code", "name_vi", "name_en")]
    purpose = [
        func.coalesce(
            getattr(Money, f"item_{name}"),
            getattr(Project, f"name_{name}"),
            getattr(Programme, f"name_{name}"),
        )
        for name in ("vi", "en")
    ]
    allowed = case((func.coalesce(with_carried, -1) > func.coalesce(added, -1), with_carried), else_=added)
    statement = (
        select(*area, *cell[:5], *map(func.max, purpose), *cell[5:-1], paid, allowed)
        .join(Area, col(Area.id) == col(Money.area_id))
        .join(Project, col(Project.code) == col(Money.project_code), isouter=True)
        .join(Programme, col(Programme.code) == col(Money.programme_code), isouter=True)
        .where(col(Area.vintage) == vintage, col(Area.level) == level, col(Money.period_to) == year)
        .where(col(Money.preference) == 1, col(Money.qualifier) == "exact", col(Money.fund) != "in_kind")
        .group_by(*area, *cell)
        .having(paid.is_not(None), is_known, ~func.coalesce(within, False))
        .order_by(area[0], *cell)
    )
    return frame(session.execute(statement), OVERSPENT_COLUMNS)


def _carried_is_known(carried: Any, paid_carried: Any) -> ColumnElement[bool]:
    return or_(carried.is_not(None), paid_carried.is_(None))


def _least_of() -> ColumnElement[Any]:
    return func.coalesce(col(Money.amount_vnd), col(Money.amount_min_vnd))


def _most(stage: str, with_carried_over: bool | None, amount: ColumnElement[Any] | None = None) -> Any:
    """The amount of a purse at one stage; null where there is none."""
    is_meant = col(Money.stage) == stage
    if with_carried_over is not None:
        is_meant = and_(is_meant, col(Money.with_carried_over).is_(with_carried_over))
    if amount is None:
        amount = func.coalesce(col(Money.amount_vnd), col(Money.amount_max_vnd))
    return func.max(case((is_meant, amount)))
