"""A map and a chart stand in a page of a site that may show them, and in no other site’s page."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from vocabulary.words import Words

EN = Words("en")
RATE = "survey_multidimensional_poverty_rate"
FRAMES = {
    "map": f"/embed/map?indicator={RATE}&year=2023&level=province&lang=en",
    "chart": f"/embed/chart?page=explore&exhibit=regions&part=one&view=regions&indicator={RATE}&lang=en",
}
DRAWN = {"map": "svg.areas path[data-code]", "chart": "svg[role=img]"}
PAGE = '<!doctype html><link rel="icon" href="data:,"><iframe src="{}" width="1120" height="760"></iframe>'

pytestmark = pytest.mark.long_walks


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print no line of each request."""


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The port of another site on this machine, and the folder of its pages."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as site:
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        try:
            yield site.server_port, tmp_path
        finally:
            site.shutdown()
            thread.join(timeout=10)


def test_frames_stand_in_the_site_that_is_named_and_in_no_other(
    other_site: tuple[int, Path],
    start_server: Callable[..., Server],
    new_visitor: Callable[..., Visitor],
    tmp_path: Path,
    built_store: Path,
) -> None:
    port, pages = other_site
    store = tmp_path / "store"
    store.mkdir()
    (store / built_store.name).write_bytes(built_store.read_bytes())
    allowed = {"EMBED_HOSTS": f"http://127.0.0.1:{port}", "EXPORTS_READY": "1"}
    server = start_server(var_dir=store, env=allowed)
    visitor = new_visitor(server, size=LAPTOP)
    # What the browser prints of a frame that it was told not to show.
    visitor.expect_errors("frame-ancestors")
    visitor.expect_errors("ERR_BLOCKED_BY_RESPONSE")
    page = visitor.page
    for name, address in FRAMES.items():
        (pages / f"{name}.html").write_text(PAGE.format(f"{server.url}{address}"), encoding="utf-8")
        page.goto(f"http://127.0.0.1:{port}/{name}.html", wait_until="domcontentloaded")
        frame = page.frame_locator("iframe")
        expect(frame.locator(DRAWN[name]).first).to_be_visible()
        expect(frame.get_by_role("link", name=EN("embed.open"))).to_be_visible()
        # The same machine under a name that the setting does not have is another site.
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(f"http://localhost:{port}/{name}.html", wait_until="domcontentloaded")
        expect(page.frame_locator("iframe").locator(DRAWN[name])).to_have_count(0)
