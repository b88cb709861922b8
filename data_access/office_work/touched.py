"""Which areas and years a file is about that an office sent, read from its rows as they are kept."""

from __future__ import annotations

import io
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import SubmissionPart

# The tables of a file whose rows are of an area, and the column of their year; "" where they have none.
YEAR_OF = {
    **{"figure": "year", "money": "period_to", "outcome": "period_to", "area_class": ""},
    **{"target": "", "livelihood_model": "", "overlap_pair": "period_to", "bottleneck": ""},
}
KEPT = 512


class Touched(NamedTuple):
    """The numbers of the areas that a file has rows of, and the years of its rows."""

    areas: frozenset[int]
    years: frozenset[int]


# The rows of a submission never change, so that what is read once holds: by store, number and file.
_kept: OrderedDict[tuple[str, int, str], Touched] = OrderedDict()
_keeping = Lock()


def touched_by(session: Session, number: int, content_hash: str) -> Touched:
    """Return which areas and years a submission is about; both empty for a draft without usable rows."""
    bind = session.get_bind()
    if not isinstance(bind, Engine):
        # Of a single connection nothing says which store it is of.
        return _read(session, number)
    key = repr(bind), number, content_hash
    with _keeping:
        found = _kept.get(key)
    if found is None:
        found = _read(session, number)
        if not found.areas:
            # Perhaps hidden from this reader by the database.
            return found
        with _keeping:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found


def _read(session: Session, number: int) -> Touched:
    statement = (
        select(col(SubmissionPart.name), col(SubmissionPart.content))
        .where(col(SubmissionPart.submission_id) == number, col(SubmissionPart.name).in_(YEAR_OF))
        .order_by(col(SubmissionPart.name))
    )
    areas: set[int] = set()
    years: set[int] = set()
    for name, content in session.execute(statement):
        year = YEAR_OF[name]
        columns = ["area_id", year] if year else ["area_id"]
        rows = pd.read_parquet(io.BytesIO(content), engine="pyarrow", columns=columns)
        areas |= {int(one) for one in rows["area_id"].dropna().unique()}
        years |= {int(one) for one in rows[year].dropna().unique()} if year else set()
    return Touched(frozenset(areas), frozenset(years))
