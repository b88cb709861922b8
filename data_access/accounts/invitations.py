"""Invitations: links that are good once, to choose a first password or a new one, or to link a provider."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.errors import AccountRefused
from data_access.accounts.moments import after
from data_access.accounts.secret_tokens import digest_of, new_secret
from data_access.accounts.settings import account_settings
from data_access.loads.audit import now, record
from data_access.models import Account
from data_access.models import Invitation as Row


@dataclass(frozen=True)
class Invitation:
    """An invitation that is good now: for which account, and for what (``invite`` or ``reset``)."""

    account: int
    login: str
    name: str
    purpose: str


def invite(connection: Connection, account: int, by: str) -> str:
    """Make an invitation for an account and return its secret; earlier ones hold no longer.

    For an account that can sign in already it is a reset. Raises ``AccountRefused`` (``disabled``).
    """
    columns = (col(Account.login), col(Account.password_hash), col(Account.oidc_subject))
    found = connection.execute(
        select(*columns).where(col(Account.id) == account, col(Account.disabled_at).is_(None))
    ).one_or_none()
    if found is None:
        raise AccountRefused(reason="disabled")
    purpose, secret = "reset" if found[1] or found[2] else "invite", new_secret()
    unused = (col(Row.account_id) == account, col(Row.used_at).is_(None), col(Row.expires_at) > now())
    connection.execute(update(Row).where(*unused).values(expires_at=now()))
    row = {"digest": digest_of(secret), "account_id": account, "purpose": purpose, "made_at": now()}
    row |= {"made_by": by, "expires_at": after(hours=account_settings().invitation_hours)}
    connection.execute(insert(Row).values(row))
    record(connection, by, "invited", f"account {account}", after={"purpose": purpose})
    return secret


def find_invitation(session: Session | Connection, secret: str) -> Invitation:
    """Return an invitation that is good now.

    Raises ``AccountRefused``: ``invitation_unknown``, ``invitation_used``, ``invitation_over``, ``disabled``.
    """
    columns = (col(Account.id), col(Account.login), col(Account.name), col(Row.purpose))
    statement = (
        select(*columns, col(Row.used_at), col(Row.expires_at), col(Account.disabled_at))
        .join(Row, col(Row.account_id) == col(Account.id))
        .where(col(Row.digest) == digest_of(secret))
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        raise AccountRefused(reason="invitation_unknown")
    account, login, name, purpose, used_at, expires_at, disabled_at = found
    if used_at is not None:
        raise AccountRefused(reason="invitation_used")
    if disabled_at is not None:
        raise AccountRefused(reason="disabled")
    if expires_at <= now():
        raise AccountRefused(reason="invitation_over")
    return Invitation(account or 0, login, name, purpose)


def use_invitation(connection: Connection, secret: str) -> Invitation:
    """Use an invitation up and return it; raises ``AccountRefused`` as ``find_invitation``."""
    found = find_invitation(connection, secret)
    used = connection.execute(
        update(Row)
        .where(col(Row.digest) == digest_of(secret), col(Row.used_at).is_(None))
        .values(used_at=now())
    )
    if not used.rowcount:
        raise AccountRefused(reason="invitation_used")
    return found
