"""How many cells of the review's forms are there, form by form and area by area; nothing counts as zero."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure, Indicator
from data_access.store.frames import TEXT, WHOLE, frame
from data_access.workbooks.reading.forms import REVIEW_FORMS

FORM_COLUMNS = {"form": WHOLE, "indicators": WHOLE, "areas": WHOLE, "areas_with_any": WHOLE, "due": WHOLE}
FORM_COLUMNS |= {"reported": WHOLE}
AREA_COLUMNS = {"code": TEXT, "name_vi": TEXT, "name_en": TEXT, "reported": WHOLE}


def completeness(session: Session, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """One row a form: areas of the level that year, those with any cell, cells ``due`` and ``reported``.

    ``indicators`` counts the form's columns that the store knows. A cell counts as reported with any state
    but ``missing``: not applicable and suppressed are answers. Empty frame for a level without areas.
    """
    known = set(session.scalars(select(col(Indicator.code))))
    areas = session.scalar(areas_in_force(vintage, level, year).with_only_columns(func.count())) or 0
    rows = []
    for form in REVIEW_FORMS:
        codes = sorted(set(form.codes) & known)
        counted = session.execute(
            select(func.count(), func.count(col(Figure.area_id).distinct()))
            .select_from(Figure)
            .join(Area, col(Area.id) == col(Figure.area_id))
            .where(*in_force(vintage, level, year), *_cells(codes, year))
        ).one()
        rows.append((form.number, len(codes), areas, counted[1], len(codes) * areas, counted[0]))
    return frame(rows if areas else [], FORM_COLUMNS)


def missing_areas(session: Session, *, vintage: str, level: str, year: int, form: int) -> pd.DataFrame:
    """The areas of a level that lack cells of a form, by code, with how many they have."""
    codes = next(found.codes for found in REVIEW_FORMS if found.number == form)
    known = sorted(set(codes) & set(session.scalars(select(col(Indicator.code)))))
    counted = (
        select(col(Figure.area_id), func.count().label("cells"))
        .where(*_cells(known, year))
        .group_by(col(Figure.area_id))
        .subquery()
    )
    cells = func.coalesce(counted.c.cells, 0)
    statement = (
        areas_in_force(vintage, level, year)
        .join(counted, counted.c.area_id == col(Area.id), isouter=True)
        .with_only_columns(col(Area.code), col(Area.name_vi), col(Area.name_en), cells)
        .where(cells < len(known))
        .order_by(col(Area.code))
    )
    return frame(session.execute(statement), AREA_COLUMNS)


def areas_in_force(vintage: str, level: str, year: int) -> Select[Any]:
    """The areas of a level at the end of a year, to be asked for or counted."""
    return select(Area).where(*in_force(vintage, level, year))


def in_force(vintage: str, level: str, year: int) -> list[ColumnElement[bool]]:
    """The areas of a vintage that were there at the end of the year, when the review is made."""
    end = f"{year}-12-31"
    return [
        col(Area.vintage) == vintage,
        col(Area.level) == level,
        or_(col(Area.valid_from).is_(None), col(Area.valid_from) <= end),
        or_(col(Area.valid_to).is_(None), col(Area.valid_to) >= end),
    ]


def _cells(codes: list[str], year: int) -> list[ColumnElement[bool]]:
    return [
        col(Figure.indicator_code).in_(codes),
        col(Figure.year) == year,
        col(Figure.preference) == 1,
        col(Figure.state) != "missing",
    ]
