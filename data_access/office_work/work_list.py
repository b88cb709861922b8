"""The work list: what an office has to send, what came back, what waits for a decision, what was published.

Reports and their last days are those of ``data_access.reporting_calendar``; where an office stands with one
is said by ``data_access.quality.timeliness``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.rights import AreaKey, read_areas
from data_access.days import VIET_NAM
from data_access.models import Area, Submission
from data_access.office_work.places import Place, WorkPlaces
from data_access.office_work.touched import Touched, touched_by
from data_access.quality import report_standing
from data_access.reporting_calendar import LAST_DAYS, TEMPLATES_OF_REPORT, due_day
from data_access.store.frames import TEXT, WHOLE_OR_NULL, Row, frame

DUE, RETURNED, WAITING, PUBLISHED = "due", "returned", "waiting", "published"
DAYS_AHEAD, DAYS_BACK = 60, 30
DUE_COLUMNS = {
    **dict.fromkeys(("report", "due_on", "vintage", "level", "code", "full_name_vi", "full_name_en"), TEXT),
    **dict.fromkeys(("year", "days"), WHOLE_OR_NULL),
}
WORK_COLUMNS = {
    **{"what": TEXT},
    **DUE_COLUMNS,
    **{"number": WHOLE_OR_NULL},
    **dict.fromkeys(("state", "kind", "label", "by", "at", "reason"), TEXT),
}
UNDER_WAY = ("checked", "submitted", "approved")
OF_FILES = (
    *("id", "kind", "label", "content_hash", "state", "made_by", "made_at", "handed_in_by"),
    *("decided_by", "decided_at", "reason", "held_by"),
)


class SentFile(NamedTuple):
    """A file in the ledger as the work list needs it, with the areas whose offices answer for all of it."""

    row: dict[str, Any]
    held_by: frozenset[AreaKey]

    def is_of(self, places: Sequence[Place]) -> bool:
        """Whether an office of one of these places answers for it."""
        return any(tuple(place) in self.held_by for place in places)

    def reports(self, report: str, year: int, area: int, touched: Touched) -> bool:
        """Whether it is a report of the calendar, of a year and an area."""
        kind = "review" if str(self.row["kind"]).startswith("form_") else self.row["kind"]
        return kind in TEMPLATES_OF_REPORT[report] and year in touched.years and area in touched.areas


def work_list(
    session: Session, places: WorkPlaces, on: dt.date, owed: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the work of some places ``on`` a day, one row a thing, in the order in which it is shown.

    ``what`` is one of

    - ``due``: a report that a place of ``places.sends`` owes, as ``due_reports`` lists them; ``number`` and
      ``state`` are of a file on its way that reports it. ``owed`` is that list where it is known already.
    - ``returned``: a file of such a place that was sent back and has not come again, with ``by``, ``at`` and
      ``reason`` of the return. Newest first.
    - ``waiting``: a file handed in or approved of a place of ``places.decides`` or below, with who handed it
      in. Oldest first.
    - ``published``: a file of either that was published in the last ``DAYS_BACK`` days. Newest first.

    ``at`` is ISO in UTC. Columns that a row does not have are null. Empty frame where there is nothing.
    """
    sent = list(_files(session, on))
    listed = due_reports(session, places.sends, on) if owed is None else owed
    mine = [file for file in sent if file.row["state"] in UNDER_WAY and file.is_of(places.sends)]
    due = [{"what": DUE, **row, **_on_its_way(session, row, mine)} for row in listed.to_dict("records")]
    rows = [*due, *_of_files(sent, places)]
    return frame(([row.get(name) for name in WORK_COLUMNS] for row in rows), WORK_COLUMNS)


def last_due(on: dt.date) -> tuple[str, int]:
    """Return the report of the calendar that was due last, and its year: the one that offices owe by now."""
    found = [(due_day(report, year), report, year) for year in (on.year - 1, on.year) for report in LAST_DAYS]
    return max(one for one in found if one[0] <= on)[1:]


