"""The work list on the data page: what whoever is signed in finds there, and what opens from it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.accounts.sessions import begin_session
from data_access.days import today
from data_access.door import PUBLIC
from data_access.loads import Upload, send_back, submit
from data_access.loads.changing import changing_beside_loads
from data_access.office_work.work_list import last_due
from data_access.store.engines import writing_engine
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.workbooks import Choice, check, read_upload
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from ui.controls.identity import SESSION_COOKIE
from ui.data.work import header, section
from vocabulary.words import Words

TUYEN_QUANG = ("v2025", "province", "08")
SOURCE: dict[str, Any] = {
    "source_code": "own",
    "source": {"code": "own", "title": "Báo cáo của tỉnh", "kind": "report"},
}


@pytest.fixture
def settings(var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A copy of the store, which took in its first load before the reports of 2026 were due."""
    shutil.copy(var_dir / "published.sqlite", tmp_path)
    engine = writing_engine(StoreSettings(var_dir=tmp_path).url())
    with engine.begin() as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2026-11-01T00:00:00Z'"))
    engine.dispose()
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(section, "today", lambda: dt.date(2026, 12, 5))
    door.forget()
    yield StoreSettings()
    door.forget()


def signed_in(
    settings: StoreSettings, patched: pytest.MonkeyPatch, *grants: Grant, login: str = "mai.lo"
) -> int:
    """Let every page be asked for by an account with these rights; return its number."""
    with changing_beside_loads(settings) as connection:
        number = add_account(connection, login, "Lò Thị Mai", None, "quan.tri")
        for grant in grants:
            give_grant(connection, number, grant, "quan.tri")
        token = begin_session(connection, number, login, "password")
    patched.setattr(ContextProxy, "cookies", property(lambda _context: {SESSION_COOKIE: token}))
    return number


def sent(settings: StoreSettings, folder: Path, name: str = "ra-soat.csv") -> int:
    """A file of Tuyên Quang that somebody else handed in."""
    file = folder / name
    file.write_text("area_code,area_name,year,total_households,poor_households\n08,,2025,1000,90\n")
    with door.session(PUBLIC, PUBLISHED) as session:
        checked = check(session, read_upload(file, name, Choice("form_1", **SOURCE)))
    return submit(settings, Upload(name, file.read_bytes(), checked.kind, checked.rows), "Giàng A Páo")


@OF_LANGUAGES
def test_officer_lands_on_what_is_due_and_what_came_back_and_opens_the_upload(
    settings: StoreSettings,
    open_page: OpenPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    words = Words(language)
    send_back(settings, sent(settings, tmp_path), "Lò Văn Páo", "Tổng không khớp *13* biểu")
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))
    page = open_page("data", lang=language)
    assert not page.exception
    told = plain(said(page))
    assert "Lò Thị Mai" in told
    assert "Tổng không khớp *13* biểu" in told
    assert words("work.no_published", count=30) in told
    assert words("work.waiting") not in told
    place = "v2025.province.08"
    assert words("work.days_late", count=5, day=words.date("2026-11-30")) in told
    assert words("work.days_left", count=9, day=words.date("2026-12-14")) in told
    due = [str(button.key) for button in page.button if place in str(button.key)]
    assert due == [
        f"work.whole_year.2026.{place}.money",
        f"work.whole_year.2026.{place}.outcomes",
        f"work.review.2026.{place}.review",
    ]
    page.button(key=due[1]).click().run()
    opened = {name: page.query_params[name] for name in ("section", "kind", "year", "place")}
    assert opened == {"section": "upload", "kind": "outcomes", "year": "2026", "place": place}


def test_file_that_came_back_is_offered_by_the_address_that_asks_who_fetches_it(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = sent(settings, tmp_path)
    send_back(settings, number, "Lò Văn Páo", "Tổng không khớp")
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))
    page = open_page("data")
    assert not page.exception
    assert [link.proto.url for link in page.get("link_button")] == [f"/originals/{number}?lang=vi"]


def test_approver_opens_a_file_that_waits_below(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = sent(settings, tmp_path)
    signed_in(settings, monkeypatch, Grant("approver", *TUYEN_QUANG))
    page = open_page("data")
    words = Words("vi")
    assert words("work.due") not in plain(said(page))
    assert words("work.file_waiting", by="Giàng A Páo", at="").split("lúc")[0] in plain(said(page))
    page.button(key=f"work.open.{number}").click().run()
    assert page.query_params["section"] == "ledger"
    assert page.query_params["submission"] == str(number)


def test_national_role_is_led_to_the_map_of_missing_reports(
    settings: StoreSettings, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(settings, monkeypatch, Grant("publisher", *NATION))
    page = open_page("data", lang="en")
    report, year = last_due(today())
    links = [link.proto for link in page.get("page_link")]
    assert [link.query_string for link in links if link.label == Words("en")("work.who_has_not_sent")] == [
        f"units=province&year={year}&report={report}&lang=en"
    ]


def test_account_without_an_office_is_told_so_and_a_stranger_has_no_such_section(
    settings: StoreSettings, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words("vi")
    page = open_page("data")
    sections = page.button_group(key="choice.section")
    assert words("data.section.work") not in sections.options
    signed_in(settings, monkeypatch, Grant("reader", *NATION))
    page = open_page("data")
    assert words("work.no_office") in plain(said(page))


def test_header_counts_what_there_is_to_do_beside_the_name(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(header, "today", lambda: dt.date(2026, 12, 5))
    send_back(settings, sent(settings, tmp_path), "Lò Văn Páo", "Sai tổng")
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))

    def shown(page: AppTest) -> str:
        return "".join(element.proto.body for element in page.get("html"))

    assert "/data?section=work&amp;lang=en" in shown(open_page("sources", lang="en"))
    assert Words("en")("work.to_do", count=3) in shown(open_page("sources", lang="en"))
    signed_in(settings, monkeypatch, Grant("reader", *NATION), login="reader")
    assert "section=work" not in shown(open_page("sources", lang="en"))
