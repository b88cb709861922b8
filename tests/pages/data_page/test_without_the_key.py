"""Who has no key reads the ledger, the history and the log, and can change nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.acting import Actor, current_actor
from data_access.keeping.changing_key import changing_key, short_name
from data_access.store.errors import StoreReadOnly
from data_access.store.settings import StoreSettings
from tests.pages.conftest import OpenPage
from tests.pages.test_data_sections import officer, tables
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from ui.data.changing import changes_as_asker
from vocabulary.words import Words

__all__ = ["officer"]


def keys(page: AppTest) -> set[str]:
    """The keys of the buttons below the header."""
    found = {button.key or button.label for button in page.main.button}
    return {key for key in found if key.startswith(("ledger", "approval", "upload", "undo", "boundaries"))}


@OF_LANGUAGES
def test_ledger_is_read_without_a_key_and_nothing_in_it_can_be_pressed(
    officer: StoreSettings, open_page: OpenPage, asks: Callable[..., None], language: str
) -> None:
    asks(has_key=False)
    page = open_page("data", lang=language)
    sentences = plain(said(page))
    assert Words(language)("key.needed") in sentences
    assert "right.csv" in sentences


@pytest.fixture
def public(open_page: OpenPage, asks: Callable[..., None]) -> OpenPage:
    """Open pages as somebody without a key."""
    asks(has_key=False)
    return open_page


def test_reader_sees_no_steps_no_originals_and_no_field(officer: StoreSettings, public: OpenPage) -> None:
    for query in ({}, {"section": "ledger"}, {"section": "ledger", "submission": "3"}):
        page = public("data", lang="en", **query)
        assert "waiting.csv" in plain(said(page))
        assert {key for key in keys(page) if not key.startswith("ledger.figures.")} == set()
        assert not page.get("link_button")
        assert Words("en")("ledger.who") not in [field.label for field in page.text_input]


@pytest.mark.parametrize("section", ["upload", "boundaries"])
def test_reader_gets_no_field_for_files(public: OpenPage, section: str) -> None:
    page = public("data", lang="en", section=section)
    assert Words("en")("key.needed") in plain(said(page))
    assert not page.get("file_uploader")
    assert keys(page) == set()


def test_holder_of_the_key_behind_an_undeclared_proxy_is_told_so_and_changes_nothing(
    open_page: OpenPage, asks: Callable[..., None]
) -> None:
    asks(address="")
    page = open_page("data", lang="en", section="upload")
    assert "TRUSTED_PROXIES" in plain(said(page))
    assert not page.get("file_uploader")


def test_log_tells_key_address_and_browser_to_holders_of_the_key_alone(
    officer: StoreSettings, open_page: OpenPage, asks: Callable[..., None]
) -> None:
    page = open_page("data", lang="en", section="ledger")
    page.text_input(key="officer").set_value("Páo").run()
    page.button(key="ledger.publish.3").click().run()
    name = short_name(changing_key(Path(officer.var_dir)))
    told = tables(open_page("data", lang="en", section="log"))
    assert f"{name}, 198.51.100.9, AppTest" in told
    asks(has_key=False)
    told = tables(open_page("data", lang="en", section="log"))
    assert "Páo" in told
    assert name not in told
    assert "198.51.100.9" not in told


def test_change_is_made_as_whoever_asks_and_refused_to_those_who_may_not(
    var_dir: Path, asks: Callable[..., None]
) -> None:
    asks()
    with changes_as_asker():
        acting = current_actor()
    assert acting == Actor(short_name(changing_key(var_dir)), "198.51.100.9", "AppTest")
    assert current_actor() == Actor()
    for who in ({"has_key": False}, {"address": ""}):
        asks(**who)
        with pytest.raises(StoreReadOnly), changes_as_asker():
            pass
