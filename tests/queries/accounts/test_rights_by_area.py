"""What accounts may do with files of their own and of another area, asked within each change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, account_number, add_account, end_grant, give_grant
from data_access.accounts.rights import read_areas
from data_access.acting import Actor, acting
from data_access.boundary_log import log_boundaries
from data_access.door import OPERATOR, PUBLIC, Reader
from data_access.loads import (
    LoadRefused,
    approve,
    erase_original,
    history_of_figure,
    keep_draft,
    kept_part,
    ledger,
    numbers_with_original,
    publish,
    send_back,
    submit,
    submit_and_publish,
    submit_checked,
    undo,
    years_of_history,
)
from data_access.loads.changing import changing_beside_loads
from data_access.loads.opened import open_submission
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.queries.office import area_number, figure, sample_settings, upload

HA_GIANG, LAO_CAI = ("v2008", "province", "02"), ("v2025", "province", "15")
GRANTS = {
    "officer": Grant("officer", *HA_GIANG),
    "neighbour": Grant("officer", *LAO_CAI),
    "approver": Grant("approver", *HA_GIANG),
    "publisher": Grant("publisher", *NATION),
    "auditor": Grant("auditor", *NATION),
    "administrator": Grant("administrator", *NATION),
    "reader": Grant("reader", *HA_GIANG),
}
WRITES_NOTHING = ("reader", "auditor", "administrator", "neighbour", "")
BY_NAME = "Lò Thị Mai"


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path) -> StoreSettings:
    """A store with an account of each role."""
    settings = sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})
    with changing_beside_loads(settings) as connection:
        for login, grant in GRANTS.items():
            give_grant(connection, add_account(connection, login, login, None, "it"), grant, "it")
    return settings


@pytest.fixture
def ha_giang(sample_url: URL) -> int:
    return area_number(sample_url, "02")


def as_account(login: str, change: Callable[..., object], *given: object) -> object:
    """What a change answers to an account: its answer, or why it is refused."""
    with acting(Actor(account=login, address="198.51.100.9")):
        try:
            return change(*given)
        except LoadRefused as error:
            return error.facts["reason"]


def seen(settings: StoreSettings, login: str) -> set[int]:
    """The numbers of the submissions that an account sees in the ledger."""
    reader = Reader(login, ()) if login else PUBLIC
    with door.session(reader, PUBLISHED, settings=settings) as session:
        return set(ledger(session)["id"])


def original(settings: StoreSettings, login: str, number: int) -> object:
    with door.session(Reader(login, ()), PUBLISHED, settings=settings) as session:
        try:
            return kept_part(session, number, "original")
        except LoadRefused as error:
            return error.facts["reason"]


@pytest.fixture(autouse=True)
def closed_stores() -> object:
    yield
    door.forget()


def test_file_goes_from_the_officer_by_the_approver_to_the_publisher(
    settings: StoreSettings, ha_giang: int
) -> None:
    number = as_account(
        "officer", submit, settings, upload("a.xlsx", figures=[figure(ha_giang, 30)]), BY_NAME
    )
    assert number == 1
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        shown = open_submission(session, 1).now
        row = ledger(session).iloc[0]
    assert (row["made_account"], row["handed_in_account"]) == ("officer", "officer")
    assert read_areas(row["held_by"]) >= {HA_GIANG, NATION}
    for login in (*WRITES_NOTHING, "officer"):
        assert as_account(login, approve, settings, 1, "Ai", shown) in ("no_right", "signed_out")
    assert as_account("publisher", publish, settings, 1, "Ai") == "approval_required"
    assert as_account("approver", approve, settings, 1, BY_NAME, shown) is None
    for login in (*WRITES_NOTHING, "officer", "approver"):
        assert as_account(login, publish, settings, 1, "Ai") in ("no_right", "signed_out")
    assert isinstance(as_account("publisher", publish, settings, 1, "Ai"), int)
    assert as_account("approver", undo, settings, 1, "Ai") == "no_right"
    assert as_account("officer", erase_original, settings, 1, "Ai", "vì") == "no_right"
    assert isinstance(as_account("publisher", undo, settings, 1, "Ai"), int)


def test_row_of_another_area_is_named_and_nothing_is_stored(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    yen_bai = area_number(sample_url, "15")
    both = upload("b.xlsx", figures=[figure(ha_giang, 30), figure(yen_bai, 31)])
    for step in (submit, keep_draft):
        with acting(Actor(account="officer")), pytest.raises(LoadRefused) as raised:
            step(settings, both, BY_NAME)
        assert raised.value.facts == {
            **{"reason": "outside_area", "table": "figure", "row": "2"},
            "area": "Tỉnh Yên Bái (15)",
        }
    assert seen(settings, "publisher") == set()


def test_office_of_today_hands_in_for_the_province_that_went_into_it(
    settings: StoreSettings, sample_url: URL
) -> None:
    old = upload("old.xlsx", figures=[figure(area_number(sample_url, "15"), 30)])
    new = upload("new.xlsx", figures=[figure(area_number(sample_url, "15", "v2025"), 30, year=2026)])
    assert as_account("neighbour", submit, settings, old, "Ai") == 1
    assert as_account("neighbour", keep_draft, settings, new, "Ai") == 2
    assert as_account("officer", submit_checked, settings, 2, "Ai") == "no_right"
    assert as_account("neighbour", submit_checked, settings, 2, "Ai") is None


def test_nobody_writes_without_the_right_to(settings: StoreSettings, ha_giang: int) -> None:
    sent = upload("a.xlsx", figures=[figure(ha_giang, 30)])
    for login in ("reader", "auditor", "administrator", "approver", "publisher", "", "nobody"):
        refused = "signed_out" if login in ("", "nobody") else "no_right"
        assert as_account(login, submit, settings, sent, "Ai") == refused
        assert as_account(login, keep_draft, settings, sent, "Ai") == refused
    assert as_account("officer", submit_and_publish, settings, sent, "Ai") == "approval_required"
    boundaries = (log_boundaries, settings, "Ai", "boundaries_undone", "province", "v2025")
    assert as_account("officer", *boundaries) == "no_right"
    assert as_account("publisher", *boundaries) is None
    assert seen(settings, "publisher") == set()


def test_own_hand_in_is_known_by_the_account_whatever_name_is_typed(
    settings: StoreSettings, ha_giang: int
) -> None:
    with changing_beside_loads(settings) as connection:
        give_grant(connection, account_number(connection, "officer"), Grant("approver", *HA_GIANG), "it")
    as_account("officer", submit, settings, upload("a.xlsx", figures=[figure(ha_giang, 30)]), BY_NAME)
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        shown = open_submission(session, 1).now
    assert as_account("officer", approve, settings, 1, "Một người khác", shown) == "same_person"
    assert as_account("approver", approve, settings, 1, BY_NAME, shown) is None


def test_right_that_ended_is_no_right_at_the_next_step(settings: StoreSettings, ha_giang: int) -> None:
    with changing_beside_loads(settings) as connection:
        end_grant(connection, account_number(connection, "officer"), GRANTS["officer"], "it")
    sent = upload("a.xlsx", figures=[figure(ha_giang, 30)])
    assert as_account("officer", submit, settings, sent, "Ai") == "no_right"


def test_files_on_their_way_are_seen_by_their_office_and_those_above_alone(
    settings: StoreSettings, ha_giang: int
) -> None:
    sent = upload("a.xlsx", figures=[figure(ha_giang, 30, year=1999)])
    as_account("officer", submit, settings, sent, BY_NAME)
    who_sees = {login for login in (*GRANTS, "") if seen(settings, login)}
    assert who_sees == {"officer", "approver", "publisher", "auditor"}
    who_takes = {login for login in GRANTS if original(settings, login, 1) == sent.content}
    assert who_takes == {"officer", "approver", "publisher"}
    place = {"vintage": "v2008", "level": "province", "code": "02"}
    for login, years in (("officer", {1999}), ("neighbour", set()), ("", set())):
        reader = Reader(login, ()) if login else PUBLIC
        with door.session(reader, PUBLISHED, settings=settings) as session:
            found = set(years_of_history(session, "poor_rate", **place))
            values = list(history_of_figure(session, "poor_rate", **place, year=1999)["value"])
        assert ({1999} & found, values) == (years, [30.0] if years else [])
    as_account("approver", send_back, settings, 1, "Ai", "thiếu xã")
    assert seen(settings, "") == set()


def test_rights_that_a_reader_brings_along_are_read_again(settings: StoreSettings, ha_giang: int) -> None:
    as_account("officer", submit, settings, upload("a.xlsx", figures=[figure(ha_giang, 30)]), BY_NAME)
    brought = Reader("neighbour", (Grant("publisher", *NATION),))
    with door.session(brought, PUBLISHED, settings=settings) as session:
        assert ledger(session).empty
        with pytest.raises(LoadRefused):
            open_submission(session, 1)
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        assert numbers_with_original(session) == {1}
