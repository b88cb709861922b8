"""Browser windows that tell when a click's last change was on the screen and what went over the websocket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from tests.browser.chromium import LAUNCH_ARGUMENTS, chosen_browser, this_machine
from tests.browser.visitor import MAP_FRAME

PROBE = Path(__file__).with_name("probe.js")
SIZE = {"width": 1600, "height": 1000}
QUIET_MILLISECONDS = 700
FRONT_MILLISECONDS = 600
# Half a second without a late frame, asked for at most so long.
STEADY = {"frames": 30, "late": 50, "longest": 20_000}
LONGEST_WAIT_MILLISECONDS = 120_000

WAIT_UNTIL_STEADY = """({ frames, late, longest }) => new Promise((resolve) => {
    const start = performance.now();
    let [last, steady] = [start, 0];
    const look = (now) => {
        steady = now - last <= late ? steady + 1 : 0;
        last = now;
        if (steady >= frames || now - start > longest) resolve();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""

CLICK_NEXT_YEAR = """(timeline) =>
    (timeline.querySelector(".year.current ~ .year") || timeline.querySelector(".year")).click()"""

AREAS = "path[data-code], path.leaflet-interactive"
TEXT = "[data-testid=stMarkdown]"


@dataclass(frozen=True)
class Change:
    """From a click to the frame after its last change, and the websocket's bytes in both directions."""

    milliseconds: float
    websocket_bytes: int


@dataclass
class Window:
    """One page in a browser without anything kept from before, with the probe in every frame."""

    page: Page
    websocket_bytes: int = 0
    sockets: list[WebSocket] = field(default_factory=list)

    def count(self, payload: str | bytes) -> None:
        """Add what went over the websocket."""
        self.websocket_bytes += len(payload.encode() if isinstance(payload, str) else payload)

    def listen(self, socket: WebSocket) -> None:
        """Count everything a websocket carries, in both directions."""
        self.sockets.append(socket)
        socket.on("framereceived", self.count)
        socket.on("framesent", self.count)

    def settled(self) -> dict[str, float]:
        """Wait until nothing watched has changed for a while; return the moments in milliseconds."""
        waits = f"{QUIET_MILLISECONDS}, {LONGEST_WAIT_MILLISECONDS}"
        moments: dict[str, float] = self.page.evaluate(f"probe.settled({waits})")
        return moments

    def change(self, click: Callable[[], None]) -> Change:
        """Click, wait until the screen is still, and return how long the change took."""
        self.page.bring_to_front()
        # A window that comes to the front paints itself anew, ten thousand areas for seconds; that is no part
        # of the change.
        self.page.wait_for_timeout(FRONT_MILLISECONDS)
        self.page.evaluate(WAIT_UNTIL_STEADY, STEADY)
        self.page.evaluate("probe.reset()")
        before = self.websocket_bytes
        click()
        moments = self.settled()
        return Change(moments["painted"] - moments["clicked"], self.websocket_bytes - before)

    def another_year(self) -> Change:
        """Click on the next year in the picture's timeline, after the last one on the first."""
        timeline = self.page.frame_locator(MAP_FRAME).locator(".timeline")
        return self.change(lambda: timeline.evaluate(CLICK_NEXT_YEAR))

    def close(self) -> None:
        """Close the page and forget what it kept."""
        self.page.context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that the tests drive too."""
    with sync_playwright() as driver:
        program = chosen_browser(this_machine(driver.chromium.executable_path))
        browser = driver.chromium.launch(executable_path=program, args=list(LAUNCH_ARGUMENTS))
        yield browser
        browser.close()


def opened(browser: Browser, url: str, watched: str) -> Window:
    """Open an address in a new window and wait until what is ``watched`` (a selector) is on the screen."""
    context = browser.new_context(viewport=SIZE, locale="vi-VN")  # type: ignore[arg-type]
    context.add_init_script(PROBE.read_text().replace("__WATCHED__", watched))
    context.set_default_timeout(LONGEST_WAIT_MILLISECONDS)
    window = Window(context.new_page())
    window.page.on("websocket", window.listen)
    window.page.goto(url)
    window.settled()
    return window
