"""Areas of one vintage and level."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.models import Area
from data_access.store.errors import UnknownArea
from data_access.store.frames import TEXT, frame

AREA_COLUMNS = {
    "vintage": TEXT,
    "level": TEXT,
    "code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "full_name_vi": TEXT,
    "full_name_en": TEXT,
    "folded_name": TEXT,
    "kind": TEXT,
    "urban_rural": TEXT,
    "parent_level": TEXT,
    "parent_code": TEXT,
    "valid_from": TEXT,
    "valid_to": TEXT,
}


def areas(
    session: Session, *, level: str, vintage: str, parent: tuple[str, str] | None = None
) -> pd.DataFrame:
    """The areas of a level in a vintage, by code; with ``parent`` (level and code) those right below it.

    ``folded_name`` is the Vietnamese name without accents in lower case, for searching;
    ``parent_level`` and ``parent_code`` name the area above (NaN for the nation); ``valid_from`` and
    ``valid_to`` are ISO dates, NaN where open. Empty frame for a level or vintage that has none.
    """
    above = aliased(Area)
    statement = (
        select(
            col(Area.vintage),
            col(Area.level),
            col(Area.code),
            col(Area.name_vi),
            col(Area.name_en),
            col(Area.full_name_vi),
            col(Area.full_name_en),
            col(Area.folded_name),
            col(Area.kind),
            col(Area.urban_rural),
            col(above.level),
            col(above.code),
            col(Area.valid_from),
            col(Area.valid_to),
        )
        .join(above, col(above.id) == col(Area.parent_id), isouter=True)
        .where(col(Area.level) == level, col(Area.vintage) == vintage)
        .order_by(col(Area.code))
    )
    if parent is not None:
        statement = statement.where(col(above.level) == parent[0], col(above.code) == parent[1])
    return frame(session.execute(statement), AREA_COLUMNS)


def area_id(session: Session, *, vintage: str, level: str, code: str) -> int:
    """The store's own number of an area; raises ``UnknownArea``."""
    statement = select(col(Area.id)).where(
        col(Area.vintage) == vintage, col(Area.level) == level, col(Area.code) == code
    )
    number = session.scalar(statement)
    if number is None:
        raise UnknownArea(vintage=vintage, level=level, area=code)
    return number
