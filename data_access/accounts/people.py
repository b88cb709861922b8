"""The accounts as an administrator looks at them: when each was used last, and which rights they have."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.moments import after
from data_access.accounts.settings import account_settings
from data_access.models import Account, AccountGrant, Area, SignInSession
from data_access.store.frames import FLAG, TEXT, WHOLE, frame

AREA = ("vintage", "level", "code")
PERSON_COLUMNS = {
    "id": WHOLE,
    "login": TEXT,
    "name": TEXT,
    "email": TEXT,
    "can_sign_in": FLAG,
    "signed_in_at": TEXT,
    "sessions": WHOLE,
    "disabled_at": TEXT,
}
RIGHT_COLUMNS = {
    "account": WHOLE,
    "role": TEXT,
    **dict.fromkeys(AREA, TEXT),
    "name_vi": TEXT,
    "name_en": TEXT,
}


def people(session: Session) -> pd.DataFrame:
    """Every account by its login name, disabled ones too; empty frame where there is none.

    ``can_sign_in`` says whether it has a password or a provider; ``signed_in_at`` is when it signed in last
    (ISO in UTC, NaN where no session of the last month is known), ``sessions`` how many it is signed in by
    now. ``email`` and ``disabled_at`` are NaN where there is none.
    """
    last_use = after(minutes=-account_settings().session_idle_minutes)
    is_open = and_(
        col(SignInSession.ended_at).is_(None),
        col(SignInSession.expires_at) > after(),
        col(SignInSession.seen_at) > last_use,
        col(Account.disabled_at).is_(None),
    )
    shown = [col(getattr(Account, name)) for name in ("id", "login", "name", "email")]
    has_way = col(Account.password_hash).is_not(None) | col(Account.oidc_subject).is_not(None)
    statement = (
        select(
            *shown,
            case((has_way, 1), else_=0),
            func.max(col(SignInSession.made_at)),
            func.coalesce(func.sum(case((is_open, 1), else_=0)), 0),
            col(Account.disabled_at),
        )
        .join(SignInSession, col(SignInSession.account_id) == col(Account.id), isouter=True)
        .group_by(col(Account.id))
        .order_by(col(Account.login_key))
    )
    return frame(((*row[:4], bool(row[4]), *row[5:]) for row in session.execute(statement)), PERSON_COLUMNS)


def rights_of(session: Session, accounts: Sequence[int]) -> pd.DataFrame:
    """The rights that some accounts have, with the names of their areas, by account, role and area.

    An area that the store no longer has is named by its code. Empty frame where there is none.
    """
    grant = [col(getattr(AccountGrant, name)) for name in ("account_id", "role", *AREA)]
    names = (col(Area.full_name_vi), col(Area.full_name_en))
    statement = (
        select(*grant, *(func.coalesce(name, col(AccountGrant.code)) for name in names))
        .join(
            Area,
            and_(*(col(getattr(Area, name)) == col(getattr(AccountGrant, name)) for name in AREA)),
            isouter=True,
        )
        .where(col(AccountGrant.account_id).in_(accounts), col(AccountGrant.ended_at).is_(None))
        .order_by(*grant)
    )
    return frame(session.execute(statement), RIGHT_COLUMNS)
