"""Accounts, their rights, sessions and tokens, on both databases."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import Grant, Way
from data_access.accounts.managing import (
    NATION,
    account_number,
    add_account,
    disable_account,
    end_grant,
    give_grant,
)
from data_access.accounts.reading import any_account, find_account, find_session, find_token, grants_of
from data_access.accounts.sessions import (
    begin_session,
    end_session,
    end_sessions,
    end_token,
    make_token,
    note_seen,
)
from data_access.acting import Actor, acting
from data_access.loads import audit_log
from data_access.loads.changing import changing, changing_beside_loads
from data_access.models import Account, SignInSession, Table
from data_access.store.errors import StoreUnreachable
from data_access.store.settings import StoreSettings
from tests.queries.accounts.conftest import BY, HA_GIANG
from tests.queries.office import reading

PUBLISHER = Grant("publisher", *NATION)
Answer = TypeVar("Answer")


def changed(settings: StoreSettings, change: Callable[..., Answer], *given: Any) -> Answer:
    with changing_beside_loads(settings) as connection:
        return change(connection, *given)


def asked(settings: StoreSettings, question: Callable[..., Answer], *given: Any) -> Answer:
    with reading(settings.url()) as connection, Session(bind=connection) as session:
        return question(session, *given)


def test_account_is_found_by_its_session_until_that_is_ended(settings: StoreSettings, mai: int) -> None:
    assert asked(settings, any_account)
    with acting(Actor(address="198.51.100.9", agent="Firefox")):
        token = changed(settings, begin_session, mai, "mai.lo", "password")
    found = asked(settings, find_session, token)
    assert found is not None
    assert (found.id, found.login, found.name, found.way) == (mai, "mai.lo", "Lò Thị Mai", Way.SESSION)
    assert asked(settings, grants_of, found.id) == (HA_GIANG,)
    assert not changed(settings, end_session, mai + 1, found.number, BY)
    assert asked(settings, find_session, token) == found
    assert changed(settings, end_session, mai, found.number, BY)
    assert asked(settings, find_session, token) is None


@pytest.mark.parametrize(
    "values",
    [
        {"expires_at": "2026-01-01T00:00:00Z"},
        {"seen_at": "2026-01-01T00:00:00Z"},
        {"ended_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_session_that_is_over_is_nobodys(settings: StoreSettings, mai: int, values: dict[str, str]) -> None:
    token = changed(settings, begin_session, mai, "mai.lo", "password")
    changed(settings, Connection.execute, update(SignInSession).values(**values))
    assert asked(settings, find_session, token) is None


def test_session_seen_by_a_server_whose_clock_is_ahead_holds(settings: StoreSettings, mai: int) -> None:
    token = changed(settings, begin_session, mai, "mai.lo", "password")
    ahead = (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=9)).strftime("%Y-%m-%dT%H:%M:%SZ")
    changed(settings, Connection.execute, update(SignInSession).values(seen_at=ahead, made_at=ahead))
    assert asked(settings, find_session, token) is not None


def test_what_was_never_given_is_nobodys(settings: StoreSettings, mai: int) -> None:
    changed(settings, begin_session, mai, "mai.lo", "password")
    for token in ("", "x" * 43, "x" * 10_000, "\x00" * 43, "số liệu", "' OR 1=1 --"):
        assert asked(settings, find_session, token) is None
        assert asked(settings, find_token, token) is None


def test_disabled_account_is_known_by_nothing_from_then_on(settings: StoreSettings, mai: int) -> None:
    session = changed(settings, begin_session, mai, "mai.lo", "password")
    token = changed(settings, make_token, mai, "nightly report", 30, "mai.lo")
    assert asked(settings, find_account, "MAI.LO") is not None
    changed(settings, disable_account, mai, BY)
    assert asked(settings, find_session, session) is None
    assert asked(settings, find_token, token) is None
    assert asked(settings, find_account, "mai.lo") is None
    assert asked(settings, grants_of, mai) == ()
    # The key does not open again.
    assert asked(settings, any_account)


def test_all_sessions_but_one_are_ended_at_once(settings: StoreSettings, mai: int) -> None:
    tokens = [changed(settings, begin_session, mai, "mai.lo", "password") for _ in range(3)]
    own = asked(settings, find_session, tokens[1])
    assert own is not None
    assert changed(settings, end_sessions, mai, "mai.lo", own.number) == 2
    assert [asked(settings, find_session, token) is not None for token in tokens] == [False, True, False]


def test_use_of_a_session_is_written_down(settings: StoreSettings, mai: int) -> None:
    token = changed(settings, begin_session, mai, "mai.lo", "password")
    changed(settings, Connection.execute, update(SignInSession).values(seen_at="2999-01-01T00:00:00Z"))
    found = asked(settings, find_session, token)
    assert found is not None
    changed(settings, note_seen, found.number)
    again = asked(settings, find_session, token)
    assert again is not None
    assert again.seen_at < "2999"


def test_token_for_programs_holds_until_it_is_ended(settings: StoreSettings, mai: int) -> None:
    token = changed(settings, make_token, mai, "nightly report", 30, "mai.lo")
    found = asked(settings, find_token, token)
    assert found is not None
    assert (found.login, found.way) == ("mai.lo", Way.TOKEN)
    assert asked(settings, find_session, token) is None
    assert not changed(settings, end_token, mai + 1, found.number, BY)
    assert changed(settings, end_token, mai, found.number, BY)
    assert asked(settings, find_token, token) is None


def test_token_of_no_more_days_is_over(settings: StoreSettings, mai: int) -> None:
    token = changed(settings, make_token, mai, "nightly report", 0, "mai.lo")
    assert asked(settings, find_token, token) is None


def test_right_is_given_once_and_ended(settings: StoreSettings, mai: int) -> None:
    changed(settings, give_grant, mai, PUBLISHER, BY)
    assert asked(settings, grants_of, mai) == (HA_GIANG, PUBLISHER)
    refused(settings, "has_grant", give_grant, mai, PUBLISHER, BY)
    changed(settings, end_grant, mai, PUBLISHER, BY)
    assert asked(settings, grants_of, mai) == (HA_GIANG,)
    refused(settings, "no_grant", end_grant, mai, PUBLISHER, BY)
    changed(settings, give_grant, mai, PUBLISHER, BY)


def test_rights_that_there_are_not_are_refused(settings: StoreSettings, mai: int) -> None:
    refused(settings, "bad_role", give_grant, mai, Grant("king", *NATION), BY)
    refused(settings, "unknown_area", give_grant, mai, Grant("officer", "v2008", "province", "99"), BY)
    refused(settings, "national_role", give_grant, mai, Grant("auditor", *HA_GIANG_KEY), BY)
    assert asked(settings, grants_of, mai) == (HA_GIANG,)


HA_GIANG_KEY = (HA_GIANG.vintage, HA_GIANG.level, HA_GIANG.code)


def test_login_name_is_taken_in_every_spelling(settings: StoreSettings, mai: int) -> None:
    for login in ("mai.lo", "MAI.LO", " ｍａｉ.lo"):
        refused(settings, "login_taken", add_account, login, "Somebody", None, BY)
    refused(settings, "bad_login", add_account, "mаi.lo", "With a Cyrillic letter", None, BY)
    refused(settings, "no_name", add_account, "pao", " \n", None, BY)
    refused(settings, "unknown", account_number, "pao")
    assert changed(settings, account_number, "Mai.Lo") == mai


def refused(settings: StoreSettings, reason: str, change: Callable[..., Any], *given: Any) -> None:
    with pytest.raises(AccountRefused) as raised:
        changed(settings, change, *given)
    assert raised.value.facts["reason"] == reason


def test_every_step_is_in_the_log_and_none_of_them_among_the_changes_of_figures(
    settings: StoreSettings, mai: int
) -> None:
    with acting(Actor(address="198.51.100.9", agent="Firefox", account="mai.lo")):
        changed(settings, begin_session, mai, "mai.lo", "password")
    log = asked(settings, audit_log)
    assert log["what"].tolist()[:3] == ["signed_in", "right_given", "account_added"]
    assert set(log["subject"][:3]) == {f"account {mai}"}
    newest = log.iloc[0]
    assert (newest["by_account"], newest["by_address"]) == ("mai.lo", "198.51.100.9")

    def of_figures(session: Session) -> list[str]:
        return list(audit_log(session, of_accounts=False)["what"])

    assert asked(settings, of_figures) == ["embedded"]


def test_no_secret_is_in_the_database(settings: StoreSettings, mai: int) -> None:
    secrets = [
        changed(settings, begin_session, mai, "mai.lo", "password"),
        changed(settings, make_token, mai, "nightly report", 30, "mai.lo"),
    ]
    with reading(settings.url()) as connection:
        stored = [repr(list(connection.execute(select(table)))) for table in Table.metadata.sorted_tables]
    assert not [secret for secret in secrets for rows in stored if secret in rows]


@contextmanager
def load_under_way(settings: StoreSettings) -> Iterator[None]:
    """Hold the store as a publication does that takes its time."""
    begun, end = threading.Event(), threading.Event()

    def hold() -> None:
        with changing(settings):
            begun.set()
            end.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(60)
    yield
    end.set()
    holder.join()


def test_sign_in_waits_for_a_load_on_sqlite_alone(settings: StoreSettings, mai: int) -> None:
    def sign_in() -> str:
        with changing_beside_loads(settings, wait_seconds=0) as connection:
            return begin_session(connection, mai, "mai.lo", "password")

    with load_under_way(settings):
        if settings.url().get_backend_name() == "sqlite":
            with pytest.raises(StoreUnreachable) as raised:
                sign_in()
            assert raised.value.facts["reason"] == "busy"
        else:
            assert asked(settings, find_session, sign_in()) is not None
    assert asked(settings, find_session, sign_in()) is not None


def test_two_of_one_name_at_once_leave_one(settings: StoreSettings, mai: int) -> None:
    failures = []

    def add() -> None:
        try:
            changed(settings, add_account, "pao", "Giàng A Páo", None, BY)
        except AccountRefused as error:
            failures.append(error.facts["reason"])

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == ["login_taken"]
    with reading(settings.url()) as connection:
        assert len(list(connection.execute(select(col(Account.login))))) == 2
