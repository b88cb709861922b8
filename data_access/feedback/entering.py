"""The log of feedback is written: something that was said, its answer, or that it is withdrawn.

Who may is asked within the change. The log of changes names the entry and never holds its text, as that log
can never be mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from data_access.accounts.reading import any_account, find_account, grants_of
from data_access.acting import current_actor
from data_access.feedback.personal_data import personal_data_in
from data_access.loads.audit import now, record
from data_access.loads.changing import changing_beside_loads, reading_in
from data_access.models import Area, Feedback
from data_access.office_work.places import Place, areas_of, places_for
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings

LONGEST_TEXT, LONGEST_NAME = 2000, 80
# Who enters and answers, for the own place and what is below it.
ROLES = ("officer", "approver", "publisher")


class FeedbackRefused(StoreError):
    """Nothing was written.

    Reasons: ``empty``, ``personal_data``, ``no_name``, ``bad_day``, ``no_cause``, ``unknown_area``,
    ``signed_out``, ``no_right``, ``unknown`` and ``wrong_state`` (fact ``number``).
    """

    code: ClassVar[str] = "feedback_refused"


@dataclass(frozen=True)
class Said:
    """What was said: of which kind, by whom, about which place, on which day, and which office is to answer.

    ``cause`` is one of the six causes for the kind ``bottleneck``, None for every other.
    """

    kind: str
    sender: str
    place: Place
    office: Place
    received_on: dt.date
    text: str
    cause: str | None = None


def enter(settings: StoreSettings, said: Said, by: str, today: dt.date) -> int:
    """Enter what was said; return its number.

    Raises ``FeedbackRefused`` (``empty``, ``personal_data``, ``no_name``, ``bad_day``, ``no_cause``,
    ``unknown_area``, ``signed_out``, ``no_right``) or another ``StoreError``.
    """
    text, who = _text(said.text), _person(by)
    if said.received_on > today:
        raise FeedbackRefused(reason="bad_day")
    if (said.kind == "bottleneck") != (said.cause is not None):
        raise FeedbackRefused(reason="no_cause")
    office = dict(zip(("office_vintage", "office_level", "office_code"), said.office, strict=True))
    row: dict[str, Any] = {"kind": said.kind, "sender": said.sender, "state": "open", "cause": said.cause}
    row |= {**said.place._asdict(), **office, "received_on": said.received_on.isoformat()}
    with changing_beside_loads(settings) as connection:
        _area(connection, said.office)
        _expect_right(connection, said.place)
        made = {"said": text, "made_at": now(), "made_by": who}
        number = connection.execute(insert(Feedback).values(row | made)).inserted_primary_key
        found = int(number[0]) if number else 0
        record(connection, who, "feedback_entered", f"feedback {found}", after=row)
    return found


def answer(settings: StoreSettings, number: int, text: str, by: str, decision: str | None = None) -> None:
    """Answer an open entry, or answer it again; of items that may overlap with what was ``decision``.

    Raises ``FeedbackRefused`` (``unknown``, ``wrong_state``, ``empty``, ``personal_data``, ``no_name``,
    ``signed_out``, ``no_right``) or another ``StoreError``.
    """
    said, who = _text(text), _person(by)
    with changing_beside_loads(settings) as connection:
        found = _found(connection, number, ("open", "answered"))
        _expect_right(connection, Place(*(found[f"office_{name}"] for name in Place._fields)))
        changed: dict[str, Any] = {"state": "answered", "answered_at": now(), "answered_by": who}
        changed |= {"decision": decision if found["kind"] == "overlap" else None}
        mine = update(Feedback).where(col(Feedback.id) == number)
        connection.execute(mine.values(**changed, answer=said))
        record(connection, who, "feedback_answered", f"feedback {number}", {"state": found["state"]}, changed)


def withdraw(settings: StoreSettings, number: int, by: str, reason: str) -> None:
    """Take the texts of an entry out for good, for a reason; that it was there stays.

    Raises ``FeedbackRefused`` (``unknown``, ``wrong_state``, ``empty``, ``personal_data``, ``no_name``,
    ``signed_out``, ``no_right``) or another ``StoreError``.
    """
    why, who = _text(reason), _person(by)
    with changing_beside_loads(settings) as connection:
        found = _found(connection, number, ("open", "answered"))
        _expect_right(connection, Place(*(found[name] for name in Place._fields)))
        mine = update(Feedback).where(col(Feedback.id) == number)
        connection.execute(mine.values(state="withdrawn", said=None, answer=None))
        after = {"state": "withdrawn", "reason": why}
        record(connection, who, "feedback_withdrawn", f"feedback {number}", {"state": found["state"]}, after)


def _text(written: str) -> str:
    text = written.strip()[:LONGEST_TEXT]
    if not text:
        raise FeedbackRefused(reason="empty")
    if personal_data_in(text):
        # What was found is not named: errors are written into the server's log.
        raise FeedbackRefused(reason="personal_data")
    return text


def _person(by: str) -> str:
    name = " ".join(by.split())[:LONGEST_NAME]
    if not name:
        raise FeedbackRefused(reason="no_name")
    return name


def _found(connection: Connection, number: int, states: Sequence[str]) -> dict[str, Any]:
    names = ("kind", "state", *Place._fields, *(f"office_{name}" for name in Place._fields))
    statement = select(*(col(getattr(Feedback, name)) for name in names)).where(col(Feedback.id) == number)
    found = connection.execute(statement).mappings().first()
    if found is None:
        raise FeedbackRefused(reason="unknown", number=str(number))
    if found["state"] not in states:
        raise FeedbackRefused(reason="wrong_state", number=str(number))
    return dict(found)


def _area(connection: Connection, place: Place) -> int:
    """Return the number of an area; raises ``FeedbackRefused`` (``unknown_area``)."""
    same = (col(getattr(Area, name)) == value for name, value in place._asdict().items())
    number = connection.scalar(select(col(Area.id)).where(*same))
    if number is None:
        raise FeedbackRefused(reason="unknown_area")
    return int(number)


def _expect_right(connection: Connection, place: Place) -> None:
    """Raise ``FeedbackRefused`` unless who acts may write for a place; without accounts the page asked."""
    number = _area(connection, place)
    with reading_in(connection) as session:
        if not any_account(session):
            return
        account = find_account(session, current_actor().account)
        if account is None:
            raise FeedbackRefused(reason="signed_out")
        scope = areas_of(session, places_for(grants_of(session, account.id), *ROLES))
    if scope is not None and number not in scope:
        raise FeedbackRefused(reason="no_right")
