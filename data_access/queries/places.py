"""Every area of every vintage with what a person needs to know it by: the ground of the place search."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, AreaName, Crosswalk
from data_access.store.frames import TEXT, WHOLE, frame
from vocabulary.vintages import NEW, OLD

LEVELS = ("province", "district", "commune")

PLACE_COLUMNS = {
    "vintage": TEXT,
    "level": TEXT,
    "code": TEXT,
    "kind": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "full_name_vi": TEXT,
    "full_name_en": TEXT,
    "name_from": TEXT,
    "name_to": TEXT,
    "valid_from": TEXT,
    "valid_to": TEXT,
    "district_code": TEXT,
    "district_name_vi": TEXT,
    "district_name_en": TEXT,
    "province_code": TEXT,
    "province_name_vi": TEXT,
    "province_name_en": TEXT,
    "now_vintage": TEXT,
    "now_code": TEXT,
    "now_name_vi": TEXT,
    "now_name_en": TEXT,
    "successors": WHOLE,
    "became_vi": TEXT,
    "became_en": TEXT,
}


class Unit(NamedTuple):
    """One area; ``id`` and ``parent_id`` are whatever the other units refer to it by."""

    id: Any
    parent_id: Any
    vintage: str
    level: str
    code: str
    kind: str
    name_vi: str
    name_en: str
    full_name_vi: str
    full_name_en: str
    valid_from: str | None
    valid_to: str | None


class DatedName(NamedTuple):
    """A name and kind that an area bore between two dates."""

    area_id: Any
    kind: str
    name_vi: str
    name_en: str
    full_name_vi: str
    full_name_en: str
    valid_from: str | None
    valid_to: str | None


def places(session: Session) -> pd.DataFrame:
    """Provinces, districts and communes of every vintage, one row an area and name it bore.

    ``name_from`` and ``name_to`` are the ISO dates of that name, ``valid_from`` and ``valid_to`` those of
    the area, NaN where open. ``district_…`` and ``province_…`` are the areas above it in its own vintage,
    NaN where there are none. ``now_…`` is the province of today in which an area that ended lies, found
    through the crosswalk, NaN for areas of today. ``successors`` counts the areas of the next vintage that
    took over its territory: of a district, those of its communes; 0 for areas of today. ``became_…`` are the
    full names of what an area that ended before 30 June 2025 went into, NaN for all others.
    Ordered by vintage, level (province first), code and date of the name; empty frame for a store
    without areas.
    """
    return lay_out(_units(session), _dated_names(session), _ways(session))


def _units(session: Session) -> list[Unit]:
    statement = select(*(col(getattr(Area, name)) for name in Unit._fields)).where(
        col(Area.level).in_(LEVELS)
    )
    return [Unit(*row) for row in session.execute(statement)]


def _dated_names(session: Session) -> list[DatedName]:
    statement = select(*(col(getattr(AreaName, name)) for name in DatedName._fields))
    return [DatedName(*row) for row in session.execute(statement)]


def _ways(session: Session) -> list[tuple[Any, Any]]:
    statement = select(col(Crosswalk.from_area_id), col(Crosswalk.to_area_id))
    return [(before, after) for before, after in session.execute(statement)]


def lay_out(
    units: Iterable[Unit], dated_names: Iterable[DatedName], ways: Iterable[tuple[Any, Any]]
) -> pd.DataFrame:
    """The frame of ``places`` from units, their dated names, and pairs of ids (before, after)."""
    by_id = {unit.id: unit for unit in units}
    names, after = _grouped((name.area_id, name) for name in dated_names), _grouped(ways)
    successors = _successors(by_id, after)
    listed = sorted(by_id.values(), key=lambda unit: (unit.vintage, LEVELS.index(unit.level), unit.code))
    return frame(
        (
            (*unit[2:5], *name, unit.valid_from, unit.valid_to, *around, len(successors[unit.id]), *became)
            for unit in listed
            for around in (_surroundings(unit, by_id, after),)
            for became in (_became(unit, by_id, after),)
            for name in _names_borne(unit, names[unit.id])
        ),
        PLACE_COLUMNS,
    )


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> defaultdict[Any, list[Any]]:
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _names_borne(unit: Unit, dated: Sequence[DatedName]) -> Iterator[tuple[str | None, ...]]:
    """Kind, four names and two dates of each name of a unit, the oldest first."""
    if not dated:
        yield *unit[5:10], unit.valid_from, unit.valid_to
    for name in sorted(dated, key=lambda name: name.valid_from or ""):
        yield name[1:]


def _surroundings(
    unit: Unit, by_id: Mapping[Any, Unit], after: Mapping[Any, list[Any]]
) -> tuple[str | None, ...]:
    above = _above(unit, by_id)
    district = above.get("district") if unit.level != "district" else None
    province = above.get("province") if unit.level != "province" else None
    now = _of_today(above.get("province"), by_id, after)
    now_key = (now.vintage, *_named(now)) if now else (None,) * 4
    return (*_named(district), *_named(province), *now_key)


def _above(unit: Unit, by_id: Mapping[Any, Unit]) -> dict[str, Unit]:
    """The unit and those above it, by level."""
    found, next_up = {}, by_id.get(unit.id)
    while next_up is not None:
        found[next_up.level] = next_up
        next_up = by_id.get(next_up.parent_id)
    return found


def _of_today(
    province: Unit | None, by_id: Mapping[Any, Unit], after: Mapping[Any, list[Any]]
) -> Unit | None:
    """The province into which one that ended went in the end; every old province went into one, whole."""
    now = province
    while now is not None and after.get(now.id):
        now = by_id[after[now.id][0]]
    return None if now is province else now


def _became(
    unit: Unit, by_id: Mapping[Any, Unit], after: Mapping[Any, list[Any]]
) -> tuple[str | None, str | None]:
    """The full names of what a former area went into, joined by commas."""
    if unit.vintage in (OLD, NEW):
        return None, None
    found = (by_id[successor] for successor in after.get(unit.id, ()))
    went_into = sorted(found, key=lambda successor: successor.code)
    if not went_into:
        return None, None
    return (
        ", ".join(unit.full_name_vi for unit in went_into),
        ", ".join(unit.full_name_en for unit in went_into),
    )


def _named(unit: Unit | None) -> tuple[str | None, str | None, str | None]:
    return (unit.code, unit.name_vi, unit.name_en) if unit else (None, None, None)


def _successors(by_id: Mapping[Any, Unit], after: Mapping[Any, list[Any]]) -> defaultdict[Any, set[Any]]:
    found: defaultdict[Any, set[Any]] = defaultdict(set)
    for unit in by_id.values():
        taken_over = after.get(unit.id, ())
        found[unit.id].update(taken_over)
        parent = by_id.get(unit.parent_id)
        if parent is not None and parent.level == "district":
            found[parent.id].update(taken_over)
    return found
