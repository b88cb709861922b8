"""What has been over for a month is taken away at a sign-in, so many rows at once; the log stays."""

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from data_access.accounts.invitations import invite
from data_access.accounts.moments import after
from data_access.accounts.sessions import begin_session, make_token
from data_access.accounts.sweeping import sweep_ended
from data_access.models import ApiToken, Audit, FailedSignIn, Invitation, SignInSession
from data_access.store.settings import StoreSettings
from tests.queries.accounts.conftest import BY
from tests.queries.accounts.test_accounts import changed

LONG_AGO, LATELY = after(days=-40), after(days=-20)
SESSIONS: tuple[dict[str, str], ...] = (
    {"ended_at": LONG_AGO},
    {"expires_at": LONG_AGO},
    {"seen_at": LONG_AGO},
    {"ended_at": LATELY},
    {"expires_at": LATELY},
    {},
)


def filled(connection: Connection, mai: int) -> None:
    """Sessions, tokens and invitations over long ago, lately and not at all; failures of two days."""
    for number in range(len(SESSIONS)):
        begin_session(connection, mai, "mai.lo", "password")
        make_token(connection, mai, f"token {number}", 30, "mai.lo")
        invite(connection, mai, BY)
    numbers = connection.scalars(select(col(SignInSession.id)).order_by(col(SignInSession.id))).all()
    for session, values in zip(numbers, SESSIONS, strict=True):
        aged = update(SignInSession).where(col(SignInSession.id) == session)
        connection.execute(aged.values(made_at=LONG_AGO, **values))
    connection.execute(update(ApiToken).where(col(ApiToken.name) == "token 0").values(ended_at=LONG_AGO))
    first = select(func.min(Invitation.id)).scalar_subquery()
    connection.execute(update(Invitation).where(col(Invitation.id) == first).values(used_at=LONG_AGO))
    for key, moment in (("old", after(days=-2)), ("new", after())):
        row = {"counted_by": "name", "key": key, "failures": 1, "last_at": moment, "wait_until": moment}
        connection.execute(insert(FailedSignIn).values(row))


def logged(connection: Connection) -> int:
    return connection.scalar(select(func.count(col(Audit.id)))) or 0


def left(connection: Connection) -> list[int]:
    tables = (SignInSession, ApiToken, Invitation, FailedSignIn)
    return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_what_was_over_long_ago_is_taken_away_and_nothing_else(settings: StoreSettings, mai: int) -> None:
    changed(settings, filled, mai)
    before = changed(settings, logged)
    assert changed(settings, sweep_ended) == 6
    assert changed(settings, left) == [3, 5, 5, 1]
    assert changed(settings, sweep_ended) == 0
    assert changed(settings, logged) == before


def test_sign_in_sweeps_a_bounded_number(settings: StoreSettings, mai: int) -> None:
    changed(settings, filled, mai)
    assert changed(settings, sweep_ended, 1) == 4
    assert changed(settings, left) == [5, 5, 5, 1]
    changed(settings, begin_session, mai, "mai.lo", "password")
    assert changed(settings, left) == [4, 5, 5, 1]
