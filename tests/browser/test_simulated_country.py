"""The simulated country: from the nation down to a commune and back, in both eras; flows and registers."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from geo.palettes import TEXTURES
from tests.browser.conftest import with_store
from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import map_picture
from tests.browser.server import ROOT, Server, started_server
from tests.browser.visitor import LAPTOP, Visitor
from vocabulary.words import Words

pytestmark = pytest.mark.browser
# Phú Thọ, Tây Ninh and An Giang: of what went into them, each class of the leading deprivation has one.
PROVINCES = ("25", "80", "91")
# The app, with a simulated country that is made in seconds; the whole one takes a minute.
SMALL_COUNTRY = f"""
import os, runpy, sys
from functools import partial
os.chdir({str(ROOT)!r})
sys.path.insert(0, {str(ROOT)!r})
from data_access.demonstration import open_demonstration
from data_access import door
from data_access.store_codes import DEMONSTRATION
door.OPENING[DEMONSTRATION] = partial(open_demonstration, provinces={PROVINCES!r})
runpy.run_path("app.py", run_name="__main__")
"""
POOR = "indicator=poor_households&store=demo"
SLOW = 300_000
FIRST_ROWS = 100
DRAWN = "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg"


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory, built_store: Path) -> Iterator[Server]:
    """An app of its own whose simulated country is small, and not made before somebody asks for it."""
    folder = with_store(tmp_path_factory, built_store)
    app = folder / "small_country.py"
    app.write_text(SMALL_COUNTRY, encoding="utf-8")
    running = started_server(folder, app=app)
    yield running
    running.stop()


def areas(visitor: Visitor) -> Locator:
    return visitor.map_frame().locator("svg.areas path[data-code]:not(.outside)")


def choose(visitor: Visitor, code: str) -> None:
    visitor.map_frame().locator(f"svg.areas path[data-code='{code}']").dispatch_event("click")


def shown_sum(visitor: Visitor, count: int) -> int:
    """Return the sum of the values of the ranking's ``count`` rows, the later ones asked for."""
    values = visitor.map_frame().locator(".ranking-value")
    expect(values).to_have_count(min(count, FIRST_ROWS))
    if count > FIRST_ROWS:
        visitor.map_frame().locator(".ranking-more").click()
        expect(values).to_have_count(count)
    texts = values.all_inner_texts()
    return sum(int(text.replace(".", "")) for text in texts)


def panel_value(visitor: Visitor) -> int:
    text = visitor.page.locator(".figure-large").inner_text()
    return int(re.sub(r"\D", "", text))


def nation_adds_up(visitor: Visitor, provinces: int, known: int) -> None:
    """Hold the sum of the simulated nation's provinces, of which so many are known, to its own figure."""
    expect(areas(visitor)).to_have_count(provinces, timeout=SLOW)
    expect(visitor.map_frame().locator(".picture-banner")).to_contain_text("MÔ PHỎNG")
    assert shown_sum(visitor, known) == panel_value(visitor)


def chosen_value(visitor: Visitor, code: str, parameter: str) -> int:
    """Click an area of the map and return its figure."""
    choose(visitor, code)
    expect(visitor.page).to_have_url(re.compile(parameter))
    expect(visitor.page.get_by_text("Mở trang của địa phương này")).to_be_visible()
    return panel_value(visitor)


def test_one_clicks_from_the_nation_to_a_commune_of_today_and_back(
    new_visitor: Callable[..., Visitor], simulated: Server
) -> None:
    visitor = new_visitor(simulated, size=LAPTOP)
    page = visitor.page
    # The simulated country is made at the first visit, and a line says how far it is.
    page.goto(f"{visitor.base_url}/map?{POOR}&year=2025")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text(Words("vi")("building.figures"))).to_be_visible()
    nation_adds_up(visitor, 34, known=3)
    province = chosen_value(visitor, "25", "area=v2025.25")
    page.get_by_role("button", name="Xem các xã hiện nay").click()
    expect(areas(visitor)).to_have_count(148, timeout=SLOW)
    expect(visitor.map_frame().locator(".boundary-note")).to_contain_text("Ranh giới sơ đồ")
    expect(visitor.map_frame().locator(".picture-subtitle")).to_contain_text("Tỉnh Phú Thọ, 148")
    assert shown_sum(visitor, 148) == province

    choose(visitor, "05266")
    expect(page).to_have_url(re.compile("area=v2025.05266"))
    expect(page.get_by_role("paragraph").filter(has_text=re.compile("^Lạc Sơn$"))).to_be_visible()
    page.get_by_role("button", name="Cả nước", exact=True).click()
    expect(areas(visitor)).to_have_count(34, timeout=SLOW)


