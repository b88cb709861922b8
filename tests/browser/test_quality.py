"""An auditor at the quality page and the log: what is missing, late or too much, and what a file changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from data_access.loads import Upload, publish, submit
from data_access.loads.rows import TABLES
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import map_picture
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor

PHONE = (360, 740)
OWN = {"code": "own", "title": "Báo cáo của Hòa Bình", "kind": "report", "date": "2023-12-20"}
MONEY = {
    **{"scope": "programme", "programme_code": "NTP-SPR-2125", "project_code": "P1", "fund": "central"},
    **{"period_from": 2023, "period_to": 2023, "each_year": False, "with_carried_over": False},
    **{"qualifier": "exact", "status": "final", "source_code": "own"},
}
FIGURE = {
    **{
        "indicator_code": "poor_households",
        "year": 2023,
        "value": 1234.0,
        "decimals": 0,
        "qualifier": "exact",
    },
    **{"state": "reported", "status": "final", "source_kind": "administrative", "source_code": "own"},
}


def published_files(folder: Path) -> None:
    """A store with a file of figures and one of money in which more was paid out than assigned."""
    settings = StoreSettings(database_url="", var_dir=folder)
    store = open_store(settings)
    area = TABLES["area"].c
    with store.session() as session:
        is_hoa_binh = (area.vintage == "v2008") & (area.level == "province") & (area.code == "17")
        place = {"area_id": session.scalar(select(area.id).where(is_hoa_binh))}
    store.engine.dispose()
    money = [MONEY | place | {"stage": "assigned", "amount_vnd": 3_000_000_000}]
    money.append(MONEY | place | {"stage": "disbursed", "amount_vnd": 4_000_000_000})
    files = {"form_1": {"figures": [FIGURE | place]}, "money": {"money": money}}
    for kind, tables in files.items():
        rows = {"sources": [OWN]} | tables
        frames = {target: pd.DataFrame(listed) for target, listed in rows.items()}
        number = submit(settings, Upload(f"{kind}.xlsx", kind.encode(), kind, frames), "Lò Thị Mai")
        publish(settings, number, "Giàng A Páo")


@pytest.mark.long_walks
def test_an_auditor_reads_the_quality_of_a_year_and_goes_back_to_the_change(
    start_server: Callable[..., Server], new_visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    published_files(tmp_path / "var")
    server = start_server(var_dir=tmp_path / "var")
    visitor = new_visitor(server, size=LAPTOP)
    page = visitor.page
    visitor.open("/quality?units=province_before&year=2023")

    # Who has sent nothing is seen on the map; a click on a place begins the letter to it.
    picture = map_picture(visitor).shows(2023)
    assert_as_written_down("who-is-missing-vi", picture)
    picture.area("15").click()
    expect(page).to_have_url(re.compile(r"[?&]area=15(&|$)"))
    office = page.get_by_test_id("stSelectbox").filter(has_text="Công văn đề nghị")
    expect(office.get_by_role("combobox")).to_have_value("Tỉnh Yên Bái")

    # More was paid out than assigned, in words and with both amounts.
    paid = page.get_by_role("row").filter(has_text="Hòa Bình").filter(has_text="4 tỷ đồng")
    expect(paid).to_contain_text("3 tỷ đồng")
    # One of 63 provinces sent its review and its yearly report, both too late; the others are not heard of.
    for report, due in (("Báo cáo năm", "30/11/2023"), ("Rà soát hộ nghèo, hộ cận nghèo", "14/12/2023")):
        line = page.get_by_role("row").filter(has_text=report).filter(has_text=due).first
        expect(line).to_contain_text("62 / 63")
    expect(page.get_by_text("muộn").first).to_be_visible()
    expect(page.get_by_text("1. form_1.xlsx")).to_be_visible()

    # Who lacks cells of a form is listed by name, and never as a zero; the whole list is a file.
    page.get_by_text("Đơn vị còn thiếu số liệu").click()
    with page.context.expect_event("download") as waiting:
        page.get_by_role("button", name="Tải danh sách đầy đủ").click()
    lacking = pd.read_csv(waiting.value.path(), dtype={"code": str})
    assert len(lacking) == 63
    assert {"01", "17", "96"} <= set(lacking["code"])

    # No part of the page is wider than a phone, in either language.
    narrow = new_visitor(server, size=PHONE)
    for language in ("vi", "en"):
        narrow.open(f"/quality?units=province_before&year=2023&lang={language}")
        expect(narrow.page.get_by_text("form_1.xlsx").first).to_be_attached()
        assert narrow.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    # What the file of figures changed stands in the log, and in the file that an auditor takes away.
    visitor.open("/data?section=log&change=2")
    line = page.get_by_role("row").filter(has_text="Số hộ nghèo").filter(has_text="Hòa Bình")
    expect(line.first).to_contain_text("1.234 hộ")
    with page.context.expect_event("download") as waiting:
        page.get_by_role("button", name="Tải toàn bộ (CSV)").click()
    told = pd.read_csv(waiting.value.path())
    assert told.loc[told["code"] == "poor_households", "value_after"].tolist() == [1234.0]
