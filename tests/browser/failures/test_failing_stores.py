"""Stores that fail under the pages: what a person is told, what the log holds, and that nothing is lost."""

import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.map_picture import map_picture
from tests.browser.server import ROOT, Server, app_environment
from tests.browser.visitor import MAP_FRAME, Visitor
from tests.queries.conftest import own_server, written
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

RUNNING_AGAIN = "[data-test-connection-state=CONNECTED][data-test-script-state=running]"
INCOME = "survey_income_poverty_rate"
NewVisitor = Callable[..., Visitor]
StartServer = Callable[..., Server]

# Root may write anywhere, so the app is started without the power to; and as on a full disk, no file may
# grow, until the test makes room.
BOUND = f"""
import ctypes, os, resource, sys
for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    ctypes.CDLL(None).prctl(24, power, 0, 0, 0)  # PR_CAPBSET_DROP
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
os.chdir({str(ROOT)!r})
os.execv(sys.executable, [sys.executable, {str(ROOT / "app.py")!r}])
"""


def alert(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-testid=stAlert]")


def try_again(visitor: Visitor, language: str) -> None:
    visitor.page.get_by_role("button", name=Words(language)("failure.try_again")).click()


def assert_told(visitor: Visitor, key: str, location: object) -> None:
    """Hold pages to the sentence of a failure, and to no picture; the map page in English is the last."""
    for path, language in [("/", "vi"), ("/map", "en")]:
        visitor.open(f"{path}?lang={language}")
        expect(alert(visitor)).to_have_text(Words(language)(key, location=location))
        expect(visitor.page.locator(MAP_FRAME)).to_have_count(0)


def assert_whole_map(visitor: Visitor, path: str = "/map?lang=vi") -> None:
    visitor.open(path)
    assert len(map_picture(visitor).shows(2024).areas()) == 63


@pytest.mark.long_walks
def test_damaged_store_is_left_to_be_rescued_and_one_deleted_under_an_open_page_is_not_built_unasked(
    start_server: StartServer, new_visitor: NewVisitor, tmp_path: Path
) -> None:
    file = tmp_path / "published.sqlite"
    file.write_bytes(b"what was stored before " * 1000)
    server = start_server(var_dir=tmp_path)
    visitor = new_visitor(server)
    assert_told(visitor, "failure.store_damaged", file)
    assert file.read_bytes() == b"what was stored before " * 1000
    assert "reason=corrupt" in server.output()
    file.rename(tmp_path / "rescued")
    try_again(visitor, "en")
    expect(alert(visitor)).to_have_count(0)

    visitor.open(f"/map?indicator={INCOME}&year=2016&lang=en")
    picture = map_picture(visitor).shows(2016)
    assert len(picture.areas()) == 63
    file.unlink()
    picture.year(2014).click()
    told = Words("en")("failure.store_unreachable.missing", location=file)
    expect(alert(visitor)).to_have_text(told)
    assert "store_unreachable" in server.output()
    assert "reason=missing" in server.output()
    try_again(visitor, "en")
    expect(alert(visitor)).to_have_text(told)
    assert visitor.page.request.get(f"{server.url}/health").status == 503
    assert not file.exists()
    visitor.page.goto("about:blank")
    server.stop()
    visitor = new_visitor(start_server(var_dir=tmp_path))
    visitor.open("/sources?lang=vi")
    expect(alert(visitor)).to_have_count(0)


@pytest.mark.long_walks
def test_full_disk_at_first_start_and_a_folder_that_may_not_be_written_are_told_and_got_over(
    start_server: StartServer, new_visitor: NewVisitor, tmp_path: Path
) -> None:
    app = tmp_path / "bound.py"
    app.write_text(BOUND, encoding="utf-8")
    folder = tmp_path / "var"
    store = folder / "published.sqlite"
    server = start_server(var_dir=folder, app=app)
    visitor = new_visitor(server)
    assert_told(visitor, "failure.store_out_of_space", store)
    assert "store_out_of_space" in server.output()
    assert [path.name for path in folder.iterdir() if path.suffix not in (".lock", ".key")] == []

    make_room(server)
    try:
        folder.chmod(0o555)
        try_again(visitor, "en")
        assert_told(visitor, "failure.store_read_only", store)
        assert "store_read_only" in server.output()
        folder.chmod(0o755)
        try_again(visitor, "en")
        expect(alert(visitor)).to_have_count(0)
        store.chmod(0o444)
        folder.chmod(0o555)
        assert_whole_map(visitor)
    finally:
        folder.chmod(0o755)