def test_one_clicks_from_the_nation_to_a_commune_of_before_the_reform_and_back(
    new_visitor: Callable[..., Visitor], simulated: Server
) -> None:
    visitor = new_visitor(simulated, size=LAPTOP)
    page = visitor.page
    page.goto(f"{visitor.base_url}/map?{POOR}&year=2024")
    nation_adds_up(visitor, 63, known=7)
    province = chosen_value(visitor, "17", "area=17")
    page.get_by_role("button", name="Xem các huyện").click()
    expect(areas(visitor)).to_have_count(10, timeout=SLOW)
    assert shown_sum(visitor, 10) == province

    choose(visitor, "157")
    page.get_by_role("link", name="Mở trang của địa phương này").click()
    expect(page.get_by_role("heading", name="Huyện Lạc Sơn")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("MÔ PHỎNG – không phải số liệu thật").first).to_be_visible()
    page.get_by_role("radio", name=Words("vi")("area.view_territory")).click()
    page.get_by_text("Gồm 24 đơn vị").click()
    page.get_by_role("link", name="Xã Quý Hòa").click()
    expect(page.get_by_role("heading", name="Xã Quý Hòa")).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="Huyện Lạc Sơn").first.click()
    expect(page.get_by_role("heading", name="Huyện Lạc Sơn")).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="Tỉnh Hòa Bình").first.click()
    expect(page.get_by_role("heading", name="Tỉnh Hòa Bình")).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_leading_deprivation_is_painted_in_colour_and_texture_as_written_down(
    new_visitor: Callable[..., Visitor], simulated: Server, language: str
) -> None:
    visitor = new_visitor(simulated)
    view = "/explore?part=deprivation&view=leading&year=2023&store=demo"
    visitor.page.goto(f"{visitor.base_url}{view}&lang={language}")
    expect(areas(visitor)).to_have_count(63, timeout=SLOW)
    picture = map_picture(visitor).shows(2023)
    assert_as_written_down(f"leading-2023-{language}", picture)
    textured = picture.frame.locator("defs.textures pattern")
    expect(textured.first).to_be_attached()
    drawn = picture.frame.locator("svg.areas defs.textures path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d'))"
    )
    assert [path for path in TEXTURES if path][: len(drawn)] == drawn


def test_flows_money_and_registers_are_walked_from_year_to_year_and_back(
    new_visitor: Callable[..., Visitor], simulated: Server
) -> None:
    visitor = new_visitor(simulated)
    page = visitor.page
    page.goto(f"{visitor.base_url}/flows?store=demo&place=v2008.province.25&year=2023")
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_contain_text("Tỉnh Phú Thọ, năm 2023: nghèo giảm", timeout=SLOW)
    expect(page.locator(DRAWN)).to_be_visible()
    expect(page.locator("table.plain").first).to_contain_text("Nghèo cuối kỳ")
    page.get_by_role("radio", name="2024").click()
    expect(headline).to_contain_text("năm 2024", timeout=SLOW)
    expect(page).to_have_url(re.compile("year=2024"))
    visitor.wait_until_idle()
    page.go_back()
    expect(headline).to_contain_text("năm 2023", timeout=SLOW)
    visitor.open("/funding?store=demo&place=v2008.province.25&period=2023&view=flow")
    expect(headline).to_contain_text("Tỉnh Phú Thọ, 2023", timeout=SLOW)
    expect(page.locator(DRAWN)).to_be_visible()
    visitor.open("/outcomes?store=demo&place=v2008.province.25&topic=overlap")
    rows = page.locator("table.plain tbody tr")
    expect(rows.first).to_be_visible(timeout=SLOW)
    verdicts = page.get_by_role("radiogroup", name="Kết luận")
    verdicts.get_by_role("radio", name="Trùng lặp", exact=True).click()
    expect(page).to_have_url(re.compile("verdict=duplicate"), timeout=SLOW)
    expect(rows.filter(has_text="Chưa kết luận")).to_have_count(0, timeout=SLOW)
