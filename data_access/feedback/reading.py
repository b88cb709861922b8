"""The log of feedback is read: the list by those whose places it is about, the counts by everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from statistics import median
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.days import day_of
from data_access.models import Area, Feedback
from data_access.models.office_work import FEEDBACK_KINDS
from data_access.store.frames import REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame
from vocabulary.vintages import NEW, OF_LARGE_AREAS

OWN = (
    *("kind", "sender", "state", "received_on", "said", "cause", "made_at", "made_by"),
    *("answer", "decision", "answered_at", "answered_by"),
)
NAMES = ("full_name_vi", "full_name_en")
FEEDBACK_COLUMNS = {
    **dict.fromkeys(("id", "place_id", "office_id"), WHOLE),
    **dict.fromkeys(OWN, TEXT),
    **dict.fromkeys(("vintage", "level", "code", *NAMES), TEXT),
    **dict.fromkeys((f"office_{name}" for name in ("vintage", "level", "code", *NAMES)), TEXT),
    "days": WHOLE,
}
COUNT_COLUMNS = {"kind": TEXT, "open": WHOLE, "answered": WHOLE}
COUNT_COLUMNS |= {"median_days": REAL, "longest_open": WHOLE_OR_NULL}
CHOICE_COLUMNS = {**dict.fromkeys(("vintage", "level", "code", *NAMES), TEXT)}
CHOICE_COLUMNS |= dict.fromkeys(("in_vi", "in_en"), TEXT)


def feedback_list(session: Session, scope: frozenset[int] | None, on: dt.date) -> pd.DataFrame:
    """Return what was said of places in a scope or is to be answered by them, open first, then the newest.

    ``scope`` has numbers of areas, None is the whole country. ``days`` are those from the day on which it
    was received to its answer, or to ``on`` while it is open or when it was withdrawn. ``office_…`` is who is
    to answer; ``place_id`` and ``office_id`` are numbers of areas. Texts of what was withdrawn are null.
    Empty frame where nothing was said.
    """
    place, office = aliased(Area), aliased(Area)
    columns: list[Any] = [
        *(col(place.id).label("place_id"), col(office.id).label("office_id"), col(Feedback.id).label("id")),
        *(col(getattr(Feedback, name)).label(name) for name in OWN),
        *(*_named(place, ""), *_named(office, "office_")),
    ]
    statement = (
        select(*columns)
        .select_from(Feedback)
        .join(place, _is(place, ""))
        .join(office, _is(office, "office_"))
        .order_by(col(Feedback.state) != "open", col(Feedback.received_on).desc(), col(Feedback.id).desc())
    )
    rows = [dict(row) for row in session.execute(statement).mappings()]
    if scope is not None:
        rows = [row for row in rows if row["place_id"] in scope or row["office_id"] in scope]
    for row in rows:
        row["days"] = _days(row["received_on"], row["answered_at"], on)
    return frame(([row[name] for name in FEEDBACK_COLUMNS] for row in rows), FEEDBACK_COLUMNS)


def feedback_counts(session: Session, on: dt.date) -> pd.DataFrame:
    """Return by kind how much is open and answered, with the median days to an answer.

    ``longest_open`` is for how many days the oldest open entry has waited ``on`` a day. What was withdrawn
    does not count. Kinds without an entry are left out; empty frame for an empty log.
    """
    columns = [col(getattr(Feedback, name)) for name in ("kind", "state", "received_on", "answered_at")]
    statement = select(*columns).where(col(Feedback.state) != "withdrawn").order_by(col(Feedback.id))
    rows = session.execute(statement).all()
    return frame(_counted([tuple(row) for row in rows], on), COUNT_COLUMNS)


def _counted(rows: list[tuple[Any, ...]], on: dt.date) -> Iterator[tuple[Any, ...]]:
    for kind in FEEDBACK_KINDS:
        days: dict[str, list[int]] = {"open": [], "answered": []}
        for its_kind, state, received, answered in rows:
            if its_kind == kind:
                days[state].append(_days(received, answered, on))
        if days["open"] or days["answered"]:
            middle = float(median(days["answered"])) if days["answered"] else None
            longest = max(days["open"], default=None)
            yield kind, len(days["open"]), len(days["answered"]), middle, longest


def units_of_today(session: Session, scope: frozenset[int] | None) -> pd.DataFrame:
    """Return the provinces and communes of today in a scope, by code, each with the province it lies in.

    None is the whole country, which comes first then. ``in_vi`` and ``in_en`` are null for provinces.
    """
    above = aliased(Area)
    statement = (
        select(
            col(Area.id),
            *(col(getattr(Area, name)) for name in ("vintage", "level", "code", *NAMES)),
            *(col(getattr(above, name)) for name in NAMES),
            col(above.level),
        )
        .join(above, col(above.id) == col(Area.parent_id), isouter=True)
        .where(
            or_(
                and_(col(Area.vintage) == NEW, col(Area.level).in_(("province", "commune"))),
                and_(col(Area.vintage) == OF_LARGE_AREAS, col(Area.level) == "nation"),
            )
        )
        .order_by(col(Area.level) != "nation", col(Area.level) != "province", col(Area.code))
    )
    rows = []
    for number, *own, in_vi, in_en, level in session.execute(statement):
        if scope is None or number in scope:
            rows.append((*own, *((in_vi, in_en) if level == "province" else (None, None))))
    return frame(rows, CHOICE_COLUMNS)


def _named(area: Any, before: str) -> list[Any]:
    names = ("vintage", "level", "code", *NAMES)
    return [col(getattr(area, name)).label(f"{before}{name}") for name in names]


def _is(area: Any, before: str) -> ColumnElement[bool]:
    names = ("vintage", "level", "code")
    return and_(*(col(getattr(area, name)) == col(getattr(Feedback, f"{before}{name}")) for name in names))


def _days(received: str, answered_at: str | None, on: dt.date) -> int:
    until = dt.date.fromisoformat(day_of(answered_at)) if answered_at else on
    return max((until - dt.date.fromisoformat(received)).days, 0)
