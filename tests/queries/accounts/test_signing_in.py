"""Signing in with a password: who fails waits, and every link is good once."""

import threading

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts import passwords
from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import AccountFacts
from data_access.accounts.invitations import find_invitation, invite
from data_access.accounts.managing import disable_account
from data_access.accounts.reading import find_session
from data_access.accounts.sessions import begin_session
from data_access.accounts.signing_in import change_password, choose_password, sign_in
from data_access.accounts.throttling import OF_ADDRESS, OF_NAME
from data_access.acting import Actor, acting
from data_access.loads import audit_log
from data_access.models import Account, FailedSignIn, Invitation
from data_access.store.settings import StoreSettings
from tests.queries.accounts.conftest import BY
from tests.queries.accounts.test_accounts import asked, changed
from tests.queries.office import reading

pytestmark = pytest.mark.usefixtures("quick")
PASSWORD, OTHER = "năm con ngựa trên đồi", "sáu con trâu dưới ruộng"


@pytest.fixture
def with_password(settings: StoreSettings, mai: int) -> int:
    """An account whose owner has chosen a password."""
    choose_password(settings, changed(settings, invite, mai, BY), "mai.lo", PASSWORD)
    return mai


def reason_of(settings: StoreSettings, login: str = "mai.lo", password: str = PASSWORD) -> str:
    """Why nobody is signed in, "" where somebody is."""
    try:
        sign_in(settings, login, password)
    except AccountRefused as error:
        return error.facts["reason"]
    return ""


def account_of(settings: StoreSettings, token: str) -> AccountFacts:
    found = asked(settings, find_session, token)
    assert found is not None
    return found


def test_right_name_and_password_begin_a_session_of_its_own_each(
    settings: StoreSettings, with_password: int
) -> None:
    tokens = {sign_in(settings, login, PASSWORD) for login in ("mai.lo", " MAI.LO", "ｍａｉ.lo")}
    assert len(tokens) == 3
    assert {account_of(settings, token).id for token in tokens} == {with_password}


WRONG = [
    *(("mai.lo", OTHER), ("mai.lo", ""), ("nobody", PASSWORD), ("", ""), ("mаi.lo", PASSWORD)),
    *(("mai.lo\x00", PASSWORD), ("mai.lo", PASSWORD + "\x00"), ("x" * 100_000, "x" * 100_000)),
    ("' OR 1=1 --", "' OR 1=1 --"),
]


def test_wrong_name_and_wrong_password_are_refused_alike(settings: StoreSettings, with_password: int) -> None:
    assert [reason_of(settings, *typed) for typed in WRONG] == ["wrong"] * len(WRONG)


def test_account_without_a_password_or_disabled_is_refused_like_an_unknown_one(
    settings: StoreSettings, mai: int
) -> None:
    assert reason_of(settings, "mai.lo", "") == "wrong"
    choose_password(settings, changed(settings, invite, mai, BY), "mai.lo", PASSWORD)
    changed(settings, disable_account, mai, BY)
    assert reason_of(settings) == "wrong"


