"""Of what an account is reminded by mail and when: each thing once at each of its moments.

A report is told of in the week before its last day, on the day before or the last day itself, and when it is
late in each of the first weeks; a file that came back when it has, and in each of the first weeks after. A
moment that passed while no mail could be sent is told of at the next run.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.facts import Grant
from data_access.accounts.moments import after
from data_access.days import day_of
from data_access.models import Account, AccountGrant, Reminder
from data_access.office_work.places import WorkPlaces, places_of
from data_access.office_work.work_list import DUE, RETURNED, due_reports, work_list
from data_access.store.frames import Row
from vocabulary.catalogues import DEFAULT_LANGUAGE

WEEK_BEFORE, DAY_BEFORE = 7, 1
WEEKS = 4
# After so long a run that began to send and never said how it ended is taken for dead.
LEASE_MINUTES = 60


class Pending(NamedTuple):
    """What an account is to be reminded of: rows of its work list by the name of the thing and its moment."""

    account: int
    login: str
    email: str
    language: str
    things: Mapping[str, Row]


def pending_reminders(session: Session, on: dt.date) -> list[Pending]:
    """Return whom to remind of what ``on`` a day, by login name; of what they were not reminded before.

    Accounts that may sign in, have an address and send for a place. Reports for which a file is on its way
    are left out. Empty where there is nothing to remind anybody of.
    """
    told, places = _told(session), _places(session)
    everywhere = tuple(dict.fromkeys(place for one in places.values() for place in one.sends))
    owed = due_reports(session, everywhere, on)
    keys = list(zip(owed["vintage"], owed["level"], owed["code"], strict=True))
    found = []
    columns = [col(getattr(Account, name)) for name in ("id", "login", "email", "language")]
    statement = select(*columns).where(col(Account.id).in_(places)).order_by(col(Account.login))
    for row in session.execute(statement).mappings().all():
        number, mine = int(row["id"]), owed[[key in places[row["id"]].sends for key in keys]]
        rows = work_list(session, places[number], on, mine).to_dict("records")
        things = {name: one for one in rows if (name := thing(one, on)) and name not in told[number]}
        if things:
            language = row["language"] or DEFAULT_LANGUAGE
            found.append(Pending(number, row["login"], row["email"], language, things))
    return found


def thing(row: Row, on: dt.date) -> str:
    """Return the name of a row of the work list at its moment, "" for none of which anybody is reminded.

    Such as ``due/review/2026/v2025.province.08/7`` or ``returned/12/week-1``.
    """
    if row["what"] == RETURNED:
        since = (on - dt.date.fromisoformat(day_of(row["at"]))).days
        return f"returned/{row['number']}/{_week(since)}"
    if row["what"] != DUE or not pd.isna(row["number"]):
        return ""
    moment = _moment(int(row["days"]))
    place = f"{row['vintage']}.{row['level']}.{row['code']}"
    return f"due/{row['report']}/{row['year']}/{place}/{moment}" if moment else ""


def _moment(days: int) -> str:
    """Return which moment it is so many days before the last day, below 0 after it; "" for none."""
    if days < 0:
        return f"late-{_week(-days - 1)}"
    if days <= DAY_BEFORE:
        return str(DAY_BEFORE)
    return str(WEEK_BEFORE) if days <= WEEK_BEFORE else ""


def _week(days: int) -> str:
    return f"week-{min(days // 7, WEEKS - 1) + 1}"


def _told(session: Session) -> defaultdict[int, set[str]]:
    """Return of what each account was reminded, or is being reminded by another run."""
    statement = select(col(Reminder.account_id), col(Reminder.thing)).where(
        or_(col(Reminder.sent_at).is_not(None), col(Reminder.claimed_at) > after(minutes=-LEASE_MINUTES))
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for account, name in session.execute(statement):
        found[account].add(name)
    return found


def _places(session: Session) -> dict[int, WorkPlaces]:
    """Return the places of the accounts that can be reminded, for which they send."""
    columns = [col(getattr(AccountGrant, name)) for name in ("role", "vintage", "level", "code")]
    statement = (
        select(col(AccountGrant.account_id), *columns)
        .join(Account, col(Account.id) == col(AccountGrant.account_id))
        .where(col(AccountGrant.ended_at).is_(None), col(AccountGrant.role) == "officer")
        .where(col(Account.disabled_at).is_(None), func.length(col(Account.email)) > 0)
        .order_by(col(AccountGrant.account_id), *columns)
    )
    grants: defaultdict[int, list[Grant]] = defaultdict(list)
    for account, *grant in session.execute(statement):
        grants[account].append(Grant(*grant))
    return {account: places_of(given) for account, given in grants.items()}
