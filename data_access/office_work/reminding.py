"""Reminders are sent: claimed in the store first, so that no two runs send one, and noted when out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from data_access.accounts.moments import after
from data_access.loads.audit import now
from data_access.loads.changing import changing
from data_access.models import Reminder
from data_access.office_work.mail import MailFailed, MailSettings, Post, RecipientRefused, opened_post
from data_access.office_work.reminders import LEASE_MINUTES, Pending
from data_access.store.settings import StoreSettings
from data_access.text.reminder_mail import reminder_mail
from vocabulary.words import Words

ACCOUNTS_AT_ONCE = 100


@dataclass
class Run:
    """How a run ended: the login names of the accounts that were written to, and of those that could not be.

    ``failed`` is why it ended early, None where it did not.
    """

    sent: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: MailFailed | None = None


def send_reminders(store: StoreSettings, mail: MailSettings, pending: Sequence[Pending]) -> Run:
    """Send one mail to each account and note of what it was reminded; return how that went.

    Where the mail server fails nothing is noted that was not sent, so that the next run tries it again.
    Raises ``MailFailed`` before anything is claimed where the server cannot be reached, or a ``StoreError``.
    """
    run = Run()
    if not pending:
        return run
    with opened_post(mail) as post:
        for some in _batches(pending):
            with changing(store) as connection:
                claimed = [_claimed(connection, one) for one in some]
            _send(store, mail, post, [one for one in claimed if one.things], run)
            if run.failed is not None:
                break
    return run


def _batches(pending: Sequence[Pending]) -> Iterator[list[Pending]]:
    left = iter(pending)
    while some := list(islice(left, ACCOUNTS_AT_ONCE)):
        yield some


def _claimed(connection: Connection, one: Pending) -> Pending:
    """Return what this run may tell an account of: not what another run has claimed or sent meanwhile."""
    mine = select(col(Reminder.thing), col(Reminder.sent_at), col(Reminder.claimed_at)).where(
        col(Reminder.account_id) == one.account, col(Reminder.thing).in_(one.things)
    )
    known = {row.thing: row for row in connection.execute(mine)}
    dead = after(minutes=-LEASE_MINUTES)
    left = {
        name: row
        for name, row in one.things.items()
        if name not in known or (known[name].sent_at is None and known[name].claimed_at <= dead)
    }
    _forget(connection, one.account, list(left))
    if left:
        rows = [{"account_id": one.account, "thing": name, "claimed_at": now()} for name in left]
        connection.execute(insert(Reminder), rows)
    return one._replace(things=left)


def _send(store: StoreSettings, mail: MailSettings, post: Post, claimed: list[Pending], run: Run) -> None:
    """Send the mails of a batch, and note in any case which of them are out."""
    out: set[int] = set()
    try:
        for one in claimed:
            if _is_sent(mail, post, one):
                out.add(one.account)
                run.sent.append(one.login)
            else:
                run.refused.append(one.login)
    except MailFailed as error:
        run.failed = error
    finally:
        with changing(store) as connection:
            for one in claimed:
                (_note if one.account in out else _forget)(connection, one.account, list(one.things))


def _is_sent(mail: MailSettings, post: Post, one: Pending) -> bool:
    rows, words = list(one.things.values()), Words(one.language)
    try:
        post.send(reminder_mail(rows, one.email, mail.smtp_from, mail.site_address, words))
    except (RecipientRefused, ValueError):
        # ValueError: an address that cannot stand in the head of a mail.
        return False
    return True


def _note(connection: Connection, account: int, things: list[str]) -> None:
    mine = update(Reminder).where(col(Reminder.account_id) == account, col(Reminder.thing).in_(things))
    connection.execute(mine.values(sent_at=now()))


def _forget(connection: Connection, account: int, things: list[str]) -> None:
    mine = delete(Reminder).where(col(Reminder.account_id) == account, col(Reminder.thing).in_(things))
    connection.execute(mine.where(col(Reminder.sent_at).is_(None)))
