"""Counts of an indicator by every standard that they are reported by, where one report alone will not do."""

from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure
from data_access.queries.small_cells import shown_column
from data_access.store.frames import REAL, TEXT, WHOLE, frame

COUNT_COLUMNS = {"area_code": TEXT, "year": WHOLE, "value": REAL, "standard_code": TEXT}


def counts_by_standard(
    session: Session, indicator_code: str, *, level: str, vintage: str, years: tuple[int, int]
) -> pd.DataFrame:
    """Return every report with a value of the areas of a level, from the first year to the last.

    By year and area, the preferred report first, then the next best; doubtful ones are left out. Columns as
    in ``COUNT_COLUMNS``; a small cell has no value. Empty where nothing was reported.
    """
    counted = list(COUNT_COLUMNS)[1:]
    columns: list[Any] = [col(Area.code), *(shown_column(name, indicator_code) for name in counted)]
    statement = (
        select(*columns)
        .join(Figure, col(Figure.area_id) == col(Area.id))
        .where(col(Figure.indicator_code) == indicator_code, col(Figure.doubtful).is_not(True))
        .where(col(Area.level) == level, col(Area.vintage) == vintage, col(Figure.year).between(*years))
        .where(col(Figure.value).is_not(None))
        .order_by(col(Figure.year), col(Area.code), col(Figure.preference))
    )
    return frame(session.execute(statement), COUNT_COLUMNS)
