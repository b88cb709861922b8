"""Sign-in sessions and tokens for programs: begun, seen and ended; all but "seen" is in the log."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update
from sqlmodel import col

from data_access.accounts.moments import after, seconds_until
from data_access.accounts.secret_tokens import digest_of, new_secret
from data_access.accounts.settings import account_settings
from data_access.accounts.sweeping import AT_SIGN_IN, sweep_ended
from data_access.acting import current_actor
from data_access.loads.audit import now, record
from data_access.models import ApiToken, SignInSession

# A use is written down when the last one written is older, or a tenth of the time after which it ends.
SEEN_MINUTES = 10


def begin_session(connection: Connection, account: int, who: str, how: str) -> str:
    """Begin a session of an account and return its token, which is stored nowhere.

    Address and browser are those of ``current_actor``. ``how`` is what the log says: ``password``,
    ``invitation``, ``provider``. Some of what is over is taken away meanwhile (``sweep_ended``).
    """
    token, actor, at = new_secret(), current_actor(), now()
    sweep_ended(connection, AT_SIGN_IN)
    connection.execute(
        insert(SignInSession).values(
            digest=digest_of(token),
            account_id=account,
            made_at=at,
            seen_at=at,
            expires_at=after(hours=account_settings().session_hours),
            address=actor.address or None,
            agent=actor.agent or None,
        )
    )
    record(connection, who, "signed_in", f"account {account}", after={"by": how})
    return token


def is_to_be_seen(seen_at: str) -> bool:
    """Return whether the use of a session has to be written down, by when it last was."""
    minutes = min(SEEN_MINUTES, account_settings().session_idle_minutes / 10)
    return bool(seen_at) and seconds_until(seen_at) < -60 * minutes


def note_seen(connection: Connection, session: int) -> None:
    """Write down that a session is used now."""
    connection.execute(update(SignInSession).where(col(SignInSession.id) == session).values(seen_at=now()))


def end_session(connection: Connection, account: int, session: int, who: str) -> bool:
    """End one session of an account; return whether there was one to end."""
    ended = connection.execute(
        update(SignInSession)
        .where(col(SignInSession.id) == session, col(SignInSession.account_id) == account)
        .where(col(SignInSession.ended_at).is_(None))
        .values(ended_at=now())
    )
    if ended.rowcount:
        record(connection, who, "signed_out", f"account {account}", after={"session": session})
    return bool(ended.rowcount)


def end_sessions(connection: Connection, account: int, who: str, but: int = 0) -> int:
    """End all sessions of an account but one; return how many there were."""
    ended = connection.execute(
        update(SignInSession)
        .where(col(SignInSession.account_id) == account, col(SignInSession.id) != but)
        .where(col(SignInSession.ended_at).is_(None))
        .values(ended_at=now())
    )
    if ended.rowcount:
        record(connection, who, "signed_out", f"account {account}", after={"sessions": ended.rowcount})
    return ended.rowcount


def make_token(connection: Connection, account: int, name: str, days: int, who: str) -> str:
    """Make a token by which programs act as an account, good for so many days; return it."""
    token = new_secret()
    connection.execute(
        insert(ApiToken).values(
            digest=digest_of(token),
            account_id=account,
            name=" ".join(name.split()),
            made_at=now(),
            expires_at=after(days=days),
        )
    )
    record(connection, who, "token_made", f"account {account}", after={"name": name, "days": days})
    return token


def end_tokens(connection: Connection, account: int, who: str) -> None:
    """End all tokens of an account."""
    ended = connection.execute(
        update(ApiToken)
        .where(col(ApiToken.account_id) == account, col(ApiToken.ended_at).is_(None))
        .values(ended_at=now())
    )
    if ended.rowcount:
        record(connection, who, "token_ended", f"account {account}", after={"tokens": ended.rowcount})


def end_token(connection: Connection, account: int, token: int, who: str) -> bool:
    """End one token of an account; return whether there was one to end."""
    ended = connection.execute(
        update(ApiToken)
        .where(col(ApiToken.id) == token, col(ApiToken.account_id) == account)
        .where(col(ApiToken.ended_at).is_(None))
        .values(ended_at=now())
    )
    if ended.rowcount:
        record(connection, who, "token_ended", f"account {account}", after={"token": token})
    return bool(ended.rowcount)
