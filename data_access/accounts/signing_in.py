"""Signing in with a password, choosing one and changing it: the whole of each step.

The password is looked at outside of any transaction, as that takes a tenth of a second, and what was read
before is asked again when the session begins: an account that was disabled meanwhile has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update
from sqlmodel import col

from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import AccountFacts
from data_access.accounts.invitations import use_invitation
from data_access.accounts.login_names import login_key
from data_access.accounts.passwords import expect_good, hash_of, is_outdated, is_right
from data_access.accounts.sessions import begin_session, end_sessions
from data_access.accounts.throttling import OF_ADDRESS, OF_NAME, forgive, seconds_to_wait
from data_access.acting import current_actor
from data_access.loads.audit import record
from data_access.loads.changing import changing_beside_loads
from data_access.models import Account
from data_access.store.settings import StoreSettings


@dataclass(frozen=True)
class _Found:
    """An account as it was found by its name: nobody's where there is none, or it is disabled."""

    id: int = 0
    login: str = ""
    password_hash: str | None = None


NOBODY = _Found()


def sign_in(settings: StoreSettings, login: str, password: str) -> str:
    """Return the token of a new session of whoever has this name and password.

    Raises ``AccountRefused``: ``wrong`` for a name or password that is not right, without telling which, and
    ``wait`` (fact ``seconds``) after too many failures; or another ``StoreError``.
    """
    key, address = login_key(login) or login, current_actor().address
    with changing_beside_loads(settings) as connection:
        wait = seconds_to_wait(connection, [(OF_NAME, key), (OF_ADDRESS, address)])
        found = _found(connection, login)
    if wait:
        raise AccountRefused(reason="wait", seconds=str(int(wait) + 1))
    if not is_right(password, found.password_hash):
        _note_failure(settings, found)
        raise AccountRefused(reason="wrong")
    renewed = hash_of(password) if is_outdated(found.password_hash or "") else found.password_hash
    with changing_beside_loads(settings) as connection:
        if _found(connection, login) != found:
            raise AccountRefused(reason="wrong")
        forgive(connection, key, address)
        store_password(connection, found.id, renewed or "")
        return begin_session(connection, found.id, found.login, "password")


def _note_failure(settings: StoreSettings, found: _Found) -> None:
    """Write into the log that a sign-in failed: of account 0 where the name is nobody's.

    The name that was typed is left out, as some type their password there.
    """
    with changing_beside_loads(settings) as connection:
        record(connection, found.login or "–", "sign_in_failed", f"account {found.id}")


def choose_password(settings: StoreSettings, secret: str, login: str, password: str) -> str:
    """Use an invitation up to choose a password, end all sessions, and begin one; return its token.

    ``login`` is that of the invitation. Raises ``AccountRefused`` for a password that is not taken, and as
    ``find_invitation``; the invitation is then still good. Or another ``StoreError``.
    """
    expect_good(password, login)
    stored = hash_of(password)
    with changing_beside_loads(settings) as connection:
        invitation = use_invitation(connection, secret)
        store_password(connection, invitation.account, stored)
        record(connection, invitation.login, "password_chosen", f"account {invitation.account}")
        end_sessions(connection, invitation.account, invitation.login)
        return begin_session(connection, invitation.account, invitation.login, "invitation")


def change_password(settings: StoreSettings, account: AccountFacts, old: str, new: str) -> str:
    """Change a password, end all sessions of the account, and begin a new one; return its token.

    Raises ``AccountRefused``: ``wrong_password``, ``wait``, or for a new password that is not taken.
    """
    expect_good(new, account.login)
    key, address = login_key(account.login), current_actor().address
    with changing_beside_loads(settings) as connection:
        wait = seconds_to_wait(connection, [(OF_NAME, key), (OF_ADDRESS, address)])
        found = _found(connection, account.login)
    if wait:
        raise AccountRefused(reason="wait", seconds=str(int(wait) + 1))
    if not is_right(old, found.password_hash):
        raise AccountRefused(reason="wrong_password")
    stored = hash_of(new)
    with changing_beside_loads(settings) as connection:
        if _found(connection, account.login) != found:
            raise AccountRefused(reason="wrong_password")
        forgive(connection, key, address)
        store_password(connection, found.id, stored)
        record(connection, found.login, "password_changed", f"account {found.id}")
        end_sessions(connection, found.id, found.login)
        return begin_session(connection, found.id, found.login, "password")


def _found(connection: Connection, login: str) -> _Found:
    """The account of a login name, of which a disabled one is nobody's."""
    columns = (col(Account.id), col(Account.login), col(Account.password_hash))
    statement = select(*columns).where(
        col(Account.login_key) == login_key(login), col(Account.disabled_at).is_(None)
    )
    row = connection.execute(statement).one_or_none()
    return NOBODY if row is None else _Found(row[0] or 0, row[1], row[2])


def store_password(connection: Connection, account: int, password_hash: str) -> None:
    """Store what ``hash_of`` made of a password as that of an account."""
    connection.execute(update(Account).where(col(Account.id) == account).values(password_hash=password_hash))
