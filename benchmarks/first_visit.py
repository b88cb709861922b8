"""The first map over a slow line, with nothing kept and once more with what the browser kept."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.windows import LONGEST_WAIT_MILLISECONDS, SIZE
from tests.browser.server import started_server

PATHS = ("/map", "/")
# 1.6 Mbit/s, 150 ms.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
MARKS = """if (window === window.top) {
  window.marks = {};
  const places = { first: "#first-picture", own: "iframe[title='streamlit_folium.st_folium']" };
  const now = (name) => () => (marks[name] ??= performance.now());
  const seen = (name) => requestAnimationFrame(() => requestAnimationFrame(now(name)));
  const look = () => {
    for (const [name, place] of Object.entries(places)) {
      const frame = document.querySelector(place);
      const inside = frame && frame.contentDocument;
      if (!marks[name] && inside && inside.querySelector("path[data-code][class]")) seen(name);
    }
    setTimeout(look, 20);
  };
  look();
}"""


@dataclass(frozen=True)
class FirstVisit:
    """Milliseconds to the first map and to the page's own, and the bytes of the visit."""

    path: str
    kept: bool
    first_map: float
    own_map: float
    bytes: int


def first_visits(browser: Browser) -> list[FirstVisit]:
    """Start the dashboard and visit it over a slow line, each page cold and then again."""
    with TemporaryDirectory() as folder:
        server = started_server(Path(folder))
        try:
            return [visit for path in PATHS for visit in _pair(browser, server.url, path)]
        finally:
            server.stop()


def _pair(browser: Browser, url: str, path: str) -> list[FirstVisit]:
    with closing(browser.new_context(viewport=SIZE, locale="vi-VN")) as context:  # type: ignore[arg-type]
        return [_visit(context, url, path, kept) for kept in (False, True)]


def _visit(context: BrowserContext, url: str, path: str, kept: bool) -> FirstVisit:
    page: Page = context.new_page()
    page.add_init_script(MARKS)
    sizes: list[int] = []
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_LINE)
    tools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(url + path)
    page.wait_for_function("() => window.marks.own", timeout=LONGEST_WAIT_MILLISECONDS)
    marks = page.evaluate("window.marks")
    page.wait_for_load_state("networkidle", timeout=LONGEST_WAIT_MILLISECONDS)
    page.close()
    return FirstVisit(path, kept, marks.get("first", marks["own"]), marks["own"], sum(sizes))
