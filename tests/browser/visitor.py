"""A person at a browser: opens pages, and notices every request that leaves and every error."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FrameLocator, Page, expect

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# These name something inside the page or on this machine's disk; nothing is asked of another machine.
LOCAL_SCHEMES = {"about", "blob", "data", "file"}
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
CRASH = "[data-testid=stException]"
MAP_FRAME = "iframe[title='streamlit_folium.st_folium']"
# On a machine that is busy all over, what a person sees in a blink takes seconds.
PATIENCE_MS = 60_000
DESKTOP = (1920, 1080)
LAPTOP = (1366, 768)


def leaves_the_machine(url: str) -> bool:
    """Whether a request for this address would go to another machine."""
    parts = urlsplit(url)
    return parts.scheme not in LOCAL_SCHEMES and parts.hostname not in LOOPBACK


@dataclass
class Visitor:
    """One browser window on one server.

    ``page`` is Playwright's page. ``outside_requests`` and ``errors`` fill up while the test runs;
    when it ends, anything in them that was not expected fails it.
    """

    page: Page
    base_url: str
    outside_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected_errors: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> "Visitor":
        """Open a path of the app, query included, and wait until the page stands."""
        self.page.goto(self.base_url + path)
        return self.wait_until_idle()

    def given_key(self, key: str) -> "Visitor":
        """The same visitor, who has opened the address that the server shows when it starts."""
        return self.open(f"/data?key={key}")

    def wait_until_idle(self) -> "Visitor":
        """Wait until Streamlit has run the script to its end."""
        expect(self.page.locator(IDLE)).to_be_visible()
        return self

    def map_frame(self) -> FrameLocator:
        """Return the inside of the page's map, wherever it is in the page."""
        return self.page.frame_locator(MAP_FRAME)

    def expect_errors(self, pattern: str) -> None:
        """Allow console and page errors that match: for tests that break something on purpose."""
        self.expected_errors.append(pattern)

    def unexpected(self) -> list[str]:
        """What should not have happened, one line each."""
        allowed = [re.compile(pattern) for pattern in self.expected_errors]
        errors = [error for error in self.errors if not any(match.search(error) for match in allowed)]
        crashes = self.page.locator(CRASH).all_inner_texts()
        return [
            *(f"request left the machine: {url}" for url in self.outside_requests),
            *errors,
            *(f"exception on the page: {text}" for text in crashes),
        ]

    def at(self, base_url: str, size: tuple[int, int]) -> "Visitor":
        """The same window, resized, for a visit of another server; nothing is held against it so far."""
        for remembered in (self.outside_requests, self.errors, self.expected_errors):
            remembered.clear()
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})
        return replace(self, base_url=base_url)

    def leave(self) -> None:
        """Go away from the app, and keep nothing that a window remembers of it."""
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()
        if not self.page.url.startswith(("about:", "chrome-error:", "file:")):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.context.clear_cookies()
        self.page.goto("about:blank")

    def picture(self, path: Path) -> None:
        """Save what the visitor sees now."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    def notice_request(self, url: str) -> None:
        """Remember a request or a websocket if it leaves the machine."""
        if leaves_the_machine(url):
            self.outside_requests.append(url)

    def notice_console(self, message: ConsoleMessage) -> None:
        """Remember an error that the browser prints in its console."""
        if message.type == "error":
            place = message.location.get("url", "")
            self.errors.append(f"console error: {message.text} ({place})")


def visit(browser: Browser, base_url: str, *, size: tuple[int, int] = DESKTOP, **context: Any) -> Visitor:
    """Open a window for a visitor; ``context`` goes to Playwright's ``new_context`` (``locale=…``)."""
    width, height = size
    options = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | context
    window: BrowserContext = browser.new_context(viewport={"width": width, "height": height}, **options)
    window.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(window.new_page(), base_url)
    window.on("request", lambda request: visitor.notice_request(request.url))
    window.on("console", visitor.notice_console)
    window.on("weberror", lambda error: visitor.errors.append(f"page error: {error.error}"))
    visitor.page.on("websocket", lambda socket: visitor.notice_request(socket.url))
    return visitor
