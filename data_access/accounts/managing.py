"""Accounts and their rights, made and ended; each step is in the log of changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import Grant
from data_access.accounts.login_names import login_key
from data_access.loads.audit import now, record
from data_access.models import Account, AccountGrant, Area
from data_access.models.account import ROLES
from vocabulary.vintages import OF_LARGE_AREAS

NATION = (OF_LARGE_AREAS, "nation", "VN")
# Of the whole country or of nothing.
NATIONAL_ROLES = ("publisher", "auditor", "administrator")


def add_account(connection: Connection, login: str, name: str, email: str | None, by: str) -> int:
    """Add an account without rights and without a password; return its number.

    Raises ``AccountRefused`` (``bad_login``, ``login_taken``, ``no_name``).
    """
    key, shown = login_key(login), " ".join(name.split())
    if not key:
        raise AccountRefused(reason="bad_login", login=login)
    if not shown:
        raise AccountRefused(reason="no_name")
    row = {"login": login.strip(), "login_key": key, "name": shown, "email": (email or "").strip() or None}
    row |= {"made_at": now(), "made_by": by}
    try:
        connection.execute(insert(Account).values(row))
    except IntegrityError as error:
        raise AccountRefused(reason="login_taken", login=login) from error
    number = account_number(connection, login)
    record(connection, by, "account_added", f"account {number}", after={"login": row["login"], "name": shown})
    return number


def account_number(connection: Connection, login: str) -> int:
    """Return the number of an account by its login name; raises ``AccountRefused`` (``unknown``)."""
    number = connection.scalar(select(col(Account.id)).where(col(Account.login_key) == login_key(login)))
    if number is None:
        raise AccountRefused(reason="unknown", login=login)
    return int(number)


def give_grant(connection: Connection, account: int, grant: Grant, by: str) -> None:
    """Give an account a right.

    Raises ``AccountRefused`` (``bad_role``, ``national_role``, ``unknown_area``, ``has_grant``).
    """
    _expect_grant(connection, grant)
    if connection.scalar(select(col(AccountGrant.id)).where(_holds(account, grant))) is not None:
        raise AccountRefused(reason="has_grant", role=grant.role, area=area_of(grant))
    connection.execute(
        insert(AccountGrant).values(account_id=account, **_columns(grant), given_at=now(), given_by=by)
    )
    record(connection, by, "right_given", f"account {account}", after=_columns(grant))


def end_grant(connection: Connection, account: int, grant: Grant, by: str) -> None:
    """Take a right from an account; raises ``AccountRefused`` (``no_grant``) where it has none such."""
    ended = connection.execute(
        update(AccountGrant).where(_holds(account, grant)).values(ended_at=now(), ended_by=by)
    )
    if not ended.rowcount:
        raise AccountRefused(reason="no_grant", role=grant.role, area=area_of(grant))
    record(connection, by, "right_ended", f"account {account}", before=_columns(grant))


def choose_language(connection: Connection, account: int, language: str, by: str) -> None:
    """Let the mails to an account be in a language; ``language`` is one of the catalogues."""
    connection.execute(update(Account).where(col(Account.id) == account).values(language=language))
    record(connection, by, "language_chosen", f"account {account}", after={"language": language})


def disable_account(connection: Connection, account: int, by: str) -> None:
    """Let an account sign in no more: its sessions, tokens and invitations hold no longer."""
    connection.execute(
        update(Account)
        .where(col(Account.id) == account, col(Account.disabled_at).is_(None))
        .values(disabled_at=now(), disabled_by=by)
    )
    record(connection, by, "account_disabled", f"account {account}")


def enable_account(connection: Connection, account: int, by: str) -> None:
    """Let a disabled account sign in again; what had not ended by itself holds again."""
    connection.execute(
        update(Account).where(col(Account.id) == account).values(disabled_at=None, disabled_by=None)
    )
    record(connection, by, "account_enabled", f"account {account}")


def area_of(grant: Grant) -> str:
    """Return the area of a right as it is written in commands: ``v2025.province.01``."""
    return f"{grant.vintage}.{grant.level}.{grant.code}"


def _expect_grant(connection: Connection, grant: Grant) -> None:
    if grant.role not in ROLES:
        raise AccountRefused(reason="bad_role", role=grant.role)
    key = (grant.vintage, grant.level, grant.code)
    if grant.role in NATIONAL_ROLES and key != NATION:
        raise AccountRefused(reason="national_role", role=grant.role)
    area = select(col(Area.id)).where(
        col(Area.vintage) == grant.vintage, col(Area.level) == grant.level, col(Area.code) == grant.code
    )
    if connection.scalar(area) is None:
        raise AccountRefused(reason="unknown_area", area=area_of(grant))


def _columns(grant: Grant) -> dict[str, Any]:
    return {"role": grant.role, "vintage": grant.vintage, "level": grant.level, "code": grant.code}


def _holds(account: int, grant: Grant) -> ColumnElement[bool]:
    same = (col(getattr(AccountGrant, name)) == value for name, value in _columns(grant).items())
    return and_(col(AccountGrant.account_id) == account, col(AccountGrant.ended_at).is_(None), *same)