def due_reports(session: Session, places: Sequence[Place], on: dt.date) -> pd.DataFrame:
    """Return the reports that some places owe ``on`` a day: overdue, or due in at most ``DAYS_AHEAD`` days.

    ``days`` are those left, 0 on the last day, below 0 when it is late. Soonest first. Of last year and this;
    what was due before the store began is history and not listed. Empty frame where nothing is owed.
    """
    found = []
    for (vintage, level), mine in groupby(sorted(places), key=lambda place: place[:2]):
        codes = {place.code for place in mine}
        for report, year in _reports(on):
            rows = report_standing(session, vintage=vintage, level=level, year=year, report=report, on=on)
            owed = rows[rows["standing"].isin(("not_due", "overdue")) & rows["code"].isin(codes)]
            due = due_day(report, year)
            fact = {"report": report, "year": year, "vintage": vintage, "level": level}
            fact |= {"due_on": due.isoformat(), "days": (due - on).days}
            found += [{**row, **fact} for row in owed.to_dict("records")]
    found.sort(key=lambda row: (row["due_on"], row["report"], row["code"]))
    return frame(([row[name] for name in DUE_COLUMNS] for row in found), DUE_COLUMNS)


def next_due(on: dt.date) -> tuple[str, dt.date]:
    """Return the report of the calendar that is due next, and its last day."""
    days = ((report, due_day(report, year)) for year in (on.year, on.year + 1) for report in LAST_DAYS)
    return min((one for one in days if one[1] >= on), key=lambda one: one[1])


def _reports(on: dt.date) -> Iterator[tuple[str, int]]:
    """Yield the reports of last year and this, but those due in more than ``DAYS_AHEAD`` days."""
    for year in (on.year - 1, on.year):
        for report in LAST_DAYS:
            if (due_day(report, year) - on).days <= DAYS_AHEAD:
                yield report, year


def _on_its_way(session: Session, row: Row, under_way: Sequence[SentFile]) -> dict[str, Any]:
    """Return number and state of the newest of these files that reports what is due; nothing for none."""
    if not under_way:
        return {}
    same = (col(getattr(Area, name)) == row[name] for name in Place._fields)
    area = session.scalar(select(col(Area.id)).where(*same))
    for file in reversed(under_way):
        touched = touched_by(session, file.row["id"], file.row["content_hash"])
        if area is not None and file.reports(row["report"], row["year"], area, touched):
            return {"number": file.row["id"], "state": file.row["state"]}
    return {}


def _files(session: Session, on: dt.date) -> Iterator[SentFile]:
    """Yield the files that may be somebody's work, oldest first: open ones, and those published lately."""
    since = dt.datetime.combine(on - dt.timedelta(days=DAYS_BACK), dt.time(), VIET_NAM)
    lately = since.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    mended = select(col(Submission.mends)).where(col(Submission.mends).is_not(None))
    statement = (
        select(*(col(getattr(Submission, name)) for name in OF_FILES))
        .where(
            or_(
                col(Submission.state).in_(UNDER_WAY),
                (col(Submission.state) == "sent_back") & col(Submission.id).not_in(mended),
                (col(Submission.state) == "published") & (col(Submission.decided_at) >= lately),
            )
        )
        .order_by(col(Submission.id))
    )
    for row in session.execute(statement).mappings().all():
        yield SentFile(dict(row), read_areas(row["held_by"]))


def _of_files(sent: Sequence[SentFile], places: WorkPlaces) -> list[dict[str, Any]]:
    newest_first, open_states = list(reversed(sent)), ("submitted", "approved")
    mine = [file for file in newest_first if file.is_of(places.sends)]
    returned = [_told(file, RETURNED) for file in mine if file.row["state"] == "sent_back"]
    below = [file for file in sent if file.is_of(places.decides)]
    waiting = [_told(file, WAITING) for file in below if file.row["state"] in open_states]
    either = [file for file in newest_first if file.is_of((*places.sends, *places.decides))]
    published = [_told(file, PUBLISHED) for file in either if file.row["state"] == "published"]
    return returned + waiting + published


def _told(file: SentFile, what: str) -> dict[str, Any]:
    row = file.row
    by, at = (row["decided_by"], row["decided_at"]) if what != WAITING else (None, None)
    told = {"by": by or row["handed_in_by"] or row["made_by"], "at": at or row["made_at"]}
    named = {name: row[name] for name in ("kind", "label", "state", "reason")}
    return {"what": what, "number": row["id"], **named, **told}
