"""Figures of one year and level: of several indicators side by side, or of one with how it was measured."""

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure


def side_by_side(
    session: Session, codes: Iterable[str], *, vintage: str, level: str, year: int
) -> pd.DataFrame:
    """The shown exact values of these indicators, NaN where there is none.

    Indexed by area code, name_vi and name_en. The numbers are those of the store, small cells included:
    they are for comparing, and the caller must keep small cells out of what it shows of them.
    """
    found = session.execute(
        select(
            *(col(getattr(Area, name)) for name in ("code", "name_vi", "name_en")),
            col(Figure.indicator_code),
            col(Figure.value),
        )
        .join(Figure, col(Figure.area_id) == col(Area.id))
        .where(col(Area.vintage) == vintage, col(Area.level) == level, col(Figure.year) == year)
        .where(col(Figure.preference) == 1, col(Figure.qualifier) == "exact")
        .where(col(Figure.value).is_not(None), col(Figure.indicator_code).in_(sorted(set(codes))))
    )
    rows = pd.DataFrame(found.all(), columns=["code", "name_vi", "name_en", "indicator_code", "value"])
    return rows.pivot(index=["code", "name_vi", "name_en"], columns="indicator_code", values="value")


def measured(session: Session, code: str, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """The shown exact values of an indicator with how they were measured, by area code.

    Columns ``code``, ``name_vi``, ``name_en``, ``value``, ``standard_code`` ("" for none) and
    ``source_kind``. Small cells as in ``side_by_side``.
    """
    found = session.execute(
        select(
            *(col(getattr(Area, name)) for name in ("code", "name_vi", "name_en")),
            *(col(getattr(Figure, name)) for name in ("value", "standard_code", "source_kind")),
        )
        .join(Figure, col(Figure.area_id) == col(Area.id))
        .where(col(Area.vintage) == vintage, col(Area.level) == level, col(Figure.year) == year)
        .where(col(Figure.preference) == 1, col(Figure.qualifier) == "exact")
        .where(col(Figure.value).is_not(None), col(Figure.indicator_code) == code)
        .order_by(col(Area.code))
    )
    columns = ["code", "name_vi", "name_en", "value", "standard_code", "source_kind"]
    return pd.DataFrame(found.all(), columns=columns).fillna({"standard_code": ""})
