"""Which areas lie in which, also across the reform of 2025, and which are of a class."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.models import Area, AreaClass, Crosswalk
from data_access.queries.areas import area_id
from data_access.store.frames import TEXT, WHOLE_OR_NULL, frame

PART_COLUMNS = {"code": TEXT, "province_code": TEXT}
CLASS_COLUMNS = {
    "class_code": TEXT,
    "vintage": TEXT,
    "level": TEXT,
    "code": TEXT,
    "area_name": TEXT,
    "parent_name": TEXT,
    "valid_from": TEXT,
    "valid_to": TEXT,
    "list_total": WHOLE_OR_NULL,
    "source_code": TEXT,
    "note": TEXT,
}


def parts_of(
    session: Session, *, level: str, vintage: str, of_vintage: str, of_level: str, of_code: str
) -> pd.DataFrame:
    """Areas of a level and vintage that lie in an area, by code, with the code of their province.

    An area of an earlier vintage holds the later units that any of its communes went into. Empty
    frame where nothing of that level lies in it. Raises ``UnknownArea``.
    """
    whole = area_id(session, vintage=of_vintage, level=of_level, code=of_code)
    found = inside(whole)
    if of_vintage != vintage:
        found = select(col(Crosswalk.to_area_id)).where(col(Crosswalk.from_area_id).in_(found))
    area, parent = aliased(Area), aliased(Area)
    statement = (
        select(col(area.code), col(parent.level), col(parent.code))
        .join(parent, col(parent.id) == col(area.parent_id), isouter=True)
        .where(col(area.level) == level, col(area.vintage) == vintage, col(area.id).in_(found))
        .order_by(col(area.code))
    )
    rows = [
        (code, parent_code if parent_level == "province" else code)
        for code, parent_level, parent_code in session.execute(statement)
    ]
    return frame(rows, PART_COLUMNS)


def inside(number: int) -> Select[Any]:
    """Select the numbers of an area and of all below it, to be asked for or counted in."""
    below = select(col(Area.id)).where(col(Area.id) == number).cte("below", recursive=True)
    below = below.union(select(col(Area.id)).join(below, col(Area.parent_id) == below.c.id))
    return select(below.c.id)


def area_classes(session: Session) -> pd.DataFrame:
    """Every known member of the official lists of areas, by class and code.

    ``list_total`` is how many areas the whole list has, which may be more than are known; ``code``
    is NaN for an area known by name only.
    """
    area = aliased(Area)
    statement = (
        select(
            col(AreaClass.class_code),
            col(area.vintage),
            col(area.level),
            col(area.code),
            col(AreaClass.area_name),
            col(AreaClass.parent_name),
            col(AreaClass.valid_from),
            col(AreaClass.valid_to),
            col(AreaClass.list_total),
            col(AreaClass.source_code),
            col(AreaClass.note),
        )
        .join(area, col(area.id) == col(AreaClass.area_id), isouter=True)
        .order_by(col(AreaClass.class_code), col(area.code).nulls_last(), col(AreaClass.area_name))
    )
    return frame(session.execute(statement), CLASS_COLUMNS)
