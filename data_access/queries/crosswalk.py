"""What areas were made of: units of earlier vintages that went into them."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.models import Area, Crosswalk
from data_access.queries.areas import area_id
from data_access.store.frames import TEXT, frame

EARLIER_UNIT_COLUMNS = {
    "code": TEXT,
    "from_vintage": TEXT,
    "from_code": TEXT,
    "from_name_vi": TEXT,
    "from_name_en": TEXT,
    "changed_on": TEXT,
}


def earlier_units(session: Session, *, level: str, vintage: str) -> pd.DataFrame:
    """Units of earlier vintages that went into areas of a level and vintage, by area and unit.

    ``changed_on`` is the ISO date from which the area had its new boundary: the day after the unit's last.
    Areas whose boundary is not known to have changed have no row; empty frame if none has.
    """
    before, now = aliased(Area), aliased(Area)
    statement = (
        select(
            col(now.code),
            col(before.vintage),
            col(before.code),
            col(before.name_vi),
            col(before.name_en),
            col(before.valid_to),
            col(now.valid_from),
        )
        .select_from(Crosswalk)
        .join(before, col(before.id) == col(Crosswalk.from_area_id))
        .join(now, col(now.id) == col(Crosswalk.to_area_id))
        .where(col(now.level) == level, col(now.vintage) == vintage)
        .order_by(col(now.code), col(before.vintage), col(before.code))
    )
    rows = [
        (*row, _day_after(ended) if ended else since) for *row, ended, since in session.execute(statement)
    ]
    return frame(rows, EARLIER_UNIT_COLUMNS)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


PAIR_COLUMNS = {
    "from_code": TEXT,
    "to_code": TEXT,
    "relation": TEXT,
    "moved": TEXT,
    "to_vintage": TEXT,
    "to_name_vi": TEXT,
    "to_name_en": TEXT,
}


def crosswalk_pairs(session: Session, *, level: str, from_vintage: str, to_vintage: str) -> pd.DataFrame:
    """Which units of a level went into which units of the same level of a later vintage, by codes.

    ``relation`` is ``whole`` or ``part``; ``moved`` is one of ``models.area.MOVED``. Empty frame for a level
    without a crosswalk.
    """
    before, now = aliased(Area), aliased(Area)
    statement = (
        select(
            col(before.code),
            col(now.code),
            col(Crosswalk.relation),
            _moved(),
            col(now.vintage),
            col(now.name_vi),
            col(now.name_en),
            col(now.level),
        )
        .select_from(before)
        .join(Crosswalk, col(Crosswalk.from_area_id) == col(before.id))
        .join(now, col(now.id) == col(Crosswalk.to_area_id))
        .where(col(before.level) == level, col(before.vintage) == from_vintage)
        .order_by(col(now.code), col(before.code))
    )
    # Asking for the later level here instead makes SQLite pair every earlier unit with every later one.
    wanted = (level, to_vintage)
    rows = [row[:-1] for row in session.execute(statement) if (row[-1], row[4]) == wanted]
    return frame(rows, PAIR_COLUMNS)


def _moved() -> Any:
    """Select what moved; in data from before the column was added only the relation is known."""
    by_relation = case((col(Crosswalk.relation) == "whole", "all"), else_="part")
    return func.coalesce(col(Crosswalk.moved), by_relation)


LINEAGE_COLUMNS = {
    "direction": TEXT,
    "vintage": TEXT,
    "level": TEXT,
    "code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "full_name_vi": TEXT,
    "full_name_en": TEXT,
    "relation": TEXT,
    "moved": TEXT,
    "province_code": TEXT,
    "province_vi": TEXT,
    "province_en": TEXT,
}


def lineage(session: Session, *, vintage: str, level: str, code: str) -> pd.DataFrame:
    """Units that went into an area (``direction`` predecessor) and that it went into (successor).

    By direction, level and code. ``relation`` is ``whole`` or ``part``, ``moved`` one of
    ``models.area.MOVED``. A district's successors are those of its communes: ``whole`` where every old
    commune of the new unit lay in the district, else ``part``; ``moved`` is then ``all_people`` where what
    lay elsewhere was land alone, ``land`` where the district gave land alone, else ``part``.
    Raises ``UnknownArea``.
    """
    number = area_id(session, vintage=vintage, level=level, code=code)
    rows = [
        *_related(session, "predecessor", [number]),
        *_related(session, "successor", [number]),
    ]
    if level == "district":
        rows += _successors_of_communes(session, number)
    return frame(rows, LINEAGE_COLUMNS)


def _related(session: Session, direction: str, numbers: list[int]) -> list[tuple[object, ...]]:
    here, there = col(Crosswalk.to_area_id), col(Crosswalk.from_area_id)
    if direction == "successor":
        here, there = there, here
    other, province = aliased(Area), aliased(Area)
    statement = (
        select(*_named(other), col(Crosswalk.relation), _moved(), *_coded(province))
        .select_from(Crosswalk)
        .join(other, col(other.id) == there)
        .join(province, col(province.id) == col(other.parent_id), isouter=True)
        .where(here.in_(numbers))
        .order_by(col(other.level), col(other.code))
    )
    return [(direction, *row) for row in session.execute(statement)]


def _successors_of_communes(session: Session, district: int) -> list[tuple[object, ...]]:
    moved = _moved_of_district(session, district)
    other, province = aliased(Area), aliased(Area)
    statement = (
        select(col(other.id), *_named(other), *_coded(province))
        .join(province, col(province.id) == col(other.parent_id), isouter=True)
        .where(col(other.id).in_(moved))
        .order_by(col(other.code))
    )
    rows = []
    for number, *cells in session.execute(statement):
        relation = "whole" if moved[number] == "all" else "part"
        rows.append(("successor", *cells[:7], relation, moved[number], *cells[7:]))
    return rows


def _moved_of_district(session: Session, district: int) -> dict[int, str]:
    """What each area that a district's communes went into has of the district, by the area's number."""
    communes = select(col(Area.id)).where(col(Area.parent_id) == district)
    into = select(col(Crosswalk.to_area_id)).where(col(Crosswalk.from_area_id).in_(communes))
    statement = (
        select(col(Crosswalk.to_area_id), col(Area.parent_id), _moved())
        .join(Area, col(Area.id) == col(Crosswalk.from_area_id))
        .where(col(Crosswalk.to_area_id).in_(into))
    )
    inside: dict[int, set[str]] = {}
    outside: dict[int, set[str]] = {}
    for number, parent, moved in session.execute(statement):
        (inside if parent == district else outside).setdefault(number, set()).add(moved)
    return {number: _share_of(gave, outside.get(number, set())) for number, gave in inside.items()}


def _share_of(inside: set[str], outside: set[str]) -> str:
    """What a new unit has of a district, from what its parts inside and outside the district brought."""
    if not outside:
        return "all"
    if inside == {"land"}:
        return "land"
    return "all_people" if outside == {"land"} else "part"


def _named(other: Any) -> list[Any]:
    return [
        col(other.vintage),
        col(other.level),
        col(other.code),
        col(other.name_vi),
        col(other.name_en),
        col(other.full_name_vi),
        col(other.full_name_en),
    ]


def _coded(province: Any) -> list[Any]:
    return [col(province.code), col(province.name_vi), col(province.name_en)]
