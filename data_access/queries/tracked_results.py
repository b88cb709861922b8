"""The results that show how far targets are reached."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, func, literal, null, select, tuple_, union_all
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure, Measure, Outcome, Target
from data_access.models.figure import RESULTS
from data_access.poverty.review_forms import MOVEMENTS
from data_access.store.frames import FLAG_OR_NULL, REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

RESULT_COLUMNS = {
    "target_id": WHOLE,
    "year": WHOLE,
    "period_from": WHOLE_OR_NULL,
    "each_year": FLAG_OR_NULL,
    "adds_up": FLAG_OR_NULL,
    "value": REAL,
    "value_min": REAL,
    "value_max": REAL,
    "decimals": WHOLE_OR_NULL,
    "qualifier": TEXT,
    "status": TEXT,
    "standard_code": TEXT,
    "source_kind": TEXT,
    "source_code": TEXT,
    "as_of": TEXT,
    "preference": WHOLE,
}


def tracked_results(
    session: Session,
    *,
    target: int | None = None,
    level: str | None = None,
    place: tuple[str, str, str] | None = None,
) -> pd.DataFrame:
    """What was reported of the indicator or measure that tracks each target.

    Of all targets, those of a ``level``, those of one ``place`` (vintage, level, code), or one ``target``.
    Columns as in ``RESULT_COLUMNS``, by target, year and preference; only results (no expectations or
    plans), all together (no parts by group), in the tracked area where the target names one. Of one
    year there may be several, by different standards. Of indicators only the movements of a year add up.
    """
    # Each half names its targets: in a question for both together the database would first make all of both.
    wanted = _wanted(target, level, place)
    both = union_all(_of_indicators().where(*wanted), _of_measures().where(*wanted)).subquery()
    names = [name for name in RESULT_COLUMNS if name != "target_id"]
    statement = select(both.c.target_id, *(both.c[name] for name in names)).order_by(
        both.c.target_id, both.c.year, both.c.preference, both.c.row_id
    )
    return frame(session.execute(statement), RESULT_COLUMNS)


def _wanted(
    target: int | None, level: str | None, place: tuple[str, str, str] | None
) -> list[ColumnElement[bool]]:
    of_areas = select(col(Area.id))
    conditions = [] if target is None else [col(Target.id) == target]
    if level is not None:
        conditions.append(col(Target.area_id).in_(of_areas.where(col(Area.level) == level)))
    if place is not None:
        is_it = tuple_(col(Area.vintage), col(Area.level), col(Area.code)) == place
        conditions.append(col(Target.area_id).in_(of_areas.where(is_it)))
    return conditions


def _of_indicators() -> Any:
    given: dict[str, Any] = {
        "target_id": col(Target.id),
        "period_from": func.coalesce(Figure.period_from, Figure.year),
        "each_year": null(),
        "adds_up": col(Target.tracked_indicator_code).in_(MOVEMENTS),
        "standard_code": Figure.standard_code,
    }
    place = func.coalesce(Target.tracked_area_id, Target.area_id)
    return (
        select(*_named(given, Figure))
        .select_from(Target)
        .join(Figure, (col(Figure.area_id) == place))
        .where(col(Figure.indicator_code) == col(Target.tracked_indicator_code))
        .where(col(Figure.state) == "reported", col(Figure.status).in_(RESULTS))
    )


def _of_measures() -> Any:
    given: dict[str, Any] = {
        "target_id": col(Target.id),
        "year": Outcome.period_to,
        "adds_up": Measure.adds_up,
    }
    place = func.coalesce(Target.tracked_area_id, Target.area_id)
    return (
        select(*_named(given, Outcome))
        .select_from(Target)
        .join(Outcome, (col(Outcome.area_id) == place))
        .join(Measure, col(Measure.code) == col(Outcome.measure_code))
        .where(col(Outcome.measure_code) == col(Target.tracked_measure_code))
        .where(col(Outcome.state) == "reported", col(Outcome.status).in_(RESULTS))
        .where(col(Outcome.breakdown).is_(None), col(Measure.is_money).is_(False))
    )


def _named(given: dict[str, Any], table: Any) -> list[Any]:
    columns = [given.get(name, getattr(table, name, literal(None))) for name in RESULT_COLUMNS]
    labelled = [column.label(name) for name, column in zip(RESULT_COLUMNS, columns, strict=True)]
    return [*labelled, table.id.label("row_id")]
