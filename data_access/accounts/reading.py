"""Who holds a session or a token, and with which rights: read from the database each time.

Nothing is kept between two questions, so that what is ended is ended at the next request, in every process.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.facts import AccountFacts, Grant, Way
from data_access.accounts.login_names import login_key
from data_access.accounts.moments import after
from data_access.accounts.secret_tokens import digest_of
from data_access.accounts.settings import account_settings
from data_access.models import Account, AccountGrant, ApiToken, SignInSession
from vocabulary.catalogues import DEFAULT_LANGUAGE

FACTS = (col(Account.id), col(Account.login), col(Account.name), col(Account.email))


def any_account(session: Session) -> bool:
    """Return whether the store has an account, also a disabled one: then the key opens nothing any more."""
    return session.scalar(select(col(Account.id)).limit(1)) is not None


def find_session(session: Session, token: str) -> AccountFacts | None:
    """Return whose sign-in session a token is.

    None for a text that is no token, and for a session that is unknown, ended, over, too long unused or of a
    disabled account.
    """
    digest = digest_of(token)
    if digest is None:
        return None
    last_use = after(minutes=-account_settings().session_idle_minutes)
    statement = (
        select(*FACTS, col(SignInSession.id), col(SignInSession.seen_at))
        .join(SignInSession, col(SignInSession.account_id) == col(Account.id))
        .where(col(SignInSession.digest) == digest, col(SignInSession.ended_at).is_(None))
        .where(col(SignInSession.expires_at) > after(), col(SignInSession.seen_at) > last_use)
        .where(col(Account.disabled_at).is_(None))
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else _facts(tuple(row), Way.SESSION)


def find_token(session: Session, token: str) -> AccountFacts | None:
    """Return whose token for programs a text is.

    None for a text that is no token, and for one that is unknown, ended, over or of a disabled account.
    """
    digest = digest_of(token)
    if digest is None:
        return None
    statement = (
        select(*FACTS, col(ApiToken.id))
        .join(ApiToken, col(ApiToken.account_id) == col(Account.id))
        .where(col(ApiToken.digest) == digest, col(ApiToken.ended_at).is_(None))
        .where(col(ApiToken.expires_at) > after(), col(Account.disabled_at).is_(None))
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else _facts(tuple(row), Way.TOKEN)


def find_account(session: Session, login: str) -> AccountFacts | None:
    """Return the account of a login name, None for an unknown name and for a disabled account."""
    statement = select(*FACTS).where(
        col(Account.login_key) == login_key(login), col(Account.disabled_at).is_(None)
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else _facts(tuple(row), Way.PROXY)


def language_of(session: Session, account: int) -> str:
    """Return the language of an account's mails: Vietnamese where none was chosen."""
    return session.scalar(select(col(Account.language)).where(col(Account.id) == account)) or DEFAULT_LANGUAGE


def grants_of(session: Session, account: int) -> tuple[Grant, ...]:
    """Return the rights that an account has now, by role and area; none for an unknown or disabled one."""
    columns = [col(getattr(AccountGrant, name)) for name in ("role", "vintage", "level", "code")]
    statement = (
        select(*columns)
        .join(Account, col(Account.id) == col(AccountGrant.account_id))
        .where(col(AccountGrant.account_id) == account, col(AccountGrant.ended_at).is_(None))
        .where(col(Account.disabled_at).is_(None))
        .distinct()
        .order_by(*columns)
    )
    return tuple(Grant(*row) for row in session.execute(statement))


def _facts(row: tuple[Any, ...], way: Way) -> AccountFacts:
    number, login, name, email, *rest = row
    return AccountFacts(number, login, name, email or "", way, *rest)
