"""The real browser and the real app, for every test in this folder."""

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.chromium import LAUNCH_ARGUMENTS, chosen_browser, this_machine
from tests.browser.server import ROOT, Server, started_server
from tests.browser.visitor import Visitor, visit

FAILURES = ROOT / "test-results"
# No name but loopback resolves. Blocking by Playwright's routes would switch the browser's cache off.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure, so that the visitor can save a picture of it before the window closes."""
    report = yield
    if report.failed:
        item.stash[failed] = True
    return report


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> Path:
    """The browser's program; raises NoBrowser, and so fails the run, where none can be had."""
    return chosen_browser(this_machine(playwright.chromium.executable_path))


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: Path) -> Iterator[Browser]:
    program = playwright.chromium.launch(
        executable_path=chromium_path, args=[*LAUNCH_ARGUMENTS, OFFLINE], timeout=60_000
    )
    yield program
    program.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as a visitor finds it: embedded data, a store of its own. Tests must not damage it."""
    running = started_server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start more apps: ``start_server(var_dir=…, env={…})``, for tests that break one."""
    running: list[Server] = []

    def start(**options: object) -> Server:
        running.append(started_server(tmp_path_factory.mktemp("server"), **options))  # type: ignore[arg-type]
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def new_visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open windows: ``new_visitor(server, locale="en-US", size=LAPTOP)``.

    At the end of the test each request that left the machine and each error in the browser fails it,
    and a test that failed leaves a picture and the app's output in test-results/.
    """
    visits: list[tuple[Server, Visitor]] = []

    def open_window(server: Server, **options: object) -> Visitor:
        visitor = visit(browser, server.url, **options)  # type: ignore[arg-type]
        visits.append((server, visitor))
        return visitor

    yield open_window
    unexpected = [line for _, visitor in visits for line in visitor.unexpected()]
    for number, (server, visitor) in enumerate(visits):
        if unexpected or request.node.stash.get(failed, False):
            keep_traces(request.node.name, number, server, visitor)
        visitor.page.context.close()
    assert not unexpected, "\n".join(unexpected)


def keep_traces(test: str, number: int, server: Server, visitor: Visitor) -> None:
    """Save what the visitor saw and what the app printed, under the name of the failed test."""
    name = re.sub(r"\W+", "-", test)
    visitor.picture(FAILURES / f"{name}-{number}.png")
    (FAILURES / f"{name}-{number}.log").write_text(server.output(), encoding="utf-8")


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor], server: Server) -> Visitor:
    """A Vietnamese visitor of the app, at a desktop."""
    return new_visitor(server)
