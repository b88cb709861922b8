"""The real browser and the real app, for every test in this folder."""

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser.chromium import LAUNCH_ARGUMENTS, chosen_browser, this_machine
from tests.browser.server import ROOT, Server, started_server
from tests.browser.visitor import DESKTOP, PATIENCE_MS, Visitor, visit

FIRST_FILE = "/take-away/map.csv?indicator=survey_multidimensional_poverty_rate&year=2023&level=province"
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
    expect.set_options(timeout=PATIENCE_MS)
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
def server(tmp_path_factory: pytest.TempPathFactory, built_store: Path) -> Iterator[Server]:
    """The app as a visitor finds it: embedded data, a store of its own. Tests must not damage it."""
    running = started_server(with_store(tmp_path_factory, built_store))
    # The first file waits for its process; from the second on they come before anybody grows impatient.
    with urlopen(f"{running.url}{FIRST_FILE}") as answer:
        assert answer.read()
    yield running
    running.stop()


@pytest.fixture
def start_server(
    tmp_path_factory: pytest.TempPathFactory, built_store: Path
) -> Iterator[Callable[..., Server]]:
    """Start more apps: ``start_server(var_dir=…, env={…})``, for tests that break one.

    Without either an app finds its store built.
    """
    running: list[Server] = []

    def start(**options: Any) -> Server:
        folder = tmp_path_factory.mktemp("server") if options else with_store(tmp_path_factory, built_store)
        running.append(started_server(folder, **options))
        return running[-1]

    yield start
    for one in running:
        one.stop()


def with_store(tmp_path_factory: pytest.TempPathFactory, built_store: Path) -> Path:
    """A folder for a server, with a copy of the store in it."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "var").mkdir()
    shutil.copy(built_store, folder / "var")
    return folder


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Visitor]:
    """A window kept from test to test of a file: in a new one the browser loads and compiles all anew."""
    kept = visit(browser, "", reduced_motion="reduce")
    yield kept
    kept.page.context.close()


@pytest.fixture
def new_visitor(
    request: pytest.FixtureRequest, browser: Browser, window: Visitor
) -> Iterator[Callable[..., Visitor]]:
    """Open windows: ``new_visitor(server, size=LAPTOP)``, ``new_visitor(server, locale="en-US")``.

    The first of a test is the kept one, whose visitor asked for less motion, unless it is to have options of
    its own or be ``fresh``, as for a test that holds or counts its traffic. At the end of the test each
    request that left the machine and each error in the browser fails it, and a test that failed leaves a
    picture and the app's output in test-results/.
    """
    visits: list[tuple[Server, Visitor]] = []

    def open_window(
        server: Server, *, size: tuple[int, int] = DESKTOP, fresh: bool = False, **options: Any
    ) -> Visitor:
        is_kept = not (visits or fresh or options)
        visitor = window.at(server.url, size) if is_kept else visit(browser, server.url, size=size, **options)
        visits.append((server, visitor))
        return visitor

    yield open_window
    unexpected = [line for _, visitor in visits for line in visitor.unexpected()]
    for number, (server, visitor) in enumerate(visits):
        if unexpected or request.node.stash.get(failed, False):
            keep_traces(request.node.name, number, server, visitor)
        if visitor.page is window.page:
            visitor.leave()
        else:
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
