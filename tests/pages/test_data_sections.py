"""What officers and auditors see of loads: ledger, history of a figure, a past day, changes, quality."""

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.door import PUBLIC
from data_access.loads import Upload, publish, submit, undo
from data_access.store.engines import writing_engine
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.workbooks import Choice, check, read_upload
from exports.routes import export_routes
from geo.importing.examination import examine
from geo.importing.replacing import undo as undo_import
from geo.layers import layer, shipped_layer
from tests.asgi import ask
from tests.fixtures.boundaries import copied_while_open
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from ui.cached import editions, figure_frames
from ui.cached.editions import Edition
from ui.charts.slides import Slide, packed
from ui.data.boundaries import EXAMINED
from ui.data.changed import changes_csv
from ui.data.typed_name import KEY as OFFICER
from ui.presentation.show_address import ADDRESS
from ui.server.show_route import show_routes
from vocabulary.words import Words

SOURCE: dict[str, Any] = {
    "source_code": "own",
    "source": {"code": "own", "title": "Báo cáo của tỉnh", "kind": "report"},
}
VALUES = {"wrong.csv": 900, "right.csv": 100}


@pytest.fixture
def officer(var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A copy of the store in which a file was published, superseded by a better one, another handed over."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(var_dir / "published.sqlite", folder)
    monkeypatch.setenv("VAR_DIR", str(folder))
    door.forget()
    settings = StoreSettings()
    for name, poor in VALUES.items():
        publish(settings, sent(settings, tmp_path / name, f"17,,2023,1000,{poor}"), "Páo")
    sent(settings, tmp_path / "waiting.csv", "25,,2023,1000,50")
    yield settings
    door.forget()


def sent(settings: StoreSettings, file: Path, line: str) -> int:
    file.write_text(f"area_code,area_name,year,total_households,poor_households\n{line}\n")
    with door.session(PUBLIC, PUBLISHED) as session:
        checked = check(session, read_upload(file, file.name, Choice("form_1", **SOURCE)))
    assert not checked.blocked
    return submit(settings, Upload(file.name, file.read_bytes(), checked.kind, checked.rows), "Mai")


def tables(page: AppTest) -> str:
    return unescape("".join(element.proto.body for element in page.get("html")))


@OF_LANGUAGES
def test_the_ledger_says_what_superseded_what_and_publishes(
    officer: StoreSettings, open_page: OpenPage, language: str
) -> None:
    page = open_page("data", section="ledger", lang=language)
    sentences = plain(said(page))
    told = {
        "vi": ("Đã được tệp số 2 thay thế.", "Thay thế tệp số 1."),
        "en": ("Superseded by file 2.", "Replaces file 1."),
    }
    assert [sentence for sentence in told[language] if sentence not in sentences] == []
    assert page.button(key="ledger.publish.3").disabled
    page.text_input(key="officer").set_value("Giàng A Páo").run()
    page.button(key="ledger.publish.3").click().run()
    assert [element.value for element in page.error] == []
    assert len(page.success) == 1
    page.button(key="ledger.figures.3").click().run()
    assert page.query_params["section"] == "log"
    assert page.query_params["change"] == "4"
    assert "50" in tables(page)


@OF_LANGUAGES
def test_a_change_is_told_figure_by_figure(
    officer: StoreSettings, open_page: OpenPage, language: str
) -> None:
    page = open_page("data", section="log", change="3", lang=language, table="figure")
    assert [element.value for element in page.exception] == []
    found = tables(page)
    unit = {"vi": "hộ", "en": "households"}[language]
    assert f">900\xa0{unit}" in found
    assert f">100\xa0{unit}" in found
    embedded = {"vi": "Đổi bộ số liệu đi kèm phần mềm", "en": "Built-in data renewed"}
    assert embedded[language] in found
    edition = editions.newest(PUBLIC, PUBLISHED)
    lines = changes_csv(edition, 3).decode("utf-8-sig").splitlines()
    assert any(line.startswith("figure,changed,poor_households,") for line in lines)
    changed = page.segmented_control(key="choice.what").set_value("changed").run()
    assert "thead" in tables(changed)


def test_a_change_that_was_never_made_is_said_and_the_latest_shown(
    officer: StoreSettings, open_page: OpenPage
) -> None:
    page = open_page("data", section="log", change="99")
    assert any("99" in element.value for element in page.warning)
    assert "900" in tables(page)


@OF_LANGUAGES
def test_the_history_of_a_figure_tells_every_value_it_had(
    officer: StoreSettings, open_page: OpenPage, language: str
) -> None:
    requested = {"indicator": "poor_households", "place": "v2008.province.17", "year": "2023"}
    page = open_page("data", section="history", lang=language, **requested)
    found = tables(page)
    for name in VALUES:
        assert name in found
    assert {"vi": "Đang hiển thị", "en": "Shown"}[language] in found


def test_a_past_day_shows_the_figures_of_that_day_and_not_those_of_today(
    officer: StoreSettings, open_page: OpenPage
) -> None:
    date_back(officer)
    past = f"{PUBLISHED}@2024-01-02"
    values = {store: poor_households(editions.newest(PUBLIC, store)) for store in (past, PUBLISHED)}
    assert values == {past: [900.0], PUBLISHED: [100.0]}
    page = open_page("area", place="v2008.province.17", asof="2024-01-02")
    assert [element.value for element in page.exception] == []
    assert "2/1/2024" in plain(said(page))
    brief = re.search(r"href='([^']+/brief\.pdf[^']+)'", tables(page))
    assert brief
    assert "lang=vi&asof=2024-01-02" in brief[1]
    drawn = ask(Starlette(routes=export_routes()), brief[1].replace("brief.pdf", "brief.svg")).text()
    assert "2/1/2024" in drawn
    assert "900\xa0hộ" in drawn


@OF_LANGUAGES
def test_a_show_of_a_past_day_shows_the_figures_of_that_day_with_its_mark(
    officer: StoreSettings, language: str
) -> None:
    date_back(officer)
    place = {"place": "v2008.province.17"}
    slides = [
        Slide("", "area", {**place, "asof": "2024-01-02"}),
        Slide("", "map", {"indicator": "poor_household_rate", "year": "2023", "asof": "2024-01-02"}),
        Slide("", "area", place),
        Slide("", "area", {**place, "asof": "2020-01-01"}),
    ]
    past, drawn, today, before = (contents := shown(slides, language))["slides"]
    mark = Words(language)("asof.mark", day=Words(language).date("2024-01-02"))
    assert [slide["mark"] for slide in (past, drawn, today, before)] == [mark, mark, "", ""]
    assert (rate_of_2023(past), rate_of_2023(today)) == (90.0, 10.0)
    assert drawn["document"].startswith("/picture/published@2024-01-02/")
    assert contents["documents"][drawn["document"]]["banner"] == mark
    assert before["kind"] == "silence"
    assert Words(language)("failure.no_such_day", day="2020-01-01", first="2024-01-01") == before["sentence"]


def date_back(settings: StoreSettings) -> None:
    """Make the first published file of 1 January 2024; the one that superseded it stays of today."""
    engine = writing_engine(settings.url())
    with engine.begin() as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2024-01-01T00:00:00Z' WHERE id < 3"))
    engine.dispose()
    door.forget()


def shown(slides: list[Slide], language: str) -> Any:
    """Return what the show hands to the browser."""
    page = ask(Starlette(routes=show_routes()), f"{ADDRESS}?slides={packed(slides)}&lang={language}").text()
    return json.loads(page.partition('id="contents">')[2].partition("</script>")[0])


def rate_of_2023(slide: dict[str, Any]) -> float:
    (value,) = {
        point["value"]
        for point in slide["points"]
        if (point["year"], point["series"]) == (2023, slide["points"][0]["series"])
    }
    return float(value)


def poor_households(edition: Edition) -> list[float]:
    found = figure_frames.figures_of_area(edition, "poor_households", "v2008", "province", "17")
    return [float(value) for value in found.loc[found["year"] == 2023, "value"]]


@OF_LANGUAGES
def test_the_quality_page_tells_the_calendar_money_and_missing_areas(
    officer: StoreSettings, open_page: OpenPage, language: str
) -> None:
    page = open_page("quality", units="province_before", year="2023", lang=language)
    assert [element.value for element in page.exception] == []
    found, told = tables(page), plain(said(page))
    assert "2. right.csv" in found
    assert {"vi": "1 / 63", "en": "1 of 63"}[language] in found
    for sentence in {
        "vi": ("Báo cáo 6 tháng", "31/5/2023", "30/11/2023", "14/12/2023"),
        "en": ("Six-month report", "31 May 2023", "30 November 2023", "14 December 2023"),
    }[language]:
        assert sentence in found
    assert {"vi": "Thông tư 10/2022", "en": "Circular 10/2022"}[language] in told
    assert {"vi": "Giải ngân so với vốn", "en": "Disbursed compared with"}[language] in told


def test_what_is_withdrawn_is_told_the_other_way_round(officer: StoreSettings, open_page: OpenPage) -> None:
    change = undo(officer, 2, "Páo", "sai kỳ")
    page = open_page("data", section="log", change=str(change), table="figure")
    body = tables(page)
    line = body[body.index("Số hộ nghèo<") :]
    assert line.index(">100\xa0hộ") < line.index(">900\xa0hộ")


def test_a_geopackage_copied_while_it_was_open_replaces_nothing_without_a_tick(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page("data", lang="en", section="boundaries")
    page.session_state[EXAMINED] = examine(copied_while_open(tmp_path))
    page.text_input(key=OFFICER).set_value("Páo").run()
    assert "29 missing; close the program that has it open" in plain(said(page))
    page.text_input(key="boundaries.licence").set_value("for offices")
    accept = next(button for button in page.button if button.label == Words("en")("data.accept"))
    accept.click().run()
    assert "29 areas are missing" in plain(said(page))
    assert layer("province", "v2008") is shipped_layer("province", "v2008")
    page.checkbox(key="boundaries.incomplete").check()
    next(button for button in page.button if button.label == Words("en")("data.accept")).click().run()
    assert layer("province", "v2008").licence_note.startswith("for offices")
    undo_import("province", "v2008")


def test_the_page_takes_an_address_only_where_the_office_opened_it(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = Words("en")("data.address")
    closed = open_page("data", lang="en", section="boundaries")
    assert label not in [field.label for field in closed.text_input]
    monkeypatch.setenv("BOUNDARY_ADDRESSES", "1")
    page = open_page("data", lang="en", section="boundaries")
    page.text_input(key="boundaries.address").set_value("https://127.0.0.1/a.geojson")
    next(button for button in page.button if button.label == Words("en")("data.examine")).click().run()
    assert "127.0.0.1 is a machine on this network" in plain(said(page))
