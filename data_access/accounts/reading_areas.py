"""The tree of areas, read from the store when a file is handed in."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlmodel import col

from data_access.accounts.area_tree import AreaTree
from data_access.models import Area, Crosswalk

# A piece of land without people makes nobody answer for the people of a place.
LAND_ALONE = "land"


def area_tree(connection: Connection) -> AreaTree:
    """Return all areas of the store with what is above each, and what went into what."""
    columns = (col(Area.id), col(Area.vintage), col(Area.level), col(Area.code), col(Area.parent_id))
    areas = connection.execute(select(*columns)).all()
    moves = connection.execute(
        select(col(Crosswalk.from_area_id), col(Crosswalk.to_area_id), col(Crosswalk.moved))
    )
    return AreaTree(
        {number: (vintage, level, code) for number, vintage, level, code, _ in areas},
        {number: above for number, *_, above in areas if above is not None},
        tuple((earlier, later) for earlier, later, moved in moves if moved != LAND_ALONE),
    )
