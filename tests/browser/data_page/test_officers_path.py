"""An officer of Hòa Bình: template, mistakes, the coloured file, mended, published, undone."""

import io
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from filelock import FileLock
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM = "/data?section=upload&kind=form_1&year=2024&place=v2008.province.17"
LAC_SON = "157"
MAP = "/map?indicator=poor_household_rate&year=2024&level=district&look=district"


def downloaded(page: Page, name: str, role: Literal["button", "link"] = "button") -> bytes:
    with page.context.expect_event("download") as waiting:
        page.get_by_role(role, name=name).click()
    return Path(waiting.value.path()).read_bytes()


def filled(template: bytes, cells: Mapping[str, object], code: str = LAC_SON) -> bytes:
    """The template with its source and, for Lạc Sơn or another place, its cells filled by indicator."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for row in book["Thông tin"].iter_rows():
        if row[0].value == "source_title":
            row[2].value = "Quyết định phê duyệt kết quả rà soát năm 2024"
    sheet = book["Biểu 1"]
    columns = {cell.value: cell.column for cell in sheet[6]}
    (place,) = (cell.row for cell in sheet["A"] if cell.value == code)
    for indicator, value in cells.items():
        sheet.cell(place, columns[indicator]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(visitor: Visitor, name: str, content: bytes, kind: str = XLSX) -> None:
    page = visitor.page
    with page.expect_response("**/_stcore/upload_file/**"):
        page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    expect(page.get_by_text(name).first).to_be_visible()
    page.get_by_role("button", name="Kiểm tra tệp").click()


def lac_son_on_the_map(visitor: Visitor) -> str:
    visitor.open(MAP)
    place = visitor.map_frame().locator(f"svg.areas path[data-code='{LAC_SON}']")
    expect(place).to_have_attribute("aria-label", re.compile("."))
    return place.get_attribute("aria-label") or ""


@pytest.mark.long_walks
def test_figures_go_from_the_template_to_the_map_and_back(
    start_server: Callable[..., Server], new_visitor: Callable[..., Visitor]
) -> None:
    server = start_server()
    visitor, looking = new_visitor(server, size=LAPTOP), new_visitor(server, size=LAPTOP)
    page = visitor.page
    visitor.open(FORM)
    expect(page.get_by_text("hãy nhập mã khóa")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.get_by_label("Mã khóa của máy chủ").fill(server.key())
    page.get_by_role("button", name="Dùng mã khóa").click()
    visitor.wait_until_idle().open(FORM)
    template = downloaded(page, "Tải biểu mẫu Excel")

    wrong = {"total_households": 1000, "persons": 4000, "poor_households": 1230, "near_poor_households": "-"}
    send(visitor, "sai.xlsx", filled(template, wrong))
    expect(page.get_by_text("lớn hơn Tổng số hộ").first).to_be_visible()
    expect(page.get_by_text("dấu gạch “-” không rõ nghĩa").first).to_be_visible()
    expect(page.get_by_role("button", name="Công bố", exact=True)).to_have_count(0)
    coloured = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Tải tệp đã tô màu các ô", "link")))[
        "Biểu 1"
    ]
    red = {cell.coordinate for row in coloured for cell in row if cell.fill.fgColor.rgb == "FFF4B6AE"}
    assert {cell[0] for cell in red} == {"E", "G"}

    before = lac_son_on_the_map(looking)
    assert "12,3" not in before
    send(visitor, "dung.xlsx", filled(template, wrong | {"poor_households": 123, "near_poor_households": 45}))
    expect(page.get_by_text("không có lỗi").first).to_be_visible()
    # Before anything is published: the district that would be new is lit on a small map.
    preview = visitor.map_frame()
    expect(preview.get_by_text("Nơi sẽ thay đổi: Tỷ lệ hộ nghèo").first).to_be_visible()
    lit = preview.locator(f"svg.areas path[data-code='{LAC_SON}']")
    expect(lit).to_have_attribute("aria-label", re.compile("12,30"))
    expect(page.get_by_text("Tỉnh Hòa Bình: cộng 1 trong 10").first).to_be_visible()
    who = page.get_by_label("Họ tên hoặc đơn vị của người gửi")
    who.fill("Sở Nông nghiệp và Môi trường")
    who.press("Tab")
    visitor.wait_until_idle()
    page.get_by_role("button", name="Công bố", exact=True).click()
    expect(page.get_by_text("Đã công bố dung.xlsx").first).to_be_visible()
    assert "12,3" in lac_son_on_the_map(looking)

    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi dung.xlsx").first).to_be_visible()
    assert lac_son_on_the_map(looking) == before


@pytest.mark.long_walks
def test_a_large_file_is_published_by_a_process_that_its_officer_can_stop(
    start_server: Callable[..., Server],
    new_visitor: Callable[..., Visitor],
    built_store: Path,
    tmp_path: Path,
) -> None:
    shutil.copy(built_store, tmp_path)
    server = start_server(var_dir=tmp_path, env={"WORKER_FROM_KB": "0", "WORKER_FROM_ROWS": "0"})
    visitor = new_visitor(server, size=LAPTOP)
    page = visitor.page
    visitor.given_key(server.key()).open("/data?section=upload&kind=figures&year=2023")
    rows = [f"{code},poor_households,2023,{code},administrative-units-2025" for code in ("151", LAC_SON)]
    content = "\n".join(["area_code,indicator_code,year,value,source_code", *rows])
    send(visitor, "lon.csv", content.encode(), "text/csv")
    expect(page.get_by_text("không có lỗi").first).to_be_visible()
    # Codes without names are told with what they were read as, and are to be read before anything goes on.
    page.get_by_text("Tôi đã đọc 1 cảnh báo và xác nhận số liệu đúng").click()
    visitor.wait_until_idle()
    who = page.get_by_label("Họ tên hoặc đơn vị của người gửi")
    who.fill("Sở Nông nghiệp và Môi trường")
    who.press("Tab")
    visitor.wait_until_idle()
    # While the page is drawn again, the old button is still beside the new one, and may not be pressed.
    publish = page.get_by_role("button", name="Công bố", exact=True, disabled=False)
    expect(publish).to_have_count(1)
    # Another officer is changing the store: the process waits, and there is time to think again.
    with FileLock(server.var_dir / "published.sqlite.lock"):
        publish.click()
        expect(page.get_by_text("Đang lưu tệp vào sổ nạp số liệu")).to_be_visible()
        page.get_by_role("button", name="Dừng lại").click()
        expect(page.get_by_text("Đã dừng gửi lon.csv")).to_be_visible()
    expect(publish).to_have_count(1)
    publish.click()
    expect(page.get_by_text("Đã công bố lon.csv (số 1): 2 dòng").first).to_be_visible()
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi lon.csv").first).to_be_visible()
