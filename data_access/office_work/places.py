"""Whose work it is: the places that somebody sends reports of, and those whose reports they decide on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session

from data_access.accounts.facts import Grant
from data_access.accounts.reading_areas import area_tree

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
    """Return the numbers of the areas for which offices of some places answer, of both eras.

    What is below a place is what its rights reach (``AreaTree.reach``). None for the whole country; a place
    that the store does not know holds nothing.
    """
    wanted = set(places)
    if any(place.level == "nation" for place in wanted):
        return None
    if not wanted:
        return frozenset()
    tree = area_tree(session.connection())
    return frozenset().union(*(tree.reach(place) for place in wanted))
