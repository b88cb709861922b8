"""Money added up in the database, where a whole is never added to its parts.

Periods are never added up: a row of 2021–2025 stands beside those of its years, and what several years
make together is for whoever asks to say. Neither are stages, programmes, or money with what was carried
over and without. What counts is marked at the load, see ``money_counting``.

Every answer has, behind what it is by, ``period_from``, ``period_to``, ``each_year`` (the amount is that
of each year), ``with_carried_over`` and the sum: ``amount_vnd`` in whole đồng (Int64, null where a range
is among what was added), ``amount_min_vnd`` and ``amount_max_vnd`` (the least and the most, always
there), ``qualifier`` (exact only if every part is), ``areas`` and ``reports`` that were added. It is
empty where nothing was reported. All raise ``UnknownProgramme`` or ``UnknownArea``.

By project and by fund every row is as reported, wholes beside parts. To add the rows of a period up, add
``added_min_vnd`` and ``added_max_vnd``: what a row has beyond all other rows, 0 for one that is within
another. For a split take the rows that do not have ``has_parts``; what they leave of the whole is what
the sources do not split.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, func, literal, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money, Project
from data_access.models.money import FUND_WITHIN
from data_access.money.money_counting import BY_LEVEL, BY_SPENDING
from data_access.queries.money import OF_AREA, MoneyQuestion, conditions_of, in_branch
from data_access.store.frames import FLAG, FLAG_OR_NULL, REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

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
ADDED = {"added_min_vnd": WHOLE, "added_max_vnd": WHOLE}
PARTS = {"has_parts": FLAG}
AREA_SUM_COLUMNS = dict.fromkeys(OF_AREA, TEXT) | PERIOD | SUM
YEAR_SUM_COLUMNS = STAGE | PERIOD | SUM
PROJECT_SUM_COLUMNS = STAGE | {"project_code": TEXT} | PERIOD | SUM | ADDED | PARTS
FUND_SUM_COLUMNS = STAGE | {"fund": TEXT} | PERIOD | SUM | ADDED | PARTS
IN_KIND_COLUMNS = {"quantity_unit": TEXT} | PERIOD | {"quantity": REAL, "areas": WHOLE, "reports": WHOLE}
# The bits of ``qualifier`` in a sum, and what a sum is called in which these bits and no others are set.
BITS = {"exact": 0, "more_than": 1, "at_least": 2, "less_than": 4, "nearly": 8, "about": 16}
CALLED = {
    0: "exact",
    1: "more_than",
    2: "at_least",
    3: "more_than",
    4: "less_than",
    8: "nearly",
    12: "less_than",
}


def money_by_area(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """Money of each area, by area code and period.

    Without a fund everything but what is in kind; without a project the whole programme.
    """
    counted = _counted(session, question)
    # Names join the sums and not the rows: there are many rows to an area.
    sums = _sums_by(session, question, counted, ["area_id"], with_added=False).subquery("sums")
    rest = [column for column in sums.c if column.name != "area_id"]
    statement = (
        select(*(col(column) for column in OF_AREA.values()), *rest)
        .join(sums, sums.c.area_id == col(Area.id))
        .order_by(col(Area.code), *(sums.c[name] for name in PERIOD))
    )
    return _framed(session, statement, AREA_SUM_COLUMNS)


def money_by_year(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """Money of an area, or of all areas of a level together, by stage and period.

    A period of several years is a row of its own. ``areas`` tells how many areas reported: only where
    all of the level did is it the sum of the whole level.
    """
    return _summed(session, question, _counted(session, question), list(STAGE), YEAR_SUM_COLUMNS)


def money_by_project(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """Money by stage, project and period, each as reported; ``project_code`` is NaN for the whole programme.

    ``has_parts`` is True where a row of the same period stands under this one.
    """
    # Items of a project count as the project where it is not reported itself.
    itself = case((col(Money.project_code).is_(None), 1), (col(Project.parent_code).is_(None), 2), else_=4)
    counted = [_mark(question) < itself, *_of_fund(question), *in_branch(session, question.project)]
    found = _summed(session, question, counted, [*STAGE, "project_code"], PROJECT_SUM_COLUMNS)
    tree = select(col(Project.code), col(Project.parent_code))
    above = {row.code: row.parent_code for row in session.execute(tree)}
    return with_parts(found, "project_code", above, PROJECT_SUM_COLUMNS)


def money_by_fund(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """Money by stage, fund and period, each fund as reported.

    ``has_parts`` is True where a narrower fund has a row of the same period, as central of state budget.
    """
    in_fund = [col(Money.beneath_in_fund) < _limit(session, question), *in_branch(session, question.project)]
    counted = in_fund if question.fund is None else [*in_fund, col(Money.fund) == question.fund]
    found = _summed(session, question, counted, [*STAGE, "fund"], FUND_SUM_COLUMNS)
    return with_parts(found, "fund", FUND_WITHIN, FUND_SUM_COLUMNS)


def areas_with_money_of(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """How many areas ``money_by_area`` has a sum of, by stage; amounts told for each year are left out.

    Columns ``stage`` and ``areas``, by stage; empty where nothing was reported.
    """
    statement = (
        select(col(Money.stage), func.count(col(Money.area_id).distinct()))
        .select_from(Area)
        .join(Money, col(Money.area_id) == col(Area.id))
        .where(*conditions_of(session, question), *_counted(session, question))
        .where(col(Money.preference) == 1, func.coalesce(*_amount_columns()).is_not(None))
        .where(col(Money.each_year).is_not(True))
        .group_by(col(Money.stage))
        .order_by(col(Money.stage))
    )
    return frame(session.execute(statement), STAGE | {"areas": WHOLE})


def in_kind_by_unit(session: Session, question: MoneyQuestion) -> pd.DataFrame:
    """What was given in kind, by unit (labour_day, m2 and so on) and period: quantities, not money."""
    keys = [getattr(Money, name) for name in ("quantity_unit", *PERIOD)]
    statement = (
        select(*keys, func.sum(col(Money.quantity)), func.count(col(Area.id).distinct()), func.count())
        .join(Area, col(Money.area_id) == col(Area.id))
        .where(*conditions_of(session, question), *in_branch(session, question.project))
        .where(col(Money.preference) == 1, col(Money.quantity).is_not(None))
        .where(col(Money.beneath_in_fund) < _limit(session, question))
        .group_by(*keys)
        .order_by(*keys)
    )
    return frame(session.execute(statement), IN_KIND_COLUMNS)


def _counted(session: Session, question: MoneyQuestion) -> list[ColumnElement[bool]]:
    standing = _mark(question) < _limit(session, question)
    return [standing, *_of_fund(question), *in_branch(session, question.project)]


def _mark(question: MoneyQuestion) -> Any:
    return col(Money.beneath) if question.fund is None else col(Money.beneath_in_fund)


def _of_fund(question: MoneyQuestion) -> list[ColumnElement[bool]]:
    if question.fund is None:
        return [col(Money.in_wider_fund).is_(False), col(Money.fund) != "in_kind"]
    return [col(Money.fund) == question.fund]


def _limit(session: Session, question: MoneyQuestion) -> int:
    """What a row's mark must stay under to stand for itself in a sum over what is asked for."""
    if question.project is None:
        return 1
    parent = session.scalar(select(col(Project.parent_code)).where(col(Project.code) == question.project))
    return 2 if parent is None else 4


