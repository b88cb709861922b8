"""How far figures cover areas and years, counted once at each load."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select
from sqlmodel import col

from data_access.models import Area, Coverage, Figure


def recount(connection: Connection, indicators: Iterable[str] | None = None) -> None:
    """Count the areas of each level that report a value, for every indicator (or those named) and year."""
    named = None if indicators is None else sorted(set(indicators))
    stale = delete(Coverage)
    connection.execute(stale if named is None else stale.where(col(Coverage.indicator_code).in_(named)))
    counted = (
        select(
            col(Figure.indicator_code),
            col(Area.vintage),
            col(Area.level),
            col(Figure.year),
            func.count().label("areas"),
        )
        .join(Area, col(Area.id) == col(Figure.area_id))
        .where(col(Figure.preference) == 1, col(Figure.state) == "reported")
        .group_by(col(Figure.indicator_code), col(Area.vintage), col(Area.level), col(Figure.year))
    )
    if named is not None:
        counted = counted.where(col(Figure.indicator_code).in_(named))
    columns = ["indicator_code", "vintage", "level", "year", "areas"]
    connection.execute(insert(Coverage).from_select(columns, counted))
