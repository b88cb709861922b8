"""Which published file a newer one replaces: one of its kind whose every row it reports again."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import ColumnElement, Connection, or_, select
from sqlmodel import col

from data_access.loads.parts import rows_of
from data_access.loads.rows import all_typed
from data_access.loads.shown_rows import APART, KEYS
from data_access.models import Submission

# Besides what a row is about: two reports of one thing are kept side by side where these differ.
APART_BY = {
    "figure": ("as_of", "standard_code", "source_kind"),
    "money": ("as_of",),
    "outcome": ("as_of",),
}
# A newer file of the same lists and targets may rest on another document.
NOT_APART_BY = "source_code"
REVIEW, FORM = "review", "form_"
Things = Mapping[str, frozenset[str]]


def superseded_by(
    connection: Connection, kind: str, rows: Mapping[str, pd.DataFrame], besides: int | None = None
) -> int | None:
    """The latest published submission of ``kind`` whose rows are all in ``rows`` again; None for none.

    ``rows`` are frames by target or table. Two rows report the same thing where they agree in thing, area,
    period, standard, kind of source and date of the state of things. Where a file reports only some of an
    earlier one's rows, both count, and the later is shown where they meet. Sources alone are never
    superseded, nor is the submission ``besides``, whose rows these are.
    """
    statement = (
        select(col(Submission.id))
        .where(col(Submission.state) == "published", _is_of(kind))
        .order_by(col(Submission.id).desc())
    )
    earlier = [number for number in connection.scalars(statement) if number != besides]
    # A million rows are not made into texts for nothing.
    mine = _things(all_typed(rows)) if earlier else {}
    for number in earlier if mine else ():
        theirs = _things(rows_of(connection, number))
        if theirs and all(things <= mine.get(table, frozenset()) for table, things in theirs.items()):
            return number
    return None


def _is_of(kind: str) -> ColumnElement[bool]:
    """Whether a submission is of a kind; the forms of the review are one, alone or all in one workbook."""
    if kind == REVIEW or kind.startswith(FORM):
        return or_(col(Submission.kind) == REVIEW, col(Submission.kind).startswith(FORM))
    return col(Submission.kind) == kind


def _things(frames: Mapping[str, pd.DataFrame]) -> Things:
    """What the rows of each table are about, as texts; tables without keys of their own left out."""
    return {
        table: frozenset(_texts(frame, [*KEYS[table], *APART_BY.get(table, ())]))
        for table, frame in frames.items()
        if table in KEYS
    }


def _texts(rows: pd.DataFrame, names: list[str]) -> "pd.Series[str]":
    first, *others = (rows[name].astype("string").fillna("") for name in names if name != NOT_APART_BY)
    for other in others:
        first = first.str.cat(other, sep=APART)
    return first
