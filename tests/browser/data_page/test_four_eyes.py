"""Two people and an annex of 34 provinces: read, corrected, approved, published, seen, withdrawn."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.data_page.test_officers_path import FORM, send
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor

AREAS = Path(__file__).parents[3] / "data" / "areas" / "provinces.csv"
HA_NOI = "01"
NOT_TAKEN = re.compile("Không lấy: không hiểu .vay., .vốn.")
MAP = "/map?indicator=poor_household_rate&year=2025&level=province&look=reported"
# The numbers are invented; the rate of Hà Nội is 2,46 %.
HOUSEHOLDS, POOR, NEAR_POOR = 100_000, 2_460, 1_500


def provinces_of_today() -> list[str]:
    with AREAS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["vintage"] == "v2025"]
    return [row["name_vi"] for row in sorted(rows, key=lambda row: row["code"])]


def annex() -> bytes:
    """A table as an office has it: two rows of merged headings, a column and a line that nobody knows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PHỤ LỤC: KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025"])
    head = ["TT", "Tỉnh, thành phố", "Tổng số hộ", "Hộ nghèo", None, "Hộ cận nghèo", None, "Hộ vay vốn"]
    sheet.append(head)
    sheet.append([None, None, None, "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)", None])
    for number, name in enumerate(provinces_of_today(), start=1):
        rates = (100 * POOR / HOUSEHOLDS, 100 * NEAR_POOR / HOUSEHOLDS)
        sheet.append([number, name, HOUSEHOLDS, POOR, rates[0], NEAR_POOR, rates[1], 40])
    sheet.append(["Số liệu đã đối chiếu với các địa phương"])
    for area in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:H3"):
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def named(visitor: Visitor, label: str, name: str) -> Page:
    who = visitor.page.get_by_label(label)
    who.fill(name)
    who.press("Tab")
    return visitor.wait_until_idle().page


def ha_noi_on_the_map(visitor: Visitor, address: str = MAP) -> str:
    visitor.open(address)
    place = visitor.map_frame().locator(f"svg.areas path[data-code='{HA_NOI}']")
    expect(place).to_have_attribute("aria-label", re.compile("."))
    return place.get_attribute("aria-label") or ""


def choose_the_first_source(page: Page) -> None:
    """A list that opens while the page still scrolls or draws is closed by that: it is opened again."""
    sources = page.get_by_role("combobox", name="Nguồn")
    for _ in range(5):
        sources.press("ArrowDown")
        try:
            page.get_by_role("option").nth(1).click(timeout=5_000)
            return
        except TimeoutError:
            sources.press("Escape")
    raise AssertionError("the list of sources does not stay open")


def read_again(page: Page) -> None:
    """A button that moves away while it is pressed is pressed again."""
    confirmation = page.get_by_text("Tôi xác nhận cách đọc này")
    for _ in range(4):
        page.get_by_role("button", name="Đọc lại").click()
        try:
            confirmation.wait_for(timeout=15_000)
            return
        except TimeoutError:
            continue
    raise AssertionError("the file is not read again")


def sent_and_corrected(first: Visitor) -> Page:
    """The annex as its officer sends it: its reading is shown, one open line answered, and confirmed."""
    first.open(FORM)
    page = named(first, "Họ tên hoặc đơn vị của người gửi", "Lò Thị Mai")
    page.get_by_text("bảng có sẵn: mỗi dòng một địa phương").click()
    expect(page.get_by_text("Bảng vốn theo địa phương").first).to_be_visible()
    first.wait_until_idle()
    # A source of the store: once it is chosen, the fields for a new one are gone.
    choose_the_first_source(page)
    expect(page.get_by_label("Tên văn bản")).to_have_count(0)
    first.wait_until_idle()
    send(first, "phu-luc.xlsx", annex())
    expect(page.get_by_text("Hộ nghèo / Tỷ lệ (%)").first).to_be_visible()
    expect(page.get_by_text(NOT_TAKEN).first).to_be_visible()
    expect(page.get_by_text("34 dòng được lấy").first).to_be_visible()
    expect(page.get_by_role("button", name="Gửi để phê duyệt")).to_have_count(0)
    # What is pressed while the page is still being drawn is lost.
    first.wait_until_idle()
    page.get_by_text("Sửa cách đọc").click()
    page.get_by_test_id("stCheckbox").get_by_text("Số liệu đã đối chiếu với các địa phương").click()
    read_again(page)
    first.wait_until_idle()
    page.get_by_text("Tôi xác nhận cách đọc này").click()
    first.wait_until_idle()
    page.get_by_text(re.compile("Tôi đã đọc .* cảnh báo")).click()
    return first.wait_until_idle().page


@pytest.mark.long_walks
def test_an_annex_is_read_corrected_approved_by_another_published_seen_and_withdrawn(
    start_server: Callable[..., Server], new_visitor: Callable[..., Visitor]
) -> None:
    server = start_server(env={"APPROVAL": "1"})
    first, second = new_visitor(server, size=LAPTOP), new_visitor(server, size=LAPTOP)
    before = ha_noi_on_the_map(second)
    assert "2,46" not in before
    page = sent_and_corrected(first.given_key(server.key()))
    expect(page.get_by_role("button", name="Công bố", exact=True)).to_have_count(0)
    hand_in = page.get_by_role("button", name="Gửi để phê duyệt")
    # While the page is drawn again, the old button is still beside the new one.
    expect(hand_in).to_have_count(1)
    hand_in.click()
    expect(page.get_by_text("Đã gửi, số 1.").first).to_be_visible()

    second.given_key(server.key()).open("/data?section=ledger")
    page = named(second, "Tên người thực hiện", "lo thi mai")
    page.get_by_role("button", name="Mở để phê duyệt").click()
    expect(page.get_by_text("Xem để phê duyệt: tệp số 1")).to_be_visible()
    # What the first person saw and confirmed: the reading, with the column that was not taken.
    expect(page.get_by_text(NOT_TAKEN).first).to_be_visible()
    # The sender under another spelling does not approve.
    expect(page.get_by_role("button", name="Phê duyệt", exact=True)).to_be_disabled()
    page = named(second, "Tên người thực hiện", "Giàng A Páo")
    expect(page.get_by_text("kho số liệu vẫn cho đúng kết quả").first).to_be_visible()
    page.get_by_text(re.compile("Tôi đã đọc .* cảnh báo")).click()
    second.wait_until_idle()
    page.get_by_role("button", name="Phê duyệt", exact=True).click()
    expect(page.get_by_text("Đã phê duyệt tệp số 1; có thể công bố.")).to_be_visible()
    page.locator(".st-key-approval").get_by_role("button", name="Công bố", exact=True).click()
    expect(page.get_by_text("Đã công bố tệp số 1.").first).to_be_visible()
    assert "area=v2025." in (page.get_by_role("link", name="Xem trên bản đồ").get_attribute("href") or "")
    assert "2,46" in ha_noi_on_the_map(second)

    first.open("/data?section=ledger")
    page = named(first, "Tên người thực hiện", "Lò Thị Mai")
    expect(page.get_by_text("Giàng A Páo phê duyệt lúc").first).to_be_visible()
    page.get_by_role("button", name="Thu hồi").click()
    page.get_by_label("Lý do thu hồi").fill("nhầm năm")
    page.get_by_label("Lý do thu hồi").press("Tab")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi tệp số 1.").first).to_be_visible()
    expect(page.get_by_text("Lý do: nhầm năm").first).to_be_visible()
    assert ha_noi_on_the_map(second) == before
