"""The fixtures of this folder notice what they promise to notice."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.server import ServerDidNotStart, started_server
from tests.browser.visitor import Visitor, leaves_the_machine, visit


class Echo(BaseHTTPRequestHandler):
    """Answers each address with the HTML that stands in its query."""

    def do_GET(self) -> None:
        html = unquote(urlsplit(self.path).query)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html><link rel=icon href='data:,'><body>{html}".encode())

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def echo_url() -> Iterator[str]:
    # With threads: a connection that the browser opens in advance and does not use must not keep it waiting.
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as echo:
        echo.block_on_close = False
        thread = threading.Thread(target=echo.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{echo.server_port}"
        echo.shutdown()
        thread.join()


@pytest.fixture
def shown(browser: Browser, echo_url: str) -> Iterator[Callable[[str], Visitor]]:
    visitors: list[Visitor] = []

    def show(html: str) -> Visitor:
        visitors.append(visit(browser, echo_url))
        visitors[-1].page.goto(f"{echo_url}/?{html}", wait_until="networkidle")
        return visitors[-1]

    yield show
    for visitor in visitors:
        visitor.page.context.close()


def test_quiet_page_gives_no_complaint(shown: Callable[[str], Visitor]) -> None:
    assert shown("<p>Xin chào</p>").unexpected() == []


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<img src=https://example.com/a.png>", "https://example.com/a.png"),
        ("<img src=http://192.0.2.1/a.png>", "http://192.0.2.1/a.png"),
        ("<script>fetch('https://example.org/b').catch(() => 0)</script>", "https://example.org/b"),
        ("<script>new WebSocket('wss://example.net/c')</script>", "wss://example.net/c"),
        ("<iframe srcdoc='<img src=https://example.com/d.png>'></iframe>", "https://example.com/d.png"),
    ],
)
def test_request_that_leaves_the_machine_is_stopped_and_noticed(
    shown: Callable[[str], Visitor], html: str, url: str
) -> None:
    complaints = shown(html).unexpected()
    assert f"request left the machine: {url}" in complaints
    assert "ERR_NAME_NOT_RESOLVED" in "\n".join(complaints)


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<script>console.error('ouch')</script>", "console error: ouch"),
        ("<script>throw new Error('bang')</script>", "page error: bang"),
        ("<iframe srcdoc='<script>throw new Error(1)</script>'></iframe>", "page error: 1"),
        ("<p data-testid=stException>KeyError</p>", "exception on the page: KeyError"),
    ],
)
def test_error_in_the_browser_is_noticed(shown: Callable[[str], Visitor], html: str, complaint: str) -> None:
    assert shown(html).unexpected()[0].startswith(complaint)


def test_error_that_the_test_expects_is_no_complaint(shown: Callable[[str], Visitor]) -> None:
    visitor = shown("<script>console.error('ouch')</script>")
    visitor.expect_errors("ouch")
    assert visitor.unexpected() == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "ws://localhost:1/", "data:,x", "blob:http://x/1"])
def test_what_stays_on_the_machine_does_not_leave_it(url: str) -> None:
    assert not leaves_the_machine(url)


def test_app_that_ends_at_once_is_reported_with_what_it_printed(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text("raise SystemExit('the store is locked')", encoding="utf-8")
    with pytest.raises(ServerDidNotStart, match="ended with code 1:\nthe store is locked"):
        started_server(tmp_path, app=app)
