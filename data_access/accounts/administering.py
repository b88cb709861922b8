"""Accounts as an administrator changes them on a page: the right is asked of the database within the change.

Nobody changes the own account here. Whoever acts stays an administrator by that, so that the last one cannot
be taken away; a command on the server can.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import col

from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import AccountFacts, Grant
from data_access.accounts.invitations import invite
from data_access.accounts.managing import add_account, disable_account, enable_account, end_grant, give_grant
from data_access.accounts.reading import find_account, grants_of
from data_access.accounts.rights import Action, grants_open
from data_access.accounts.sessions import end_sessions, end_tokens
from data_access.acting import current_actor
from data_access.loads.changing import changing_beside_loads, reading_in
from data_access.models import Account, AccountGrant
from data_access.store.settings import StoreSettings


class Person(NamedTuple):
    """Whose account it is: its login name, and its owner's name as everybody sees it; where mails go."""

    login: str
    name: str
    email: str = ""


def add_person(settings: StoreSettings, person: Person) -> tuple[int, str]:
    """Add an account without rights; return its number and the secret of its invitation.

    Raises ``AccountRefused`` as ``administering`` and ``add_account``.
    """
    with administering(settings) as (connection, by):
        number = add_account(connection, person.login, person.name, person.email, by)
        return number, invite(connection, number, by)


def invite_person(settings: StoreSettings, account: int) -> str:
    """Return the secret of a new invitation; earlier ones hold no longer."""
    with administering(settings, account) as (connection, by):
        return invite(connection, account, by)


def give_right(settings: StoreSettings, account: int, grant: Grant) -> None:
    """Give an account a right; raises ``AccountRefused`` as ``administering`` and ``give_grant``."""
    with administering(settings, account) as (connection, by):
        give_grant(connection, account, grant, by)


def end_right(settings: StoreSettings, account: int, grant: Grant) -> None:
    """Take a right from an account; raises ``AccountRefused`` as ``administering`` and ``end_grant``."""
    with administering(settings, account) as (connection, by):
        end_grant(connection, account, grant, by)


def end_access(settings: StoreSettings, account: int) -> None:
    """End all sessions and tokens of an account; it may sign in anew."""
    with administering(settings, account) as (connection, by):
        _end_all(connection, account, by)


def disable_person(settings: StoreSettings, account: int) -> None:
    """Let an account sign in no more; its sessions and tokens end, also for a time when it is enabled."""
    with administering(settings, account) as (connection, by):
        _end_all(connection, account, by)
        disable_account(connection, account, by)


def enable_person(settings: StoreSettings, account: int) -> None:
    """Let a disabled account sign in again."""
    with administering(settings, account) as (connection, by):
        enable_account(connection, account, by)


@contextmanager
def administering(settings: StoreSettings, account: int | None = None) -> Iterator[tuple[Connection, str]]:
    """A connection to change an account with (None: a new one), and the login name of who acts.

    Raises ``AccountRefused``: ``signed_out`` where nobody is known, ``not_administrator``, ``own_account``,
    ``gone`` where there is no such account.
    """
    with changing_beside_loads(settings) as connection:
        acts = _administrator(connection)
        if account is not None:
            _expect_other(connection, account, acts)
        yield connection, acts.login


def _administrator(connection: Connection) -> AccountFacts:
    """Whoever acts; two administrators who take the right from each other do so one after the other."""
    administrators = select(col(AccountGrant.id)).where(
        col(AccountGrant.role) == "administrator", col(AccountGrant.ended_at).is_(None)
    )
    connection.execute(administrators.order_by(col(AccountGrant.id)).with_for_update())
    with reading_in(connection) as session:
        account = find_account(session, current_actor().account)
        if account is None:
            raise AccountRefused(reason="signed_out")
        if not grants_open(grants_of(session, account.id), Action.MANAGE_ACCOUNTS):
            raise AccountRefused(reason="not_administrator")
    return account


def _expect_other(connection: Connection, account: int, acts: AccountFacts) -> None:
    if account == acts.id:
        raise AccountRefused(reason="own_account")
    if connection.scalar(select(col(Account.id)).where(col(Account.id) == account)) is None:
        raise AccountRefused(reason="gone")


def _end_all(connection: Connection, account: int, by: str) -> None:
    end_sessions(connection, account, by)
    end_tokens(connection, account, by)
