"""The page of registers: who has it, what it says of a result, and how the result is handed in."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data_access import door
from data_access.door import OPERATOR
from data_access.loads import ledger
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from microdata.results.kept import keep_result
from tests.pages.conftest import OpenPage
from tests.pages.rights.accounts_of_pages import Accounts, accounts_in
from tests.pages.test_four_eyes import tables
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from tests.register_result import FACTS, write_tables
from vocabulary.words import Words


@pytest.fixture(scope="module")
def store(
    var_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[StoreSettings, dict[str, str]]]:
    """A store with accounts, and the result of a register of Hòa Bình."""
    folder = tmp_path_factory.mktemp("register")
    shutil.copy(var_dir / "published.sqlite", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_DIR", str(folder))
        door.forget()
        found = accounts_in(StoreSettings(), patch)
        keep_result(FACTS, write_tables)
        door.forget()
        yield found.settings, found.tokens
    door.forget()


@pytest.fixture
def sign_in(
    store: tuple[StoreSettings, dict[str, str]], open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    settings, tokens = store
    monkeypatch.setenv("VAR_DIR", str(settings.var_dir))
    door.forget()
    yield Accounts(settings, tokens, monkeypatch).sign_in
    door.forget()


@pytest.mark.parametrize("login", ["", "reader", "auditor", "administrator"])
def test_page_is_no_page_for_whom_no_file_of_an_office_is(
    sign_in: Callable[[str], None], open_page: OpenPage, login: str
) -> None:
    sign_in(login)
    page = open_page("register", lang="en")
    words = Words("en")
    assert not page.exception
    links = [element.proto.label.strip("*") for element in page.get("page_link")]
    assert words("page.data") in links
    assert words("page.register") not in links
    assert words("page.register") not in said(page)
    assert "households.parquet" not in tables(page)


@OF_LANGUAGES
def test_office_of_another_place_finds_no_result_and_the_command_for_its_own(
    sign_in: Callable[[str], None], open_page: OpenPage, language: str
) -> None:
    sign_in("neighbour")
    page = open_page("register", lang=language, register=FACTS.name)
    assert not page.exception
    assert Words(language)("register_page.none") in plain(said(page))
    assert "keep register.parquet --place v2008.province.20" in page.code[0].value
    assert "households.parquet" not in tables(page)


@OF_LANGUAGES
@pytest.mark.parametrize(("login", "hands_in"), [("officer", True), ("publisher", False)])
def test_office_sees_what_was_read_what_differs_and_what_will_be_published(
    sign_in: Callable[[str], None], open_page: OpenPage, login: str, hands_in: bool, language: str
) -> None:
    sign_in(login)
    words = Words(language)
    page = open_page("register", lang=language)
    assert not page.exception
    shown = tables(page)
    for told in ("households.parquet", words.number(1010), f">{words('register_page.hidden')}<"):
        assert told in shown
    assert ">+3<" in shown
    assert plain(words("register_page.some_differ", count=1, compared=2)) in plain(said(page))
    assert [button.key for button in page.button if button.key == "register.check"] == (
        ["register.check"] if hands_in else []
    )


def test_address_of_a_result_that_is_not_there_is_answered_with_a_sentence_and_the_newest(
    sign_in: Callable[[str], None], open_page: OpenPage
) -> None:
    sign_in("officer")
    page = open_page("register", lang="en", register="v2008.province.20-2024")
    assert not page.exception
    assert Words("en")("misfit.register", value="v2008.province.20-2024") in plain(said(page))
    assert "households.parquet" in tables(page)


def test_result_is_handed_in_as_a_file_that_waits_for_another_person(
    sign_in: Callable[[str], None], open_page: OpenPage, store: tuple[StoreSettings, dict[str, str]]
) -> None:
    sign_in("officer")
    page = open_page("register", lang="en")
    assert page.button(key="register.check").disabled
    page.text_input(key="upload.source.title").set_value("Kết quả rà soát 2024").run()
    page.button(key="register.check").click().run()
    assert [element.value for element in (*page.error, *page.exception)] == []
    # Another person approves: there is no button to publish.
    assert [button.key for button in page.button if button.key == "upload.publish"] == []
    for box in page.checkbox:
        box.check().run()
    page.button(key="upload.hand_in").click().run()
    assert [element.value for element in (*page.error, *page.exception)] == []
    with door.session(OPERATOR, PUBLISHED, settings=store[0]) as session:
        row = ledger(session).iloc[0]
    assert (row["state"], row["label"]) == ("submitted", f"register-{FACTS.name}.csv")
    assert "v2008/province/17" in row["held_by"]


def test_refused_register_is_told_by_reasons_and_counts_alone(
    sign_in: Callable[[str], None], open_page: OpenPage
) -> None:
    findings = [{"code": "listed_not_surveyed", "column": "score", "rows": 7}]
    keep_result(replace(FACTS, findings=findings, made_at="2026-11-30T03:00:00+00:00"))
    sign_in("officer")
    page = open_page("register", lang="en")
    assert not page.exception
    assert Words("en")("register.finding.listed_not_surveyed") in tables(page)
    assert ">7<" in tables(page)
    assert not [button for button in page.button if button.key == "register.check"]
    # The forms of before are still there to be chosen.
    assert len(page.selectbox(key="choice.register").options) == 2
