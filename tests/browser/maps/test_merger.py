"""Before and after the merger: a handle between both sides, moved in the browser alone."""

import re

from playwright.sync_api import expect

from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import MapPicture, map_picture
from tests.browser.visitor import Visitor
from vocabulary.words import Words

VIEW = "/map?indicator=survey_multidimensional_poverty_rate&merger=1&year=2022&lang=vi"
FORMER, TODAY = ".leaflet-split-former-pane", ".leaflet-overlay-pane"
HOA_BINH, PHU_THO = "17", "25"
RIGHT_EDGE = """pane => Math.max(...getComputedStyle(pane).clipPath.match(/[-\\d.]+px/g).filter(
    (length, index) => index % 2 === 0).map(parseFloat))"""


def test_the_handle_parts_both_sides_by_keys_and_by_dragging_without_a_request(visitor: Visitor) -> None:
    visitor.open(VIEW)
    picture = map_picture(visitor).shows(2022)
    before, after = MapPicture(picture.frame, FORMER), MapPicture(picture.frame, TODAY)
    assert_as_written_down("merger-before-vi", before)
    assert_as_written_down("merger-after-vi", after)
    visitor.wait_until_idle()
    requests: list[str] = []
    visitor.page.on("request", lambda request: requests.append(request.url))
    handle, pane = picture.frame.get_by_role("slider"), picture.frame.locator(FORMER)
    start, edge = int(handle.get_attribute("aria-valuenow") or 0), pane.evaluate(RIGHT_EDGE)
    for _ in range(5):
        handle.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuenow", str(start - 10))
    assert pane.evaluate(RIGHT_EDGE) < edge
    handle.press("Home")
    expect(handle).to_have_attribute("aria-valuenow", "0")
    ghost = picture.frame.locator(".split-lines path.ghost")
    assert len(ghost.get_attribute("d") or "") > 1000
    assert ghost.evaluate("path => path.closest('.leaflet-pane').style.clipPath").startswith("polygon(")
    box, room = handle.bounding_box(), picture.part("map-host").bounding_box()
    assert box is not None
    assert room is not None
    visitor.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.mouse.down()
    visitor.page.mouse.move(room["x"] + 0.9 * room["width"], room["y"] + 50)
    visitor.page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", re.compile("^(89|90|91)$"))
    expect(visitor.page).to_have_url(re.compile(r"[?&]handle=(89|90|91)(&|$)"))
    before.area(HOA_BINH).hover()
    expect(picture.part("tooltip-note")).to_have_text("Nay thuộc Phú Thọ 3,96 % (ước tính)")
    assert requests == []
    before.area(HOA_BINH).click()
    expect(visitor.page).to_have_url(re.compile(rf"[?&]area=v2025\.{PHU_THO}(&|$)"))
    visitor.page.get_by_role("radio", name=Words("vi")("look.today")).click()
    expect(handle).to_have_count(0)
    visitor.page.go_back()
    expect(handle).to_be_visible()


def test_where_the_handle_was_left_is_in_the_address_by_one_entry_of_the_history(visitor: Visitor) -> None:
    page = visitor.open(VIEW).page
    handle = map_picture(visitor).shows(2022).frame.get_by_role("slider")
    visitor.wait_until_idle()
    start, length, first = handle.get_attribute("aria-valuenow"), page.evaluate("history.length"), page.url
    for _ in range(4):
        handle.press("PageUp")
    left = str(int(start or 0) + 40)
    expect(handle).to_have_attribute("aria-valuenow", left)
    expect(page).to_have_url(re.compile(rf"[?&]handle={left}(&|$)"))
    visitor.wait_until_idle()
    assert page.evaluate("history.length") == length + 1
    page.reload()
    expect(handle).to_have_attribute("aria-valuenow", left)
    visitor.wait_until_idle()
    page.go_back()
    expect(handle).to_have_attribute("aria-valuenow", start or "")
    assert page.url == first
