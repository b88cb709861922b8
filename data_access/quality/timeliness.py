"""Whether figures came in time, and which rest on a source that names no document.

What was sent after the last day of the reporting calendar (``data_access.reporting_calendar``) is late.

A report that was due before this store took in anything is history: it was entered later than it was made,
and nothing here says when it had come. It is neither late nor in time.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.days import VIET_NAM
from data_access.models import Area, Figure, Load, Money, Outcome, Source, Submission
from data_access.quality.completeness import areas_in_force, in_force
from data_access.reporting_calendar import HALF_YEAR, LAST_DAYS, REVIEW, REVIEWED, WHOLE_YEAR, due_day
from data_access.store.frames import TEXT, WHOLE, WHOLE_OR_NULL, frame

# The report of six months describes the state until then.
HALF_YEAR_ENDS = "06-30"
TIMELY_COLUMNS = {
    **{"number": WHOLE, "label": TEXT, "made_by": TEXT, "sent_on": TEXT, "year": WHOLE, "report": TEXT},
    **{"due_on": TEXT, "days_late": WHOLE_OR_NULL},
}
CALENDAR_COLUMNS = {"report": TEXT, "due_on": TEXT, "areas": WHOLE, "in_time": WHOLE, "late": WHOLE}
CALENDAR_COLUMNS |= {"history": WHOLE, "missing": WHOLE}
MISSING_COLUMNS = {
    **dict.fromkeys(("report", "due_on", "code", "name_vi", "name_en", "full_name_vi", "full_name_en"), TEXT),
    "days_over": WHOLE_OR_NULL,
}
STANDING_NAMES = ("code", "name_vi", "name_en", "full_name_vi", "full_name_en")
STANDING_COLUMNS = {
    **dict.fromkeys((*STANDING_NAMES, "standing", "sent_on"), TEXT),
    "days": WHOLE_OR_NULL,
}
# What counts as a result of a review, whoever brought it.
COUNTED_KINDS, RESULTS = ("administrative", "synthetic"), ("final", "reported", "preliminary")
SOURCE_COLUMNS = {"code": TEXT, "title": TEXT, "publisher": TEXT, "publisher_en": TEXT, "figures": WHOLE}


class Sent(NamedTuple):
    """One file that counts: when it came, of which report and year it is."""

    number: int
    label: str
    made_by: str
    sent_on: dt.date
    year: int
    report: str

    @property
    def due_on(self) -> dt.date:
        """The last day in time."""
        return due_day(self.report, self.year)

    def days_late(self, began: dt.date) -> int | None:
        """How many days after it the file came, 0 in time; None for what was due before the store began."""
        return None if self.due_on < began else max((self.sent_on - self.due_on).days, 0)


def timeliness(session: Session) -> pd.DataFrame:
    """Files of the review, of money and of outcomes that count, newest first, with their days.

    ``report`` is ``review``, ``half_year`` or ``whole_year``, ``year`` the latest that a file reports,
    ``due_on`` the last day in time; ``days_late`` is 0 for those in time, null for history.
    Empty frame where no office sent any.
    """
    began = _began(session)
    rows = [
        (
            *sent[:3],
            *(sent.sent_on.isoformat(), sent.year, sent.report),
            *(sent.due_on.isoformat(), sent.days_late(began)),
        )
        for sent in sorted(_sent(session), reverse=True)
    ]
    return frame(rows, TIMELY_COLUMNS)


def calendar(session: Session, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """One row a report of the year: how many areas of a level are in time, late, history, and not heard of.

    ``history`` counts the areas that were heard of where the report was due before the store began. An area
    counts with the first file that reports anything of it; the embedded data are no file. Empty frame
    for a level without areas.
    """
    areas = session.scalar(areas_in_force(vintage, level, year).with_only_columns(func.count())) or 0
    rows, began = [], _began(session)
    for report in LAST_DAYS:
        due = due_day(report, year)
        first = _first_days(session, report, vintage, level, year)
        history = len(first) if due < began else 0
        late = 0 if history else sum(day > due for day in first.values())
        in_time = len(first) - late - history
        rows.append((report, due.isoformat(), areas, in_time, late, history, areas - len(first)))
    return frame(rows if areas else [], CALENDAR_COLUMNS)


def missing_reports(session: Session, *, vintage: str, level: str, year: int, on: dt.date) -> pd.DataFrame:
    """What is missing from whom: one row a report of the year and area not heard of, by due date and code.

    ``days_over`` is how many days ago the report was due ``on`` a day, below 0 while it is not due yet, null
    for history: the office may have reported before there was this store. Empty frame where nothing is
    missing.
    """
    names = [col(getattr(Area, name)) for name in ("id", *list(MISSING_COLUMNS)[2:-1])]
    statement = areas_in_force(vintage, level, year).with_only_columns(*names).order_by(col(Area.code))
    areas = session.execute(statement).all()
    began = _began(session)
    rows: list[tuple[object, ...]] = []
    for report in LAST_DAYS:
        due = due_day(report, year)
        heard = _first_days(session, report, vintage, level, year)
        over = None if due < began else (on - due).days
        rows += [(report, due.isoformat(), *area[1:], over) for area in areas if area[0] not in heard]
    return frame(rows, MISSING_COLUMNS)


def report_standing(
    session: Session, *, vintage: str, level: str, year: int, report: str, on: dt.date
) -> pd.DataFrame:
    """Where every area of a level stands with one report of a year ``on`` a day, one row an area, by code.

    ``standing`` is one of ``STANDINGS`` of the calendar: a file came ``in_time`` or ``late``; figures are
    ``recorded`` and nothing says when they had come (history, or no file of an office); there is nothing, and
    the report is ``not_due`` yet, ``overdue``, or was due before the store began (``absent``). ``sent_on`` is
    the first day of a file that is in time or late, else null; ``days`` how late it came or how long the
    report is overdue, null for the others. Empty frame for a level without areas.
    """
    due, began = due_day(report, year), _began(session)
    sent = _first_days(session, report, vintage, level, year)
    recorded = recorded_areas(session, report, year)
    names = [col(getattr(Area, name)) for name in ("id", *STANDING_NAMES)]
    rows = []
    for number, *area in session.execute(
        areas_in_force(vintage, level, year).with_only_columns(*names).order_by(col(Area.code))
    ):
        day = None if due < began else sent.get(number)
        if day is not None:
            rows.append(
                (*area, "late" if day > due else "in_time", day.isoformat(), max((day - due).days, 0))
            )
        elif number in sent or number in recorded:
            rows.append((*area, "recorded", None, None))
        elif due < began:
            rows.append((*area, "absent", None, None))
        else:
            over = (on - due).days
            rows.append((*area, "overdue" if over > 0 else "not_due", None, over if over > 0 else None))
    return frame(rows, STANDING_COLUMNS)


def recorded_areas(session: Session, report: str, year: int) -> set[int]:
    """The areas of which a report's results of a year are in the store, whoever brought them."""
    if report == REVIEW:
        known = select(col(Figure.area_id)).where(
            col(Figure.indicator_code).in_(REVIEWED),
            col(Figure.year) == year,
            col(Figure.state) == "reported",
            col(Figure.source_kind).in_(COUNTED_KINDS),
            col(Figure.status).in_(RESULTS),
        )
        return set(session.scalars(known))
    paid = select(col(Money.area_id), col(Money.as_of)).where(
        col(Money.period_to) == year, col(Money.stage) == "disbursed"
    )
    done = select(col(Outcome.area_id), col(Outcome.as_of)).where(col(Outcome.period_to) == year)
    rows = [*session.execute(paid.distinct()), *session.execute(done.distinct())]
    return {area for area, state in rows if _half_or_whole(year, state) == report}


