"""A first visit: its bytes, what moves while the page arrives, and the map that is there before the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.map_picture import map_picture
from tests.browser.server import Server
from tests.browser.visitor import DESKTOP, LAPTOP, Visitor

MOST_BYTES = 1_300_000
MOST_SHIFT = 0.1
SHIFTS = """if (window === window.top) {
  window.shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) window.shift += one.value;
  })).observe({ type: "layout-shift", buffered: true });
}"""
PHONE = (390, 844)
FIRST_PICTURE = "#first-picture"


@pytest.mark.parametrize(
    ("path", "size"), [("/map", DESKTOP), ("/", DESKTOP), ("/", PHONE)], ids=["map", "front", "phone"]
)
def test_first_visit_is_light_and_nothing_on_the_page_jumps(
    new_visitor: Callable[..., Visitor], server: Server, path: str, size: tuple[int, int]
) -> None:
    visitor = new_visitor(server, fresh=True, size=size)
    # Parts of a page come one by one on an old laptop, and each must find its room.
    slow = visitor.page.context.new_cdp_session(visitor.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    visitor.page.add_init_script(SHIFTS)
    sizes, addresses = watch_bytes(visitor)
    visitor.open(path)
    map_picture(visitor).shows(2024)
    expect(visitor.page.locator(FIRST_PICTURE)).to_have_count(0)
    visitor.wait_until_idle()
    assert 300_000 < sum(sizes) <= MOST_BYTES
    documents = {address for address in addresses if "/picture/" in address}
    assert len(documents) == 1, "the first picture and the page's own show the same"
    assert visitor.page.evaluate("window.shift") <= MOST_SHIFT


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_jumps_on_pages_without_a_first_picture(
    new_visitor: Callable[..., Visitor], server: Server, size: tuple[int, int]
) -> None:
    visitor = new_visitor(server, fresh=True, size=size)
    visitor.page.add_init_script(SHIFTS)
    shifts = {}
    for path in ("/funding", "/outcomes", "/targets", "/quality", "/area?place=v2025.province.25"):
        visitor.open(path)
        expect(visitor.page.locator("h1, h2").first).to_be_visible()
        visitor.wait_until_idle()
        shifts[path] = visitor.page.evaluate("window.shift")
    assert {path: shift for path, shift in shifts.items() if shift > MOST_SHIFT} == {}


def test_what_takes_long_is_shown_as_far_as_it_is(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    visitor = new_visitor(server, fresh=True)
    # One part's program never arrives; the rest of the page is seen all the same.
    held = visitor.page.context.new_cdp_session(visitor.page)
    held.send("Fetch.enable", {"patterns": [{"urlPattern": "*/static/js/Selectbox*"}]})
    visitor.page.goto(visitor.base_url + "/funding", wait_until="commit")
    expect(visitor.page.locator("h1")).to_be_visible()
    expect(visitor.page.locator("[data-testid=stSkeleton]").first).to_be_visible()


def watch_bytes(visitor: Visitor) -> tuple[list[int], list[str]]:
    """Return lists that fill with the bytes of each answer and the addresses that were asked for."""
    sizes: list[int] = []
    addresses: list[str] = []
    tools = visitor.page.context.new_cdp_session(visitor.page)
    tools.send("Network.enable")
    tools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    tools.on("Network.responseReceived", lambda event: addresses.append(event["response"]["url"]))
    return sizes, addresses


def test_map_is_there_before_the_page_and_a_choice_in_it_is_kept(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    visitor = new_visitor(server, fresh=True)
    # The page's own program never arrives here, as on a line that is too slow.
    held = visitor.page.context.new_cdp_session(visitor.page)
    held.send("Fetch.enable", {"patterns": [{"urlPattern": "*/static/js/index.*"}]})
    waiting: list[str] = []
    held.on("Fetch.requestPaused", lambda event: waiting.append(event["requestId"]))
    visitor.page.goto(visitor.base_url + "/map", wait_until="commit")
    first = visitor.page.frame_locator(FIRST_PICTURE)
    first.locator("html[data-described='2024']").wait_for(state="attached")
    assert first.locator("svg.areas path[data-code]").count() == 63
    first.locator("[data-row-code='02']").click()
    for request in waiting:
        held.send("Fetch.continueRequest", {"requestId": request})
    held.send("Fetch.disable")
    visitor.wait_until_idle()
    visitor.page.wait_for_url("**/map?*area=02*")
    map_picture(visitor).row("02").and_(visitor.map_frame().locator(".selected")).wait_for()
    assert visitor.page.locator(FIRST_PICTURE).count() == 0
