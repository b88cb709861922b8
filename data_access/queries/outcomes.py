"""What was done and what came of it: values of measures for areas and periods."""

from typing import Any

import pandas as pd
from sqlalchemy import select
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


def outcomes(
    session: Session,
    *,
    vintage: str,
    level: str,
    code: str | None = None,
    measure: str | None = None,
    project: str | None = None,
    years: tuple[int, int] | None = None,
    with_parts: bool = True,
    all_reports: bool = False,
) -> pd.DataFrame:
    """Values of measures in one area, or in each area of a level, by measure, area and period.

    Columns as in ``OUTCOME_COLUMNS``: ``value`` in the measure's unit, or for a measure of money
    ``amount_vnd`` in whole đồng; both null for a range or where ``state`` is not ``reported``. Zero is
    reported, a missing row is not. ``breakdown`` (a group of households, a market) is NaN for all
    together; those with one are parts, which ``with_parts`` keeps. ``project`` takes its sub-projects
    along, ``years`` keeps periods that lie within, ``all_reports`` adds those not shown. Raises
    ``UnknownArea``.
    """
    conditions = [col(Area.vintage) == vintage, col(Area.level) == level]
    if code is not None:
        conditions.append(col(Area.id) == area_id(session, vintage=vintage, level=level, code=code))
    if measure is not None:
        conditions.append(col(Outcome.measure_code) == measure)
    if project is not None:
        conditions.append(col(Measure.project_code).in_(branch_of(session, project)))
    if years is not None:
        conditions += [col(Outcome.period_from) >= years[0], col(Outcome.period_to) <= years[1]]
    if not with_parts:
        conditions.append(col(Outcome.breakdown).is_(None))
    if not all_reports:
        conditions.append(col(Outcome.preference) == 1)
    statement = (
        select(*(OF_OTHERS.get(name) or getattr(Outcome, name) for name in OUTCOME_COLUMNS))
        .select_from(Area)
        .join(Outcome, col(Outcome.area_id) == col(Area.id))
        .join(Measure, col(Measure.code) == col(Outcome.measure_code))
        .where(*conditions)
        .order_by(col(Measure.position), col(Measure.code), col(Area.code), col(Outcome.period_to))
        .order_by(col(Outcome.period_from), col(Outcome.breakdown).nulls_first())
        .order_by(col(Outcome.preference), col(Outcome.id))
    )
    return frame(session.execute(statement), OUTCOME_COLUMNS)
