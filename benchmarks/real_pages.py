"""The dashboard itself: the first map after a cold page load, and the bytes of one change of year."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from benchmarks.playing import map_frame
from benchmarks.windows import AREAS, Window, opened
from benchmarks.wire import relay
from tests.browser.server import Server, started_server
from tests.browser.visitor import MAP_FRAME

AREA = "01"
# When each thing was there, in milliseconds after the page was asked for.
MILESTONES = """() => {
    const outer = window.top.performance, ends = {};
    const since = performance.timeOrigin - outer.timeOrigin;
    const last = (entries, part) =>
        Math.max(0, ...entries.filter((one) => one.name.includes(part)).map((one) => one.responseEnd));
    const inside = performance.getEntriesByType("resource");
    ends["page's scripts"] = last(outer.getEntriesByType("resource"), "/static/js/");
    ends["map's frame asked for"] = since;
    ends["Leaflet"] = since + last(inside, "/assets/leaflet");
    ends["drawing code"] = since + last(inside, "/assets/choropleth");
    ends["figures"] = since + last(inside, "/picture/");
    ends["outlines"] = since + last(inside, "/geometry/");
    return ends;
}"""


@dataclass(frozen=True)
class FirstMap:
    """Milliseconds from asking for ``/map`` to the first painted map; ``milestones`` as medians.

    The first map is the first picture; the page's own is a milestone.
    """

    first_visitor: float
    later_visitors: float
    slowest: float
    milestones: dict[str, float]


@dataclass(frozen=True)
class ChangeOnMapPage:
    """A click on a year on ``/map``: milliseconds to the last area, and the websocket's bytes both ways.

    Once as they are on the wire, compressed, once as messages; without and with an area beside the map.
    """

    milliseconds: float
    wire_bytes: int
    message_bytes: int
    wire_bytes_with_area: int
    message_bytes_with_area: int


def real_pages(browser: Browser, loads: int) -> tuple[FirstMap, ChangeOnMapPage]:
    """Start the dashboard and measure both; every load is a new browser profile with nothing kept."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder))
        try:
            return _first_map(browser, server, loads), _change(browser, server, loads)
        finally:
            server.stop()


def _first_map(browser: Browser, server: Server, loads: int) -> FirstMap:
    times, milestones = [], []
    for _ in range(loads + 1):
        with closing(_standing(browser, f"{server.url}/map")) as window:
            moments = window.settled()
            times.append(moments["first"] - moments["origin"])
            own = {"page's own map": moments["painted"] - moments["origin"]}
            milestones.append(map_frame(window).evaluate(MILESTONES) | own)
    medians = {name: median(found[name] for found in milestones[1:]) for name in milestones[0]}
    return FirstMap(times[0], median(times[1:]), max(times[1:]), medians)


def _standing(browser: Browser, url: str) -> Window:
    """Open a page and wait until its own map has taken over from the first picture."""
    window = opened(browser, url, AREAS)
    window.page.frame_locator(MAP_FRAME).locator("html[data-described]").wait_for(state="attached")
    return window


def _change(browser: Browser, server: Server, runs: int) -> ChangeOnMapPage:
    milliseconds, wire, messages = _clicks(browser, server, "/map", runs)
    _, wire_with_area, messages_with_area = _clicks(browser, server, f"/map?area={AREA}", runs)
    return ChangeOnMapPage(milliseconds, wire, messages, wire_with_area, messages_with_area)


def _clicks(browser: Browser, server: Server, path: str, runs: int) -> tuple[float, int, int]:
    """Return the medians of a click on a year: milliseconds, bytes on the wire, bytes of messages."""
    changes, wire = [], []
    with relay(server.url) as counted, closing(opened(browser, counted.url + path, AREAS)) as window:
        for _ in range(runs):
            before = counted.websocket_bytes
            changes.append(window.another_year())
            wire.append(counted.websocket_bytes - before)
    messages = median(change.websocket_bytes for change in changes)
    return median(change.milliseconds for change in changes), round(median(wire)), round(messages)