def make_room(server: Server) -> None:
    """Let the app's files grow again."""
    _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.long_walks
def test_database_that_goes_away_under_an_open_page_is_told_and_found_again(
    start_server: StartServer, new_visitor: NewVisitor
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="postgresql-that-goes-away-"))
    try:
        with own_server(folder / "server") as url:
            server = start_server(env={"DATABASE_URL": written(url)})
            visitor = new_visitor(server)
            visitor.open(f"/map?indicator={INCOME}&year=2016&lang=vi")
            picture = map_picture(visitor).shows(2016)
        picture.year(2014).click()
        expect(alert(visitor)).to_have_text(
            re.compile("^Không mở được kho số liệu .+ Không có số liệu nào bị mất")
        )
        visitor.open("/?lang=en")
        expect(alert(visitor)).to_have_text(
            re.compile(r"^The store cannot be reached .+ Nothing stored is lost\.$")
        )
        assert "reason=not_connected" in server.output()
        with own_server(folder / "server"):
            try_again(visitor, "en")
            expect(alert(visitor)).to_have_count(0)
            assert_whole_map(visitor)
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.long_walks
def test_picture_stays_when_the_server_ends_and_answers_when_it_is_back(
    start_server: StartServer, new_visitor: NewVisitor
) -> None:
    server = start_server()
    visitor = new_visitor(server)
    visitor.expect_errors(
        "ERR_CONNECTION|WebSocket|disconnected from server|reaching server|server is not responding"
    )
    visitor.open(f"/map?indicator={INCOME}&year=2016&lang=en")
    picture = map_picture(visitor).shows(2016)
    picture.year(2015).click()
    expect(visitor.page).to_have_url(re.compile("year=2015"))
    visitor.wait_until_idle()
    server.stop()
    picture.year(2010).click()
    assert len(picture.shows(2010).areas()) == 63
    picture.area("02").hover()
    expect(picture.part("tooltip-name")).to_have_text("Ha Giang")

    back = started_again(server)
    try:
        visitor.page.wait_for_selector(RUNNING_AGAIN, state="attached")
        visitor.wait_until_idle()
        picture.year(2012).click()
        picture.shows(2012)
        expect(visitor.page).to_have_url(re.compile("year=2012"))
        picture.area("02").click()
        expect(visitor.page).to_have_url(re.compile("area=02"))
        visitor.page.get_by_text("Tiếng Việt").click()
        title = picture.part("picture-title")
        expect(title).to_have_text("Tỷ lệ hộ nghèo theo thu nhập (khảo sát)")
    finally:
        back.stop()


def started_again(server: Server) -> Server:
    """Start the app anew where it was, with its store; it answers after a while."""
    environment = app_environment(urlsplit(server.url).port or 0, server.var_dir, {})
    with server.log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return replace(server, process=process)


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_that_cannot_be_fetched_says_why_and_what_is_drawn_stays(
    visitor: Visitor, language: str
) -> None:
    visitor.expect_errors("Failed to load resource|ERR_FAILED")
    visitor.open(f"/map?indicator={INCOME}&year=2016&lang={language}")
    picture = map_picture(visitor).shows(2016)
    words = Words(language)
    for scheme, fail in (("equal_interval", answer_with_an_error), ("fisher_jenks", answer_not_at_all)):
        visitor.page.route("**/picture/**", fail)
        visitor.page.get_by_role("button", name=words("classes.title")).click()
        visitor.page.get_by_text(words(f"classes.{scheme}"), exact=True).click()
        expect(picture.frame.get_by_role("alert")).to_have_text(words("failure.network"))
        assert len(picture.areas()) == 63
        visitor.page.keyboard.press("Escape")
        visitor.page.unroute("**/picture/**")


def answer_with_an_error(route: Route) -> None:
    route.fulfill(status=500, body="Internal Server Error")


def answer_not_at_all(route: Route) -> None:
    route.abort()
