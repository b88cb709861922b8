"""What is to be reached, by whom and by when."""

from typing import Any

import pandas as pd
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.models import Area, Indicator, Target
from data_access.queries.areas import area_id
from data_access.queries.programmes import require_programme
from data_access.store.frames import REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

TARGET_COLUMNS = {
    "id": WHOLE,
    "indicator_code": TEXT,
    "indicator_vi": TEXT,
    "indicator_en": TEXT,
    "tracked_indicator_code": TEXT,
    "tracked_measure_code": TEXT,
    "vintage": TEXT,
    "level": TEXT,
    "area_code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "tracked_vintage": TEXT,
    "tracked_level": TEXT,
    "tracked_area_code": TEXT,
    "programme_code": TEXT,
    "project_code": TEXT,
    "owner_vi": TEXT,
    "owner_en": TEXT,
    "kind": TEXT,
    "change_per": TEXT,
    "change_basis": TEXT,
    "direction": TEXT,
    "value": REAL,
    "value_min": REAL,
    "value_max": REAL,
    "decimals": WHOLE_OR_NULL,
    "unit": TEXT,
    "baseline": REAL,
    "qualifier": TEXT,
    "period_from": WHOLE,
    "period_to": WHOLE,
    "standard_code": TEXT,
    "document": TEXT,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
}
# The area that a target is set for, and the one whose results show how far it is reached.
AREA, TRACKED_AREA = aliased(Area), aliased(Area)


def targets(
    session: Session,
    *,
    programme: str | None = None,
    vintage: str | None = None,
    level: str | None = None,
    code: str | None = None,
) -> pd.DataFrame:
    """Targets of a programme, of the areas of a level, or of one area; without any of these, all.

    By the position of the indicator that names the target, then area and period. ``id`` is the store's
    own and changes with a load. ``kind`` is ``level`` or ``change``; a change is per ``year`` or over the
    ``period`` (``change_per``), in the unit or relative to the start (``change_basis``). ``value`` is in
    ``unit``, NaN for a range. What shows how far it is reached is in the ``tracked_…`` columns, empty
    where nothing in the store does; the tracked area is filled only where it is not the target's own.
    ``baseline`` is what a share refers to.
    Raises ``UnknownProgramme`` or ``UnknownArea``.
    """
    statement = _every_target()
    if programme is not None:
        require_programme(session, programme)
        statement = statement.where(col(Target.programme_code) == programme)
    if code is not None:
        number = area_id(session, vintage=vintage or "", level=level or "", code=code)
        statement = statement.where(col(AREA.id) == number)
    if vintage is not None:
        statement = statement.where(col(AREA.vintage) == vintage)
    if level is not None:
        statement = statement.where(col(AREA.level) == level)
    return frame(session.execute(statement), TARGET_COLUMNS)


def _every_target() -> Select[Any]:
    of_others = {
        "indicator_vi": Indicator.name_vi,
        "indicator_en": Indicator.name_en,
        **{name: getattr(AREA, name) for name in ("vintage", "level", "name_vi", "name_en")},
        **{f"tracked_{name}": getattr(TRACKED_AREA, name) for name in ("vintage", "level")},
        "area_code": AREA.code,
        "tracked_area_code": TRACKED_AREA.code,
    }
    return (
        select(*(of_others.get(name) or getattr(Target, name) for name in TARGET_COLUMNS))
        .select_from(Target)
        .join(Indicator, col(Indicator.code) == col(Target.indicator_code))
        .join(AREA, col(AREA.id) == col(Target.area_id))
        .join(TRACKED_AREA, col(TRACKED_AREA.id) == col(Target.tracked_area_id), isouter=True)
        .order_by(col(Indicator.position), col(AREA.vintage), col(AREA.level), col(AREA.code))
        .order_by(col(Target.period_to), col(Target.id))
    )


def target_levels(session: Session) -> pd.DataFrame:
    """The levels of the areas that targets are set for, by name, each with the number of its targets."""
    statement = (
        select(col(Area.level), func.count())
        .select_from(Target)
        .join(Area, col(Area.id) == col(Target.area_id))
        .group_by(col(Area.level))
        .order_by(col(Area.level))
    )
    return frame(session.execute(statement), {"level": TEXT, "targets": WHOLE})
