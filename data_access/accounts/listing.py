"""The accounts with their rights, and of one account its sessions and tokens: as frames."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.moments import after
from data_access.accounts.settings import account_settings
from data_access.models import Account, AccountGrant, ApiToken, SignInSession
from data_access.store.frames import FLAG, TEXT, WHOLE, frame

# A right by its columns.
GRANT = ("role", "vintage", "level", "code")
ACCOUNT_COLUMNS = {
    "id": WHOLE,
    "login": TEXT,
    "name": TEXT,
    "email": TEXT,
    "rights": TEXT,
    "has_password": FLAG,
    "has_provider": FLAG,
    "made_at": TEXT,
    "disabled_at": TEXT,
}
SESSION_COLUMNS = {
    "id": WHOLE,
    "made_at": TEXT,
    "seen_at": TEXT,
    "expires_at": TEXT,
    "address": TEXT,
    "agent": TEXT,
}
TOKEN_COLUMNS = {"id": WHOLE, "name": TEXT, "made_at": TEXT, "expires_at": TEXT}


def accounts(session: Session) -> pd.DataFrame:
    """Every account by its login name, disabled ones too; empty frame where there is none.

    ``rights`` are those that it was given and that have not ended, as ``officer v2025.province.01``, by
    commas; "" for none.
    """
    rights: dict[int, list[str]] = {}
    for account, role, *area in session.execute(
        select(*(col(getattr(AccountGrant, name)) for name in ("account_id", *GRANT)))
        .where(col(AccountGrant.ended_at).is_(None))
        .order_by(*(col(getattr(AccountGrant, name)) for name in GRANT))
    ):
        rights.setdefault(account, []).append(f"{role} {'.'.join(area)}")
    names = ("id", "login", "name", "email", "password_hash", "oidc_subject", "made_at", "disabled_at")
    statement = select(*(col(getattr(Account, name)) for name in names)).order_by(col(Account.login_key))
    return frame(
        (
            (
                row[0],
                row[1],
                row[2],
                row[3],
                ", ".join(rights.get(row[0], ())),
                bool(row[4]),
                bool(row[5]),
                *row[6:],
            )
            for row in session.execute(statement)
        ),
        ACCOUNT_COLUMNS,
    )


def sessions_of(session: Session, account: int) -> pd.DataFrame:
    """The sessions in which an account is signed in, the one used last first; moments are ISO in UTC.

    ``address`` and ``agent`` are NaN where unknown. Empty frame where there is none.
    """
    last_use = after(minutes=-account_settings().session_idle_minutes)
    statement = (
        select(*(col(getattr(SignInSession, name)) for name in SESSION_COLUMNS))
        .where(col(SignInSession.account_id) == account, col(SignInSession.ended_at).is_(None))
        .where(col(SignInSession.expires_at) > after(), col(SignInSession.seen_at) > last_use)
        .order_by(col(SignInSession.seen_at).desc(), col(SignInSession.id).desc())
    )
    return frame(session.execute(statement), SESSION_COLUMNS)


def tokens_of(session: Session, account: int) -> pd.DataFrame:
    """The tokens for programs that an account has, newest first; empty frame where there is none."""
    statement = (
        select(*(col(getattr(ApiToken, name)) for name in TOKEN_COLUMNS))
        .where(col(ApiToken.account_id) == account, col(ApiToken.ended_at).is_(None))
        .where(col(ApiToken.expires_at) > after())
        .order_by(col(ApiToken.id).desc())
    )
    return frame(session.execute(statement), TOKEN_COLUMNS)