def test_account_disabled_while_its_password_is_looked_at_gets_no_session(
    settings: StoreSettings, with_password: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = PasswordHasher.verify

    def slow(self: PasswordHasher, stored: str, typed: str) -> bool:
        changed(settings, disable_account, with_password, BY)
        return verify(self, stored, typed)

    monkeypatch.setattr(PasswordHasher, "verify", slow)
    assert reason_of(settings) == "wrong"


def test_who_keeps_failing_waits_the_longer_the_oftener_even_with_the_right_password(
    settings: StoreSettings, with_password: int
) -> None:
    for _ in range(OF_NAME.free):
        assert reason_of(settings, password=OTHER) == "wrong"
    assert reason_of(settings) == "wait"
    assert reason_of(settings, login="MAI.LO") == "wait"
    # Another name from there does not wait yet.
    assert reason_of(settings, login="pao") == "wrong"
    over(settings)
    assert reason_of(settings) == ""
    # All of the name's failures are forgiven.
    assert reason_of(settings, password=OTHER) == "wrong"
    assert reason_of(settings) == ""


def over(settings: StoreSettings) -> None:
    """Let every wait be over."""
    changed(settings, Connection.execute, update(FailedSignIn).values(wait_until="2026-01-01T00:00:00Z"))


def test_waits_double_and_end_at_the_longest() -> None:
    assert [OF_NAME.seconds_after(failures) for failures in (1, 4, 5, 6, 7, 8, 9, 10, 1000)] == [
        *(0, 0, 15, 30, 60, 120, 240, 300, 300)
    ]
    assert OF_ADDRESS.seconds_after(29) == 0
    assert OF_ADDRESS.seconds_after(10_000) == 900


def test_address_that_tries_many_names_waits_and_another_does_not(
    settings: StoreSettings, with_password: int
) -> None:
    row = {"counted_by": "address", "failures": OF_ADDRESS.free, "last_at": "2999-01-01T00:00:00Z"}
    with acting(Actor(address="203.0.113.7")):
        assert reason_of(settings, login="somebody") == "wrong"
        of_address = update(FailedSignIn).where(col(FailedSignIn.counted_by) == "address")
        changed(settings, Connection.execute, of_address.values(**row))
        assert reason_of(settings, login="somebody.else") == "wrong"
        assert reason_of(settings) == "wait"
    with acting(Actor(address="203.0.113.8")):
        assert reason_of(settings) == ""


def test_many_tries_at_once_are_counted_one_by_one(settings: StoreSettings, with_password: int) -> None:
    reason_of(settings, password=OTHER)
    reasons: list[str] = []
    threads = [
        threading.Thread(target=lambda: reasons.append(reason_of(settings, password=OTHER)))
        for _ in range(OF_NAME.free * 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Those that were free, but for the first.
    assert reasons.count("wrong") == OF_NAME.free - 1
    assert set(reasons) == {"wait", "wrong"}


def test_names_that_were_tried_are_stored_as_digests_and_old_ones_not_at_all(
    settings: StoreSettings, with_password: int
) -> None:
    reason_of(settings, login="my secret typed in the wrong field")
    changed(settings, Connection.execute, update(FailedSignIn).values(last_at="2026-01-01T00:00:00Z"))
    reason_of(settings, login="my other secret")
    with reading(settings.url()) as connection:
        stored = list(connection.execute(select(FailedSignIn.__table__)))  # type: ignore[attr-defined]
    assert len(stored) == 2
    assert "secret" not in repr(stored)


def test_password_with_other_parameters_is_hashed_anew_at_the_next_sign_in(
    settings: StoreSettings, with_password: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    assert reason_of(settings) == ""
    with reading(settings.url()) as connection:
        stored = connection.scalar(select(col(Account.password_hash)))
    assert "t=2" in (stored or "")
    assert reason_of(settings) == ""


def test_invitation_is_good_once_and_the_newest_alone(settings: StoreSettings, mai: int) -> None:
    first, second = (changed(settings, invite, mai, BY) for _ in range(2))
    assert refusal(settings, first) == "invitation_over"
    found = asked(settings, find_invitation, second)
    assert (found.login, found.purpose) == ("mai.lo", "invite")
    token = choose_password(settings, second, "mai.lo", PASSWORD)
    assert account_of(settings, token).id == mai
    for secret, reason in (
        (second, "invitation_used"),
        ("x" * 43, "invitation_unknown"),
        ("\x00", "invitation_unknown"),
    ):
        assert refusal(settings, secret) == reason
        with pytest.raises(AccountRefused):
            choose_password(settings, secret, "mai.lo", OTHER)
    assert reason_of(settings) == ""


def refusal(settings: StoreSettings, secret: str) -> str:
    with pytest.raises(AccountRefused) as raised:
        asked(settings, find_invitation, secret)
    return raised.value.facts["reason"]


def test_invitation_that_is_over_or_of_a_disabled_account_is_refused(
    settings: StoreSettings, mai: int
) -> None:
    secret = changed(settings, invite, mai, BY)
    changed(settings, Connection.execute, update(Invitation).values(expires_at="2026-01-01T00:00:00Z"))
    assert refusal(settings, secret) == "invitation_over"
    secret = changed(settings, invite, mai, BY)
    changed(settings, disable_account, mai, BY)
    assert refusal(settings, secret) == "disabled"


def test_password_that_is_not_taken_leaves_the_invitation_good(settings: StoreSettings, mai: int) -> None:
    secret = changed(settings, invite, mai, BY)
    with pytest.raises(AccountRefused) as raised:
        choose_password(settings, secret, "mai.lo", "too short")
    assert raised.value.facts["reason"] == "password_short"
    assert asked(settings, find_invitation, secret).account == mai


def test_invitation_used_in_two_tabs_at_once_is_used_once(settings: StoreSettings, mai: int) -> None:
    secret, reasons = changed(settings, invite, mai, BY), []

    def choose() -> None:
        try:
            choose_password(settings, secret, "mai.lo", PASSWORD)
            reasons.append("")
        except AccountRefused as error:
            reasons.append(error.facts["reason"])

    threads = [threading.Thread(target=choose) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reasons) == ["", "invitation_used"]


def test_new_password_ends_all_other_sessions(settings: StoreSettings, with_password: int) -> None:
    here, there = sign_in(settings, "mai.lo", PASSWORD), sign_in(settings, "mai.lo", PASSWORD)
    account = account_of(settings, here)
    with pytest.raises(AccountRefused) as raised:
        change_password(settings, account, OTHER, OTHER)
    assert raised.value.facts["reason"] == "wrong_password"
    again = change_password(settings, account, PASSWORD, OTHER)
    assert asked(settings, find_session, here) is None
    assert asked(settings, find_session, there) is None
    assert account_of(settings, again).id == with_password
    assert (reason_of(settings), reason_of(settings, password=OTHER)) == ("wrong", "")


def test_reset_by_a_link_ends_all_sessions_too(settings: StoreSettings, with_password: int) -> None:
    stolen = changed(settings, begin_session, with_password, "mai.lo", "password")
    secret = changed(settings, invite, with_password, BY)
    assert asked(settings, find_invitation, secret).purpose == "reset"
    choose_password(settings, secret, "mai.lo", OTHER)
    assert asked(settings, find_session, stolen) is None


def test_failed_sign_in_is_in_the_log_without_what_was_typed(
    settings: StoreSettings, with_password: int
) -> None:
    with acting(Actor(address="198.51.100.9", agent="Firefox")):
        assert reason_of(settings, password=OTHER) == "wrong"
        assert reason_of(settings, login=OTHER) == "wrong"
    with reading(settings.url()) as connection, Session(bind=connection) as session:
        unknown, known = audit_log(session, limit=2).to_dict("records")
    assert (known["what"], known["who"], known["subject"]) == (
        *("sign_in_failed", "mai.lo"),
        f"account {with_password}",
    )
    assert (unknown["what"], unknown["who"], unknown["subject"]) == ("sign_in_failed", "–", "account 0")
    assert {unknown["by_address"], known["by_address"]} == {"198.51.100.9"}
    assert OTHER not in str(unknown)