def _summed(
    session: Session,
    question: MoneyQuestion,
    counted: Sequence[ColumnElement[bool]],
    by: list[str],
    columns: Mapping[str, str],
) -> pd.DataFrame:
    keys = [col(getattr(Money, name)) for name in (*by, *PERIOD)]
    sums = _sums_by(session, question, counted, by, with_added="added_min_vnd" in columns)
    return _framed(session, sums.order_by(*(key.nulls_first() for key in keys)), columns)


def _sums_by(
    session: Session,
    question: MoneyQuestion,
    counted: Sequence[ColumnElement[bool]],
    by: list[str],
    *,
    with_added: bool,
) -> Any:
    """Sums by these columns and the period, in any order."""
    keys = [col(getattr(Money, name)) for name in (*by, *PERIOD)]
    found = select(*keys, *_sums(by), *(_added(session, question) if with_added else []), *_seen())
    found = found.select_from(Area).join(Money, col(Money.area_id) == col(Area.id))
    if "project_code" in by:
        found = found.join(Project, col(Project.code) == col(Money.project_code), isouter=True)
    return (
        found.where(*conditions_of(session, question), *counted)
        .where(col(Money.preference) == 1, func.coalesce(*_amount_columns()).is_not(None))
        .group_by(*keys)
    )


