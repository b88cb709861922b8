"""The published counts of one review of every area, to be set beside the same counts made elsewhere."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure
from data_access.queries.small_cells import hidden_condition
from data_access.store.frames import REAL, TEXT, frame

COUNT_COLUMNS = {
    **dict.fromkeys(("vintage", "level", "area_code", "indicator_code"), TEXT),
    "value": REAL,
}
# What was found; a plan, a target or an expectation is no result of a review.
FOUND = ("final", "preliminary", "reported")


def review_counts_of_year(
    session: Session, year: int, standard: str, codes: Sequence[str], vintages: Sequence[str]
) -> pd.DataFrame:
    """The shown counts of a review by a standard at the end of a year, by vintage, level, area and indicator.

    Columns ``COUNT_COLUMNS``, ``value`` in the indicator's unit. Only exact whole numbers that the offices
    reported by this standard, none of a survey, and no small cells. Empty frame for none.
    """
    named = (Area.vintage, Area.level, Area.code, Figure.indicator_code, Figure.value)
    statement = (
        select(*(col(column) for column in named))
        .join(Area, col(Figure.area_id) == col(Area.id))
        .where(col(Figure.year) == year, col(Figure.preference) == 1, col(Figure.doubtful).is_not(True))
        .where(col(Figure.indicator_code).in_(codes), col(Area.vintage).in_(vintages))
        .where(col(Figure.source_kind) == "administrative", col(Figure.standard_code) == standard)
        .where(col(Figure.status).in_(FOUND), col(Figure.qualifier) == "exact")
        .where(col(Figure.state) == "reported", col(Figure.value).is_not(None), ~hidden_condition())
        .order_by(*(col(column) for column in named[:-1]))
    )
    found = frame(session.execute(statement), COUNT_COLUMNS)
    return found[found["value"] == found["value"].round()].reset_index(drop=True)
