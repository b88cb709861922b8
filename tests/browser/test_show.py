"""The show in a hall: letters for the last row, keys of a clicker, and the server gone in the middle."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import text

from data_access.store.engines import writing_engine
from data_access.store.settings import StoreSettings
from tests.browser.server import Server
from tests.browser.visitor import DESKTOP, Visitor
from ui.charts.slides import Slide, packed
from ui.presentation.show_address import ADDRESS
from ui.presentation.starter_slides import STARTER

INCOME = {"indicator": "survey_income_poverty_rate", "year": "2014", "area": "02"}
# A province with a line of estimates has most to say.
ESTIMATED = Slide("", "area", {"place": "v2025.province.25"})
SLIDES = (Slide("", "map", INCOME), ESTIMATED, *STARTER)
SMALLEST_LETTERS = 28
LETTERS = """() => {
  const small = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const holder = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || holder.closest("script, style, #spoken")) continue;
    if (!holder.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < SMALLEST) small.push([size, words.currentNode.textContent]);
  }
  return small;
}"""


def test_show_goes_on_by_a_clicker_after_the_server_has_gone(
    new_visitor: Callable[..., Visitor], start_server: Callable[..., Server], server: Server, tmp_path: Path
) -> None:
    shutil.copytree(server.var_dir, tmp_path / "var")
    lost = start_server(var_dir=tmp_path / "var")
    visitor = new_visitor(lost, fresh=True, size=DESKTOP)
    page = visitor.page
    page.goto(f"{lost.url}{ADDRESS}?lang=vi&slides={packed(SLIDES)}")
    expect(page.locator("#card-name")).to_have_text("Hà Giang")
    lost.stop()
    for number in range(len(SLIDES)):
        letters = LETTERS.replace("SMALLEST", str(SMALLEST_LETTERS))
        assert page.evaluate(letters) == [], f"slide {number + 1}"
        page.keyboard.press("PageDown")
    expect(page.locator("#chart-slide h1")).to_contain_text("2024")
    page.keyboard.press("Home")
    assert_years_and_places_follow_the_keys(page)
    assert_black_and_held_pictures_come_back(page)


def assert_years_and_places_follow_the_keys(page: Page) -> None:
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#year")).to_have_text("2013")
    expect(page.locator(".picture-subtitle")).to_contain_text("2013")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#card-rank")).to_contain_text("2013")
    assert page.url.endswith("#1.2013.v2008.04")
    page.keyboard.press("p")
    expect(page.locator("#year")).to_have_text("2014")
    page.keyboard.press("p")


def assert_black_and_held_pictures_come_back(page: Page) -> None:
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("h")
    page.keyboard.press("PageDown")
    expect(page.locator("#frozen .picture-title")).to_be_visible()
    page.keyboard.press("h")
    expect(page.locator("#frozen")).to_have_count(0)
    expect(page.locator("#chart-slide h1")).to_be_visible()


def test_show_of_a_past_day_bears_the_mark_of_that_day_on_chart_and_map(
    new_visitor: Callable[..., Visitor], start_server: Callable[..., Server], server: Server, tmp_path: Path
) -> None:
    shutil.copytree(server.var_dir, tmp_path / "var")
    date_back(tmp_path / "var")
    running = start_server(var_dir=tmp_path / "var")
    visitor = new_visitor(running, fresh=True, size=DESKTOP)
    past = {"asof": "2024-01-02"}
    slides = (Slide("", "area", {"place": "v2008.province.02", **past}), Slide("", "map", INCOME | past))
    visitor.page.goto(f"{running.url}{ADDRESS}?lang=en&slides={packed(slides)}")
    expect(visitor.page.locator(".hall-mark")).to_have_text("Figures as of the end of 2 January 2024")
    visitor.page.keyboard.press("PageDown")
    expect(visitor.page.locator("#map-slide")).to_contain_text("Figures as of the end of 2 January 2024")


def date_back(folder: Path) -> None:
    """Make the first load of a store in a folder of 1 January 2024."""
    engine = writing_engine(StoreSettings(var_dir=folder, database_url="").url())
    with engine.begin() as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2024-01-01T00:00:00Z'"))
    engine.dispose()
