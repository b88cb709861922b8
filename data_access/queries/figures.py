"""Figures of one indicator: of all areas of a level, or of one area."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure
from data_access.queries.areas import area_id
from data_access.queries.indicators import require_indicator
from data_access.queries.small_cells import shown_column
from data_access.store.frames import REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

FIGURE_COLUMNS = {
    "vintage": TEXT,
    "area_code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "year": WHOLE,
    "value": REAL,
    "value_min": REAL,
    "value_max": REAL,
    "decimals": WHOLE_OR_NULL,
    "qualifier": TEXT,
    "state": TEXT,
    "status": TEXT,
    "standard_code": TEXT,
    "source_kind": TEXT,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
    "period_from": WHOLE_OR_NULL,
    "as_of": TEXT,
    "status_note": TEXT,
}


def figures_by_area(
    session: Session,
    indicator_code: str,
    *,
    level: str,
    vintages: Sequence[str],
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """The shown figure of every area of a level in every year, by year, vintage and area code.

    Of some years alone where the first and the last of them are given.
    Columns as in ``FIGURE_COLUMNS``: ``value`` is in the indicator's unit, NaN where the source
    gives a range (``value_min``, ``value_max``) or where ``state`` is not ``reported``; ``decimals``
    as printed. Areas without a row in a year have no figure. Empty frame if there are none at all.
    Raises ``UnknownIndicator``.
    """
    statement = by_area_statement(indicator_code, level=level, vintages=vintages)
    if years is not None:
        statement = statement.where(col(Figure.year).between(*years))
    found = frame(session.execute(statement), FIGURE_COLUMNS)
    if found.empty:
        require_indicator(session, indicator_code)
    return found


def by_area_statement(indicator_code: str, *, level: str, vintages: Sequence[str]) -> Select[Any]:
    """The statement of ``figures_by_area``, whose plan is held by a test."""
    return (
        _figures(indicator_code)
        .where(col(Figure.preference) == 1, col(Area.level) == level)
        .where(col(Area.vintage).in_(sorted(set(vintages))))
        .order_by(col(Figure.year), col(Area.vintage), col(Area.code))
    )


def figures_of_area(
    session: Session, indicator_code: str, *, vintage: str, level: str, code: str
) -> pd.DataFrame:
    """The shown figures of one area, by year; columns and rules as in ``figures_by_area``.

    Raises ``UnknownIndicator`` or ``UnknownArea``.
    """
    number = area_id(session, vintage=vintage, level=level, code=code)
    return _of_area(session, indicator_code, number, [col(Figure.preference) == 1])


PLACE_COLUMNS = {"indicator_code": TEXT} | FIGURE_COLUMNS


def figures_of_place(session: Session, *, vintage: str, level: str, code: str) -> pd.DataFrame:
    """The shown figures of every indicator for one area, by indicator and year.

    Columns of ``figures_of_area`` behind ``indicator_code``. Raises ``UnknownArea``.
    """
    number = area_id(session, vintage=vintage, level=level, code=code)
    columns = [_column(name) for name in PLACE_COLUMNS]
    statement = (
        select(*columns)
        .join(Figure, col(Figure.area_id) == col(Area.id))
        .where(col(Figure.area_id) == number, col(Figure.preference) == 1)
        .order_by(col(Figure.indicator_code), col(Figure.year))
    )
    return frame(session.execute(statement), PLACE_COLUMNS)


def other_reports(
    session: Session, indicator_code: str, *, vintage: str, level: str, code: str
) -> pd.DataFrame:
    """What other reports say of figures that are shown, by year, the next best first.

    Columns and errors as in ``figures_of_area``.
    """
    number = area_id(session, vintage=vintage, level=level, code=code)
    return _of_area(session, indicator_code, number, [col(Figure.preference) > 1])


OTHER_COLUMNS = FIGURE_COLUMNS | {"preference": WHOLE}


def other_reports_by_area(
    session: Session, indicator_code: str, *, level: str, vintages: Sequence[str]
) -> pd.DataFrame:
    """What other reports say of every area of a level, by year, vintage and area code, the next best first.

    Columns of ``figures_by_area`` and ``preference``, from 2. Doubtful reports are left out. Empty frame if
    there are none at all.
    """
    statement = (
        _figures(indicator_code, OTHER_COLUMNS)
        .where(col(Figure.preference) > 1, col(Figure.doubtful).is_not(True), col(Area.level) == level)
        .where(col(Area.vintage).in_(sorted(set(vintages))))
        .order_by(col(Figure.year), col(Area.vintage), col(Area.code), col(Figure.preference))
    )
    return frame(session.execute(statement), OTHER_COLUMNS)


def _of_area(session: Session, indicator_code: str, number: int, conditions: list[Any]) -> pd.DataFrame:
    require_indicator(session, indicator_code)
    statement = (
        _figures(indicator_code)
        .where(col(Figure.area_id) == number, *conditions)
        .order_by(col(Figure.year), col(Figure.preference))
    )
    return frame(session.execute(statement), FIGURE_COLUMNS)


def _figures(indicator_code: str, names: Iterable[str] = FIGURE_COLUMNS) -> Select[Any]:
    return (
        select(*(_column(name, indicator_code) for name in names))
        .join(Figure, col(Figure.area_id) == col(Area.id))
        .where(col(Figure.indicator_code) == indicator_code)
    )


def _column(name: str, indicator_code: str | None = None) -> Any:
    """The column of a frame's name: an area's for what names the area, else the figure's."""
    of_area = {
        "vintage": Area.vintage,
        "area_code": Area.code,
        "name_vi": Area.name_vi,
        "name_en": Area.name_en,
    }
    return of_area.get(name) or shown_column(name, indicator_code)
