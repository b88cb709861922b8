"""Two people of Hòa Bình: one hands a file in, the other sees the same, approves and publishes; withdrawn."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.data_page.test_officers_path import (
    FORM,
    LAC_SON,
    downloaded,
    filled,
    lac_son_on_the_map,
    send,
)
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor

FIGURES = {"total_households": 1000, "persons": 4000, "poor_households": 123, "near_poor_households": 45}


def named(visitor: Visitor, label: str, name: str) -> Page:
    who = visitor.page.get_by_label(label)
    who.fill(name)
    who.press("Tab")
    return visitor.wait_until_idle().page


def test_a_file_is_handed_in_approved_by_another_published_seen_and_withdrawn(
    start_server: Callable[..., Server], new_visitor: Callable[..., Visitor]
) -> None:
    server = start_server(env={"APPROVAL": "1"})
    first, second = new_visitor(server, size=LAPTOP), new_visitor(server, size=LAPTOP)
    before = lac_son_on_the_map(second)
    first.open(FORM)
    template = downloaded(first.page, "Tải biểu mẫu Excel")
    page = named(first, "Họ tên hoặc đơn vị của người gửi", "Lò Thị Mai")
    send(first, "hoa-binh.xlsx", filled(template, FIGURES))
    expect(page.get_by_text("không có lỗi").first).to_be_visible()
    expect(page.get_by_text("Tỉnh Hòa Bình: cộng 1 trong 10").first).to_be_visible()
    expect(page.get_by_role("button", name="Công bố", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Gửi để phê duyệt").click()
    expect(page.get_by_text("Đã gửi, số 1.").first).to_be_visible()

    second.open("/data?section=ledger")
    page = named(second, "Tên người thực hiện", "lo thi mai")
    page.get_by_role("button", name="Mở để phê duyệt").click()
    expect(page.get_by_text("Xem để phê duyệt: tệp số 1")).to_be_visible()
    # The sender under another spelling does not approve.
    expect(page.get_by_role("button", name="Phê duyệt", exact=True)).to_be_disabled()
    page = named(second, "Tên người thực hiện", "Giàng A Páo")
    expect(page.get_by_text("Tỉnh Hòa Bình: cộng 1 trong 10").first).to_be_visible()
    expect(page.get_by_text("kho số liệu vẫn cho đúng kết quả").first).to_be_visible()
    page.get_by_role("button", name="Phê duyệt", exact=True).click()
    expect(page.get_by_text("Đã phê duyệt tệp số 1; có thể công bố.")).to_be_visible()
    page.locator(".st-key-approval").get_by_role("button", name="Công bố", exact=True).click()
    expect(page.get_by_text("Đã công bố tệp số 1.").first).to_be_visible()
    address = page.get_by_role("link", name="Xem trên bản đồ").get_attribute("href") or ""
    assert f"area=v2008.{LAC_SON}" in address
    second.open(address)
    place = second.map_frame().locator(f"svg.areas path[data-code='{LAC_SON}']")
    expect(place).to_have_attribute("aria-label", re.compile("12,3"))

    first.open("/data?section=ledger")
    page = named(first, "Tên người thực hiện", "Lò Thị Mai")
    expect(page.get_by_text("Giàng A Páo phê duyệt lúc").first).to_be_visible()
    page.get_by_role("button", name="Thu hồi").click()
    page.get_by_label("Lý do thu hồi").fill("nhầm năm")
    page.get_by_label("Lý do thu hồi").press("Tab")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi tệp số 1.").first).to_be_visible()
    expect(page.get_by_text("Lý do: nhầm năm").first).to_be_visible()
    assert lac_son_on_the_map(second) == before
