"""How far figures cover areas and years, counted once at each load."""

from sqlalchemy import Connection, delete, func, insert, select
from sqlmodel import col

from data_access.models import Area, Coverage, Figure


def count_anew(connection: Connection) -> None:
    """Count the areas of each level that report a value, for every indicator and year."""
    connection.execute(delete(Coverage))
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
    columns = ["indicator_code", "vintage", "level", "year", "areas"]
    connection.execute(insert(Coverage).from_select(columns, counted))
