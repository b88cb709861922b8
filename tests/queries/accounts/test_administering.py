"""An administrator keeps the accounts of others, and there always is one, on both databases."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd
import pytest
from sqlalchemy.orm import Session

from data_access.accounts.administering import (
    Person,
    add_person,
    disable_person,
    enable_person,
    end_access,
    end_right,
    give_right,
    invite_person,
)
from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.accounts.people import people, rights_of
from data_access.accounts.reading import find_account, find_session, find_token, grants_of
from data_access.accounts.sessions import begin_session, make_token
from data_access.acting import Actor, acting
from data_access.loads import audit_log
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.queries.accounts.conftest import BY, HA_GIANG
from tests.queries.office import reading

ADMINISTRATOR = Grant("administrator", *NATION)
ADDRESS = "198.51.100.9"
Answer = TypeVar("Answer")


def acting_as(login: str, step: Callable[..., Answer], *given: Any) -> Answer:
    with acting(Actor(account=login, address=ADDRESS)):
        return step(*given)


def asked(settings: StoreSettings, question: Callable[..., Answer], *given: Any) -> Answer:
    with reading(settings.url()) as connection, Session(bind=connection) as session:
        return question(session, *given)


def person_of(settings: StoreSettings, login: str) -> "pd.Series[Any]":
    found = asked(settings, people)
    return found[found["login"] == login].iloc[0]


@pytest.fixture
def administrators(settings: StoreSettings, mai: int) -> dict[str, int]:
    """Two administrators beside the officer, by their login names."""
    numbers = {}
    with changing_beside_loads(settings) as connection:
        for login in ("on.tran", "an.nguyen"):
            numbers[login] = add_account(connection, login, login, None, BY)
            give_grant(connection, numbers[login], ADMINISTRATOR, BY)
    return numbers


def test_person_is_invited_given_a_right_and_disabled_and_each_step_is_in_the_log(
    settings: StoreSettings, administrators: dict[str, int]
) -> None:
    number, secret = acting_as("on.tran", add_person, settings, Person("pao.giang", "Giàng A Páo"))
    assert secret
    assert not person_of(settings, "pao.giang")["can_sign_in"]
    acting_as("on.tran", give_right, settings, number, HA_GIANG)
    (right,) = asked(settings, rights_of, [number]).to_dict("records")
    assert (right["role"], right["code"], right["name_en"]) == ("officer", HA_GIANG.code, "Ha Giang Province")
    acting_as("on.tran", end_right, settings, number, HA_GIANG)
    assert asked(settings, grants_of, number) == ()
    acting_as("on.tran", disable_person, settings, number)
    assert asked(settings, find_account, "pao.giang") is None
    acting_as("on.tran", enable_person, settings, number)
    assert asked(settings, find_account, "pao.giang") is not None
    log = asked(settings, audit_log)
    mine = log[log["subject"] == f"account {number}"].sort_values("id")
    assert mine["what"].tolist() == [
        *("account_added", "invited", "right_given", "right_ended", "account_disabled", "account_enabled")
    ]
    assert set(mine["who"]) == {"on.tran"}


def test_access_that_was_ended_stays_ended_when_the_account_is_enabled(
    settings: StoreSettings, mai: int, administrators: dict[str, int]
) -> None:
    with changing_beside_loads(settings) as connection:
        session = begin_session(connection, mai, "mai.lo", "password")
        token = make_token(connection, mai, "Excel", 30, "mai.lo")
    assert person_of(settings, "mai.lo")[["sessions"]].tolist() == [1]
    for step in (disable_person, enable_person):
        acting_as("on.tran", step, settings, mai)
    assert asked(settings, find_session, session) is None
    assert asked(settings, find_token, token) is None
    mine = person_of(settings, "mai.lo")
    assert mine["sessions"] == 0
    assert isinstance(mine["signed_in_at"], str)


STEPS: tuple[Callable[[StoreSettings, int], object], ...] = (
    lambda settings, account: give_right(settings, account, Grant("publisher", *NATION)),
    lambda settings, account: end_right(settings, account, ADMINISTRATOR),
    *(disable_person, enable_person, end_access, invite_person),
)


@pytest.mark.parametrize("step", STEPS)
def test_nobody_changes_the_own_account(
    settings: StoreSettings, administrators: dict[str, int], step: Callable[[StoreSettings, int], object]
) -> None:
    before = asked(settings, people), asked(settings, rights_of, list(administrators.values()))
    with pytest.raises(AccountRefused, match="own_account"):
        acting_as("on.tran", step, settings, administrators["on.tran"])
    after = asked(settings, people), asked(settings, rights_of, list(administrators.values()))
    for one, other in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(("login", "reason"), [("mai.lo", "not_administrator"), ("", "signed_out")])
def test_others_change_no_account(
    settings: StoreSettings, administrators: dict[str, int], login: str, reason: str
) -> None:
    with pytest.raises(AccountRefused, match=reason):
        acting_as(login, add_person, settings, Person("new.one", "New One"))
    for step in STEPS:
        with pytest.raises(AccountRefused, match=reason):
            acting_as(login, step, settings, administrators["on.tran"])


def test_account_that_there_is_not_is_refused(
    settings: StoreSettings, administrators: dict[str, int]
) -> None:
    with pytest.raises(AccountRefused, match="gone"):
        acting_as("on.tran", end_access, settings, 999_999)


def test_two_administrators_who_disable_each_other_at_once_leave_one(
    settings: StoreSettings, administrators: dict[str, int]
) -> None:
    ready, refused = threading.Barrier(2), []

    def disable(login: str, other: str) -> None:
        ready.wait(timeout=30)
        try:
            acting_as(login, disable_person, settings, administrators[other])
        except AccountRefused as error:
            refused.append(error.facts["reason"])

    pairs = [("on.tran", "an.nguyen"), ("an.nguyen", "on.tran")]
    threads = [threading.Thread(target=disable, args=pair, daemon=True) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert refused == ["signed_out"]
    left = [login for login in administrators if asked(settings, find_account, login) is not None]
    assert len(left) == 1
