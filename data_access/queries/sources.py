"""Where figures come from: sources, standards, known slips, and the newest load of the store."""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Figure, KnownSlip, Load, Source, Standard
from data_access.store.frames import TEXT, WHOLE, WHOLE_OR_NULL, frame

SOURCE_COLUMNS = {
    "code": TEXT,
    "title": TEXT,
    "title_en": TEXT,
    "publisher": TEXT,
    "publisher_en": TEXT,
    "kind": TEXT,
    "doc_number": TEXT,
    "table_number": TEXT,
    "page": TEXT,
    "date": TEXT,
    "url": TEXT,
    "address_of": TEXT,
    "read_on": TEXT,
    "licence": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
    "figures": WHOLE,
}
STANDARD_COLUMNS = {
    "code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "kind": TEXT,
    "series": TEXT,
    "legal_basis": TEXT,
    "first_year": WHOLE_OR_NULL,
    "last_year": WHOLE_OR_NULL,
    "note_vi": TEXT,
    "note_en": TEXT,
    "source_code": TEXT,
}
SLIP_COLUMNS = {"code": TEXT, "what_vi": TEXT, "what_en": TEXT, "source_code": TEXT, "affects": TEXT}


def sources(session: Session) -> pd.DataFrame:
    """Every source, by code, with the number of ``figures`` that rest on it (0 where none does).

    ``date`` and ``read_on``, the day a source was read, are text as precise as they are known: 2021, 2021-07
    or 2021-07-23. ``table_number`` and ``page`` say where in a document or database a table is,
    ``address_of`` is one of ``ADDRESSES``.
    """
    counted = (
        select(col(Figure.source_code).label("code"), func.count().label("figures"))
        .group_by(col(Figure.source_code))
        .subquery()
    )
    columns = [getattr(Source, name) for name in SOURCE_COLUMNS if name != "figures"]
    statement = (
        select(*columns, func.coalesce(counted.c.figures, 0))
        .join(counted, counted.c.code == col(Source.code), isouter=True)
        .order_by(col(Source.code))
    )
    return frame(session.execute(statement), SOURCE_COLUMNS)


def standards(session: Session) -> pd.DataFrame:
    """Every poverty standard with the years it was in force, by first year, then code."""
    statement = select(*(getattr(Standard, name) for name in STANDARD_COLUMNS)).order_by(
        col(Standard.first_year).nulls_last(), col(Standard.code)
    )
    return frame(session.execute(statement), STANDARD_COLUMNS)


def known_slips(session: Session) -> pd.DataFrame:
    """Mistakes seen in published sources, by code, in Vietnamese and English."""
    statement = select(*(getattr(KnownSlip, name) for name in SLIP_COLUMNS)).order_by(col(KnownSlip.code))
    return frame(session.execute(statement), SLIP_COLUMNS)


def store_load_number(session: Session) -> int:
    """The number of the newest load; it grows whenever figures change. 0 for a store without any."""
    return session.scalar(select(func.max(col(Load.id)))) or 0
