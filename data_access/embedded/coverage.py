"""How far figures cover areas and years, counted once at each load.

An amount of money of several years is the figure of no year, and counts in none (decision 0033).
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, or_, select
from sqlmodel import col

from data_access.comparing.amounts_of_a_year import MONEY_UNIT
from data_access.models import Area, Coverage, Figure, Indicator


def recount(connection: Connection, indicators: Iterable[str] | None = None) -> None:
    """Count the areas of each level that report a value, for every indicator (or those named) and year."""
    named = None if indicators is None else sorted(set(indicators))
    stale = delete(Coverage)
    connection.execute(stale if named is None else stale.where(col(Coverage.indicator_code).in_(named)))
    amounts = select(col(Indicator.code)).where(col(Indicator.unit) == MONEY_UNIT)
    is_of_a_year = or_(
        col(Figure.period_from).is_(None),
        col(Figure.period_from) == col(Figure.year),
        col(Figure.indicator_code).not_in(amounts),
    )
    counted = (
        select(
            col(Figure.indicator_code),
            col(Area.vintage),
            col(Area.level),
            col(Figure.year),
            func.count().label("areas"),
        )
        .join(Area, col(Area.id) == col(Figure.area_id))
        .where(col(Figure.preference) == 1, col(Figure.state) == "reported", is_of_a_year)
        .group_by(col(Figure.indicator_code), col(Area.vintage), col(Area.level), col(Figure.year))
    )
    if named is not None:
        counted = counted.where(col(Figure.indicator_code).in_(named))
    columns = ["indicator_code", "vintage", "level", "year", "areas"]
    connection.execute(insert(Coverage).from_select(columns, counted))
