"""Accounts: who may sign in, with which rights, by which sessions, tokens and invitations.

Of every secret its digest alone is stored. In stores of past days and in the demonstration these tables
are empty. Moments are UTC, as everywhere in the store.
"""

from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from data_access.models.table import Table, one_of
from data_access.store.column_types import BIG_ID, numbered_id, optional_text, text, whole

ROLES = ("reader", "officer", "approver", "publisher", "auditor", "administrator")
PURPOSES = ("invite", "reset")
COUNTED_BY = ("name", "address")


def _account_id() -> Any:
    return Field(sa_type=BIG_ID, foreign_key="account.id")


class Account(Table, table=True):
    """Somebody who may sign in: by a password, by a provider of identities, or by both."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("login_key"), UniqueConstraint("oidc_issuer", "oidc_subject"))

    id: int | None = numbered_id()
    login: str = text()
    # The login name as it is compared: NFKC, without regard to case.
    login_key: str = text()
    name: str = text()
    email: str | None = optional_text()
    # Of its mails; null is Vietnamese.
    language: str | None = optional_text()
    password_hash: str | None = optional_text()
    oidc_issuer: str | None = optional_text()
    oidc_subject: str | None = optional_text()
    made_at: str = text()
    made_by: str = text()
    disabled_at: str | None = optional_text()
    disabled_by: str | None = optional_text()


class AccountGrant(Table, table=True):
    """A role that an account has in an area and below it; of the nation for national roles."""

    __tablename__ = "account_grant"
    __table_args__ = (Index(None, "account_id"), one_of("role", ROLES))

    id: int | None = numbered_id()
    account_id: int = _account_id()
    role: str = text()
    # No reference: areas are read anew with the embedded data.
    vintage: str = text()
    level: str = text()
    code: str = text()
    given_at: str = text()
    given_by: str = text()
    ended_at: str | None = optional_text()
    ended_by: str | None = optional_text()


class SignInSession(Table, table=True):
    """One browser in which somebody is signed in."""

    __tablename__ = "sign_in_session"
    __table_args__ = (UniqueConstraint("digest"), Index(None, "account_id"))

    id: int | None = numbered_id()
    digest: str = text()
    account_id: int = _account_id()
    made_at: str = text()
    seen_at: str = text()
    expires_at: str = text()
    ended_at: str | None = optional_text()
    address: str | None = optional_text()
    agent: str | None = optional_text()


class ApiToken(Table, table=True):
    """A token by which a program acts as an account."""

    __tablename__ = "api_token"
    __table_args__ = (UniqueConstraint("digest"), Index(None, "account_id"))

    id: int | None = numbered_id()
    digest: str = text()
    account_id: int = _account_id()
    name: str = text()
    made_at: str = text()
    expires_at: str = text()
    ended_at: str | None = optional_text()


class Invitation(Table, table=True):
    """A link that is good once: to choose a first password, or a new one."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("digest"), Index(None, "account_id"), one_of("purpose", PURPOSES))

    id: int | None = numbered_id()
    digest: str = text()
    account_id: int = _account_id()
    purpose: str = text()
    made_at: str = text()
    made_by: str = text()
    expires_at: str = text()
    used_at: str | None = optional_text()


class FailedSignIn(Table, table=True):
    """How often a name or an address failed to sign in, and until when it has to wait.

    ``key`` is a digest: some people type their password where the name belongs.
    """

    __tablename__ = "failed_sign_in"
    __table_args__ = (one_of("counted_by", COUNTED_BY),)

    counted_by: str = text(primary_key=True)
    key: str = text(primary_key=True)
    failures: int = whole()
    last_at: str = text()
    wait_until: str = text()