def _began(session: Session) -> dt.date:
    """The day on which the store took in its first load or file: what was due before is history."""
    first = [session.scalar(select(func.min(at))) for at in (col(Load.loaded_at), col(Submission.made_at))]
    return min((_day(at) for at in first if at is not None), default=dt.date.max)


def _sent(session: Session) -> Iterator[Sent]:
    columns = [col(getattr(Submission, name)) for name in ("id", "label", "made_by", "made_at")]
    for table, year, is_kind, report_of in _reports():
        latest_state = func.max(table.as_of) if table is not Figure else func.max(col(Figure.year))
        statement = (
            select(*columns, func.max(year), latest_state)
            .join(table, table.load_id == col(Submission.load_id))
            .where(is_kind)
            .group_by(*columns)
        )
        for number, label, by, at, latest, state in map(tuple, session.execute(statement)):
            yield Sent(number, label, by, _day(at), latest, report_of(latest, state))


def _first_days(session: Session, report: str, vintage: str, level: str, year: int) -> dict[int, dt.date]:
    """By area that was heard of the first day on which it was reported."""
    first: dict[int, dt.date] = {}
    for table, of_year, is_kind, report_of in _reports():
        if (table is Figure) != (report == REVIEW):
            continue
        state = func.max(table.as_of) if table is not Figure else func.max(of_year)
        statement: Select[Any] = (
            select(table.area_id, col(Submission.id), col(Submission.made_at), state)
            .join(Submission, col(Submission.load_id) == table.load_id)
            .join(Area, col(Area.id) == table.area_id)
            .where(is_kind, of_year == year, *in_force(vintage, level, year))
            .group_by(table.area_id, col(Submission.id), col(Submission.made_at))
        )
        for area, _, at, latest in session.execute(statement):
            if report_of(year, latest) == report:
                first[area] = min(first.get(area, dt.date.max), _day(at))
    return first


Report = tuple[Any, Any, ColumnElement[bool], Callable[[int, Any], str]]


def _reports() -> tuple[Report, ...]:
    """Of each table its year, the kinds of files that report it, and which report a file of it is."""
    is_review = or_(col(Submission.kind).startswith("form_"), col(Submission.kind) == "review")
    return (
        (Figure, col(Figure.year), is_review, lambda _year, _state: REVIEW),
        (Money, col(Money.period_to), col(Submission.kind) == "money", _half_or_whole),
        (Outcome, col(Outcome.period_to), col(Submission.kind) == "outcomes", _half_or_whole),
    )


def _half_or_whole(year: int, as_of: Any) -> str:
    return HALF_YEAR if as_of and f"{year}-01" <= as_of <= f"{year}-{HALF_YEAR_ENDS}" else WHOLE_YEAR


def _day(moment: str) -> dt.date:
    """The day in Viet Nam of a time of the store."""
    return dt.datetime.fromisoformat(moment).astimezone(VIET_NAM).date()


def sources_without_document(session: Session) -> pd.DataFrame:
    """Sources that name neither a document's number nor an address, with the figures that rest on them."""
    figures = func.count(col(Figure.id))
    named = [col(getattr(Source, name)) for name in SOURCE_COLUMNS if name != "figures"]
    statement = (
        select(*named, figures)
        .join(Figure, col(Figure.source_code) == col(Source.code), isouter=True)
        .where(col(Source.doc_number).is_(None), col(Source.url).is_(None))
        .group_by(*named)
        .order_by(figures.desc(), col(Source.code))
    )
    return frame(session.execute(statement), SOURCE_COLUMNS)
