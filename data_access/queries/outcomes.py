"""What was done and what came of it: values of measures for areas and periods."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Measure, Outcome
from data_access.queries.areas import area_id
from data_access.queries.programmes import branch_of
from data_access.store.frames import FLAG_OR_NULL, REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

OUTCOME_COLUMNS = {
    "measure_code": TEXT,
    "project_code": TEXT,
    "kind": TEXT,
    "vintage": TEXT,
    "level": TEXT,
    "area_code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "breakdown": TEXT,
    "period_from": WHOLE,
    "period_to": WHOLE,
    "each_year": FLAG_OR_NULL,
    "value": REAL,
    "value_min": REAL,
    "value_max": REAL,
    "amount_vnd": WHOLE_OR_NULL,
    "amount_min_vnd": WHOLE_OR_NULL,
    "amount_max_vnd": WHOLE_OR_NULL,
    "decimals": WHOLE_OR_NULL,
    "qualifier": TEXT,
    "state": TEXT,
    "status": TEXT,
    "as_of": TEXT,
    "standard_code": TEXT,
    "source_kind": TEXT,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
    "preference": WHOLE,
}
OF_OTHERS: dict[str, Any] = {
    "project_code": Measure.project_code,
    "kind": Measure.kind,
    "vintage": Area.vintage,
    "level": Area.level,
    "area_code": Area.code,
    "name_vi": Area.name_vi,
    "name_en": Area.name_en,
}


@dataclass(frozen=True)
class OutcomeQuestion:
    """Which values are meant: of one area, or of each area of a level; of one measure or project, or of all.

    ``project`` includes its sub-projects, ``years`` keeps the periods that lie within them. ``with_parts``
    keeps values of a part (``breakdown``), ``all_reports`` includes reports that are not shown.
    """

    vintage: str
    level: str
    code: str | None = None
    measure: str | None = None
    project: str | None = None
    years: tuple[int, int] | None = None
    with_parts: bool = True
    all_reports: bool = False


def outcomes(session: Session, question: OutcomeQuestion) -> pd.DataFrame:
    """Values of measures in one area, or in each area of a level, by measure, area and period.

    Columns as in ``OUTCOME_COLUMNS``: ``value`` in the measure's unit, or for a measure of money
    ``amount_vnd`` in whole đồng; both null for a range or where ``state`` is not ``reported``. Zero is
    reported, a missing row is not. ``breakdown`` (a group of households, a market) is NaN for all
    together; those with one are parts. Empty frame where nothing was reported. Raises ``UnknownArea``.
    """
    statement = (
        select(*(OF_OTHERS.get(name) or getattr(Outcome, name) for name in OUTCOME_COLUMNS))
        .select_from(Area)
        .join(Outcome, col(Outcome.area_id) == col(Area.id))
        .join(Measure, col(Measure.code) == col(Outcome.measure_code))
        .where(*_place(session, question), *_values(session, question))
        .order_by(col(Measure.position), col(Measure.code), col(Area.code), col(Outcome.period_to))
        .order_by(col(Outcome.period_from), col(Outcome.breakdown).nulls_first())
        .order_by(col(Outcome.preference), col(Outcome.id))
    )
    return frame(session.execute(statement), OUTCOME_COLUMNS)


def _place(session: Session, question: OutcomeQuestion) -> list[ColumnElement[bool]]:
    vintage, level = question.vintage, question.level
    of_level = [col(Area.vintage) == vintage, col(Area.level) == level]
    if question.code is None:
        return of_level
    number = area_id(session, vintage=vintage, level=level, code=question.code)
    return [*of_level, col(Area.id) == number]


def _values(session: Session, question: OutcomeQuestion) -> list[ColumnElement[bool]]:
    conditions = []
    if question.measure is not None:
        conditions.append(col(Outcome.measure_code) == question.measure)
    if question.project is not None:
        conditions.append(col(Measure.project_code).in_(branch_of(session, question.project)))
    if question.years is not None:
        first, last = question.years
        conditions += [col(Outcome.period_from) >= first, col(Outcome.period_to) <= last]
    if not question.with_parts:
        conditions.append(col(Outcome.breakdown).is_(None))
    if not question.all_reports:
        conditions.append(col(Outcome.preference) == 1)
    return conditions
