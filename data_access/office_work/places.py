"""Whose work it is: the places that somebody sends reports of, and those whose reports they decide on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.facts import Grant
from data_access.models import Area, Crosswalk
from data_access.queries.hierarchy import inside

DECIDING = ("approver", "publisher")


class Place(NamedTuple):
    """One area by its vintage, level and code."""

    vintage: str
    level: str
    code: str


class WorkPlaces(NamedTuple):
    """The places of one account: ``sends`` as an officer, ``decides`` as an approver or publisher."""

    sends: tuple[Place, ...] = ()
    decides: tuple[Place, ...] = ()


def places_of(grants: Iterable[Grant]) -> WorkPlaces:
    """Return the places of an account by its rights; other roles have no work list."""
    given = list(grants)
    return WorkPlaces(places_for(given, "officer"), places_for(given, *DECIDING))


def places_for(grants: Iterable[Grant], *roles: str) -> tuple[Place, ...]:
    """Return the places in which rights give one of these roles, each once."""
    found = (Place(one.vintage, one.level, one.code) for one in grants if one.role in roles)
    return tuple(dict.fromkeys(found))


def areas_of(session: Session, places: Iterable[Place]) -> frozenset[int] | None:
    """Return the numbers of the areas in some places, of both eras; None for the whole country.

    A place holds all below it, the communes of the other era that its own became or were made of, and a
    province of today moreover the districts and provinces that those lay in. A place that the store does not
    know holds nothing.
    """
    found: set[int] = set()
    for place in places:
        if place.level == "nation":
            return None
        number = session.scalar(
            select(col(Area.id)).where(
                col(Area.vintage) == place.vintage,
                col(Area.level) == place.level,
                col(Area.code) == place.code,
            )
        )
        if number is not None:
            found |= _areas_in(session, int(number), place.level)
    return frozenset(found)


def _areas_in(session: Session, number: int, level: str) -> set[int]:
    below = inside(number)
    later = select(col(Crosswalk.to_area_id)).where(col(Crosswalk.from_area_id).in_(below))
    former = select(col(Crosswalk.from_area_id)).where(col(Crosswalk.to_area_id).in_(below))
    found = set(session.scalars(below)) | set(session.scalars(later)) | set(session.scalars(former))
    if level == "province":
        # Of one commune the former district is not the office's.
        districts = select(col(Area.parent_id)).where(col(Area.id).in_(former))
        provinces = select(col(Area.parent_id)).where(
            col(Area.id).in_(districts), col(Area.level) == "district"
        )
        found |= {*session.scalars(districts), *session.scalars(provinces)} - {None}
    return found