def _framed(session: Session, statement: Any, columns: Mapping[str, str]) -> pd.DataFrame:
    summed = {name: kind for name, kind in columns.items() if name not in PARTS}
    bits = dict.fromkeys(BITS, WHOLE)
    del summed["qualifier"]
    return _called(frame(session.execute(statement), summed | bits))[[n for n in columns if n not in PARTS]]


def _amount_columns() -> tuple[Any, Any, Any]:
    return col(Money.amount_vnd), col(Money.amount_min_vnd), col(Money.amount_max_vnd)


def _sums(by: list[str]) -> list[Any]:
    point, least, most = _amount_columns()
    all_points = func.count(point) == func.count()
    totals = [
        case((all_points, func.sum(point))),
        func.sum(func.coalesce(point, least)),
        func.sum(func.coalesce(point, most)),
    ]
    # PostgreSQL adds big integers up to a decimal number.
    whole = [cast(total, BigInteger) for total in totals]
    areas = literal(1) if "area_id" in by else func.count(col(Money.area_id).distinct())
    named = [number.label(name) for name, number in zip(SUM, whole, strict=False)]
    return [*named, areas.label("areas"), func.count().label("reports")]


def _added(session: Session, question: MoneyQuestion) -> list[Any]:
    """What rows add to all that is asked for: nothing where another row holds them."""
    stands = and_(*_counted(session, question))
    point, least, most = _amount_columns()
    bounds = [func.sum(case((stands, func.coalesce(point, bound)), else_=0)) for bound in (least, most)]
    return [cast(bound, BigInteger) for bound in bounds]


def _seen() -> list[Any]:
    """Which qualifiers are among what was added, each as its bit."""
    return [
        cast(func.max(case((col(Money.qualifier) == name, bit), else_=0)), Integer).label(name)
        for name, bit in BITS.items()
    ]


def _called(found: pd.DataFrame) -> pd.DataFrame:
    """Name the qualifier of each sum: lower bounds stay lower bounds, and what is mixed is about."""
    bits = found[list(BITS)].sum(axis=1)
    return found.assign(qualifier=bits.map(CALLED).fillna("about").astype("str"))


def with_parts(
    found: pd.DataFrame, column: str, above: Mapping[Any, Any], columns: Mapping[str, str]
) -> pd.DataFrame:
    """Sums with ``has_parts``: True where other rows of the same stage and period stand under a row."""
    names = [name if isinstance(name, str) else None for name in found[column].tolist()]
    periods = list(zip(*(found[name].tolist() for name in (*STAGE, *PERIOD)), strict=True))
    keys = list(zip(periods, names, strict=True))
    parents = {(period, wider) for period, name in keys for wider in _above(name, above, column)}
    by_level = {period for period, name in keys if name in BY_LEVEL}
    has_parts = [key in parents or (key[1] in BY_SPENDING and key[0] in by_level) for key in keys]
    return found.assign(has_parts=np.array(has_parts, dtype=FLAG))[list(columns)]


def _above(name: str | None, above: Mapping[Any, Any], column: str) -> list[str | None]:
    """Everything above a project, the whole programme (null) included, or above a fund."""
    if name is None:
        return []
    wider = above.get(name)
    if wider is None:
        return [None] if column == "project_code" else []
    return [wider, *_above(wider, above, column)]
