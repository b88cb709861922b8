"""What holds no longer is taken away: sessions, tokens and invitations that are over, failures long ago.

It stays a while, so that a link or a page can still say what became of it. The log keeps that somebody signed
in, was invited or made a token, for good.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, or_, select
from sqlmodel import col

from data_access.accounts.moments import after
from data_access.accounts.settings import account_settings
from data_access.accounts.throttling import FORGOTTEN_HOURS
from data_access.models import ApiToken, FailedSignIn, Invitation, SignInSession

KEPT_DAYS = 30
# Whoever signs in waits for no more.
AT_SIGN_IN = 200


def sweep_ended(connection: Connection, most: int | None = None) -> int:
    """Take away what has been over for ``KEPT_DAYS``, at most so many rows of each kind; return how many."""
    limit, idle = after(days=-KEPT_DAYS), account_settings().session_idle_minutes
    unseen = col(SignInSession.seen_at) < after(days=-KEPT_DAYS, minutes=-idle)
    over: dict[type[SignInSession | ApiToken | Invitation], ColumnElement[bool]] = {
        SignInSession: or_(_over(SignInSession.ended_at, SignInSession.expires_at, limit), unseen),
        ApiToken: _over(ApiToken.ended_at, ApiToken.expires_at, limit),
        Invitation: _over(Invitation.used_at, Invitation.expires_at, limit),
    }
    swept = 0
    for table, condition in over.items():
        number = col(table.id)
        oldest = select(number).where(condition).order_by(number).limit(most)
        swept += connection.execute(delete(table).where(number.in_(oldest))).rowcount
    long_ago = after(hours=-FORGOTTEN_HOURS)
    return (
        swept + connection.execute(delete(FailedSignIn).where(col(FailedSignIn.last_at) < long_ago)).rowcount
    )


def _over(ended_at: str | None, expires_at: str, limit: str) -> ColumnElement[bool]:
    return or_(col(ended_at) < limit, col(expires_at) < limit)
