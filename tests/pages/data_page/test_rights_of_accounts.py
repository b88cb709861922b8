"""The data page as accounts see it, and what a widget does whose right or database is gone meanwhile."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.accounts.own_cells import OWN_CELL_COLUMNS
from data_access.acting import current_actor
from data_access.door import OPERATOR
from data_access.loads import LoadRefused, audit_log, changing, ledger, submit
from data_access.store.errors import StoreUnreachable
from data_access.store.frames import frame
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store_codes import PUBLISHED
from data_access.text import failures
from data_access.worker import begun, works_of
from tests.asgi import Answer, ask
from tests.pages.conftest import OpenPage
from tests.pages.rights.accounts_of_pages import HEADERS, Accounts, accounts_in, as_account
from tests.pages.test_four_eyes import made, tables
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from ui.controls.identity import SESSION_COOKIE
from ui.data import log
from ui.data.changing import changes_as_asker
from ui.data.officer import _seen
from ui.data.own_files.checked import address_of
from ui.place import own_cells
from ui.server.own_file_routes import own_file_routes
from ui.server.sign_in.routes import sign_in_routes
from vocabulary.words import Words

ROLES = ("officer", "neighbour", "approver", "publisher", "auditor", "administrator", "")


@pytest.fixture(scope="module")
def handed_in(
    var_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, dict[str, str]]]:
    """The file of a store with a file of Hòa Bình that its officer handed in, and who is signed in."""
    folder = tmp_path_factory.mktemp("handed-in")
    shutil.copy(var_dir / "published.sqlite", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_DIR", str(folder))
        door.forget()
        found = accounts_in(StoreSettings(), patch)
        sent = made(folder, "a.csv", "17,,2023,1000,900").upload
        as_account("officer", submit, found.settings, sent, "Lò Thị Mai")
        door.forget()
    yield folder / "published.sqlite", found.tokens
    door.forget()


@pytest.fixture
def accounts(
    handed_in: tuple[Path, dict[str, str]],
    open_page: OpenPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Accounts]:
    """A copy of that store for one test."""
    file, tokens = handed_in
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(file, folder)
    monkeypatch.setenv("VAR_DIR", str(folder))
    door.forget()
    yield Accounts(StoreSettings(), tokens, monkeypatch)
    door.forget()


def states(settings: StoreSettings) -> list[str]:
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        return ledger(session)["state"].tolist()


def steps(page: AppTest) -> set[str]:
    """The steps whose buttons a page draws."""
    keys = {button.key or "" for button in page.main.button}
    return {key.split(".")[1] for key in keys if key.startswith(("ledger.", "approval."))}


def has_original(page: AppTest) -> bool:
    return [link.proto.url for link in page.get("link_button")] == ["/originals/1?lang=en"]


@pytest.mark.parametrize("login", ROLES)
def test_ledger_shows_a_file_and_its_steps_to_those_whose_it_is(
    accounts: Accounts, open_page: OpenPage, login: str
) -> None:
    accounts.sign_in(login)
    page = open_page("data", lang="en", section="ledger", submission="1")
    assert not page.exception
    sees = login in ("officer", "approver", "publisher", "auditor")
    assert ("a.csv" in plain(said(page))) is sees
    assert (plain(Words("en")("ledger.none_seen")) in plain(said(page))) is not sees
    may_take = {"approver": {"approve", "send_back_now"}, "publisher": {"approve", "send_back_now"}}
    assert steps(page) - {"open", "close", "figures"} == may_take.get(login, set())
    assert has_original(page) is (login in ("officer", "approver", "publisher"))


@pytest.mark.parametrize("login", ["officer", "publisher", "auditor", ""])
@pytest.mark.parametrize("section", ["upload", "boundaries"])
def test_field_for_files_is_drawn_for_those_who_may_send_them(
    accounts: Accounts, open_page: OpenPage, login: str, section: str
) -> None:
    accounts.sign_in(login)
    page = open_page("data", lang="en", section=section)
    may_send = ("officer", "neighbour") if section == "upload" else ("publisher",)
    assert bool(page.get("file_uploader")) is (login in may_send)
    if login not in may_send:
        key = "accounts.no_right" if login else "accounts.needed"
        assert Words("en")(key) in plain(said(page))


@OF_LANGUAGES
def test_step_after_the_session_ended_is_refused_with_a_sentence(
    accounts: Accounts, open_page: OpenPage, language: str
) -> None:
    accounts.sign_in("approver")
    page = open_page("data", lang=language, section="ledger", submission="1")
    accounts.end_sessions("approver")
    page.button(key="approval.approve.1").click().run()
    assert not page.exception
    assert states(accounts.settings) == ["submitted"]
    assert plain(Words(language)("accounts.needed")) in plain(said(page))


def test_button_pressed_after_its_right_ended_changes_nothing(
    accounts: Accounts, open_page: OpenPage
) -> None:
    accounts.sign_in("approver")
    page = open_page("data", lang="en", section="ledger", submission="1")
    accounts.end_right("approver")
    page.button(key="approval.approve.1").click().run()
    assert not page.exception
    assert states(accounts.settings) == ["submitted"]


@OF_LANGUAGES
def test_step_after_the_primary_was_lost_is_refused_and_the_page_says_why(
    accounts: Accounts, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    words = Words(language)
    accounts.sign_in("approver")
    page = open_page("data", lang=language, section="ledger", submission="1")
    assert not page.warning
    for module in (changing, failures):
        monkeypatch.setattr(module, "is_read_only", lambda _settings: True)
    page.button(key="approval.approve.1").click().run()
    assert not page.exception
    error = StoreUnreachable(location=location_of(accounts.settings.url()), reason="primary_lost")
    sentence = failures.failure_sentence(error, words)
    for told in (page.error, page.warning):
        assert [plain(shown.value) for shown in told] == [plain(sentence)]
    assert states(accounts.settings) == ["submitted"]
    # That a file was taken has to be written in the log.
    original = fetch(accounts, "approver", f"/originals/1?lang={language}")
    assert (original.status, original.text()) == (503, sentence)
    accounts.sign_in("")
    page_to_sign_in = ask(Starlette(routes=sign_in_routes()), f"/sign-in?lang={language}")
    assert page_to_sign_in.status == 200
    assert sentence in page_to_sign_in.text()


def fetch(accounts: Accounts, login: str, address: str = "/originals/1?lang=en") -> Answer:
    """Fetch an address as whoever is signed in as an account, "" for a stranger."""
    session = f"{SESSION_COOKIE}={accounts.tokens[login]}" if login else "other=1"
    return ask(Starlette(routes=own_file_routes()), address, {**HEADERS, "Cookie": session})


@pytest.mark.parametrize(
    ("login", "status", "reason"),
    [
        *(("", 401, "signed_out"), ("reader", 403, "no_right"), ("auditor", 403, "no_right")),
        *(("administrator", 403, "no_right"), ("neighbour", 404, "unknown")),
    ],
)
def test_address_of_a_file_as_sent_gives_it_to_nobody_else(
    accounts: Accounts, login: str, status: int, reason: str
) -> None:
    answer = fetch(accounts, login)
    assert (answer.status, answer.text()) == (status, Words("en")(f"own_file.{reason}"))
    assert answer.headers["cache-control"] == "no-store"
    assert last_in_log(accounts)[0] != "original_taken"
    assert fetch(accounts, login, "/originals/99").status in (401, 403, 404)


@pytest.mark.parametrize("login", ["officer", "approver", "publisher"])
def test_address_of_a_file_as_sent_asks_at_each_time_and_writes_it_down(
    accounts: Accounts, login: str
) -> None:
    answer = fetch(accounts, login)
    assert (answer.status, answer.body[:9]) == (200, b"area_code")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="a.csv"')
    assert last_in_log(accounts) == ("original_taken", login)
    for number in ("99", str(2**40)):
        assert fetch(accounts, login, f"/originals/{number}").status == 404
    accounts.end_right(login)
    assert fetch(accounts, login).text() == Words("en")("own_file.no_right")
    accounts.end_sessions(login)
    answer = fetch(accounts, login)
    assert (answer.status, answer.text()) == (401, Words("en")("own_file.signed_out"))


def last_in_log(accounts: Accounts) -> tuple[str, str]:
    with door.session(OPERATOR, PUBLISHED, settings=accounts.settings) as session:
        taken = audit_log(session, limit=1).iloc[0]
    return taken["what"], taken["by_account"]


def test_coloured_file_is_given_to_who_checked_it_while_the_page_is_open(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    accounts.sign_in("officer")
    examined = object()
    address = address_of(examined, "a-tô màu.xlsx", "en", lambda: b"coloured")
    assert address_of(examined, "a-tô màu.xlsx", "en", lambda: b"again") == address
    assert fetch(accounts, "officer", address).body == b"coloured"
    unknown = Words("en")("own_file.unknown")
    assert fetch(accounts, "", address).text() == Words("en")("own_file.signed_out")
    assert fetch(accounts, "publisher", address).text() == Words("en")("own_file.no_right")
    assert fetch(accounts, "neighbour", address).text() == unknown
    state.clear()
    assert fetch(accounts, "officer", address).text() == unknown


@pytest.mark.parametrize(("login", "reason"), [("reader", "no_right"), ("", "signed_out")])
def test_callback_called_by_hand_asks_who_calls_it(accounts: Accounts, login: str, reason: str) -> None:
    work = begun(accounts.settings, "Lò Thị Mai", "keep", "a.csv", "0" * 64, None)
    accounts.sign_in(login)
    _seen(work.key)
    with door.session(OPERATOR, PUBLISHED, settings=accounts.settings) as session:
        assert [left.key for left in works_of(accounts.settings, session, "Lò Thị Mai")] == [work.key]
    with pytest.raises(LoadRefused) as raised, changes_as_asker():
        raise AssertionError(current_actor())
    assert raised.value.facts["reason"] == reason


@pytest.mark.parametrize("login", ["officer", "auditor", ""])
def test_log_is_shown_with_sign_ins_to_those_who_may_read_it(
    accounts: Accounts, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    accounts.sign_in(login)
    # What a load changed is everybody's, and takes seconds to work out.
    monkeypatch.setattr(log, "changed_section", lambda _words: None)
    page = open_page("data", lang="en", section="log")
    assert not page.exception
    shown = tables(page)
    may_read = login in ("auditor", "publisher")
    for told in ("account 1", Words("en")("log.signed_in"), "198.51.100.9"):
        assert (told in shown) is may_read


def test_page_that_is_open_says_when_reading_has_ended(
    accounts: Accounts, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_READING", "0")
    accounts.sign_in("reader")
    page = open_page("sources", lang="en")
    assert Words("en")("page.sources") in plain(said(page))
    accounts.end_sessions("reader")
    page.run()
    assert not page.exception
    assert plain(Words("en")("reading.closed")) in plain(said(page))
    assert Words("en")("page.sources") not in plain(said(page))


@pytest.mark.parametrize(("login", "sees"), [("officer", True), ("publisher", False), ("", False)])
def test_small_cells_are_drawn_marked_and_as_no_file_for_the_own_office(
    accounts: Accounts, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, login: str, sees: bool
) -> None:
    cell = ("poor_households_headed_by_women", "Hộ nghèo", "Poor households", "count", "hộ", "households")
    cells = frame([(*cell, 2024, 3.0, 0)], OWN_CELL_COLUMNS)
    monkeypatch.setattr(own_cells, "own_hidden_cells", lambda _session, **_place: cells)
    accounts.sign_in(login)
    page = open_page("area", place="v2008.province.17", view="figures", lang="en")
    assert not page.exception
    assert (plain(Words("en")("own_cells.marked")) in plain(said(page))) is sees
    assert ("3 households" in tables(page).replace("\N{NO-BREAK SPACE}", " ")) is sees
