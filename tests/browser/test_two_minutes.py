"""One minute of a leader in a hall, and one of a partner at a desk, as each would do it."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from pyogrio import list_layers, read_dataframe
from pypdf import PdfReader

from tests.browser.map_picture import map_picture
from tests.browser.server import Server
from tests.browser.visitor import DESKTOP, LAPTOP, Visitor
from vocabulary.words import Words

RATE = "survey_income_poverty_rate"


def downloaded(page: Page, control: Locator) -> bytes:
    with page.context.expect_event("download") as waiting:
        control.click()
    return Path(waiting.value.path()).read_bytes()


def test_a_leader_steps_through_years_and_provinces_without_a_network_and_hands_out_one_page(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    visitor, words = new_visitor(server, fresh=True, size=DESKTOP), Words("vi")
    page = visitor.page
    visitor.open()
    page.get_by_role("link", name=words("page.map")).first.click()
    picture = map_picture(visitor).shows(2024)
    # One page to hand out, while there is still a network.
    picture.area("11").click()
    expect(page).to_have_url(re.compile(r"[?&]area=11(&|$)"))
    visitor.wait_until_idle()
    sentence = picture.part("picture-sentence").inner_text()
    assert "Điện Biên (23,17" in sentence
    page.get_by_role("button", name=words("take_away.title"), exact=True).first.click()
    sheet = PdfReader(io.BytesIO(downloaded(page, page.get_by_role("link", name=words("take_away.map_pdf")))))
    # The page to hand out, and behind it the addresses of its sources.
    assert len(sheet.pages) == 2
    printed = " ".join(sheet.pages[0].extract_text().split())
    assert " ".join(sentence.split()) in printed
    assert words("take_away.code_hint")[:30] in printed
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name=words("take_away.map_pdf"))).to_have_count(0)
    visitor.wait_until_idle()
    # The map becomes a slide; from here on the hall has no network.
    page.get_by_role("button", name=words("slides.add")).click()
    expect(page.get_by_role("button", name=words("slides.add_another", number=1))).to_be_visible()
    page.get_by_role("button", name=words("site.contents")).click()
    page.get_by_role("link", name=words("page.present")).click()
    start = page.get_by_role("link", name=words("present.start"))
    expect(start).to_be_visible()
    page.goto(visitor.base_url + (start.get_attribute("href") or ""))
    expect(page.locator("#card-name")).to_have_text("Điện Biên")
    page.context.set_offline(offline=True)
    expect(page.locator("#year")).to_have_text("2024")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#year")).not_to_have_text("2024")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#card-name")).to_have_text("Hà Giang")
    expect(page.locator("#card-value")).to_contain_text("22,33")
    expect(page.locator("#map-slide .picture-sentence")).to_contain_text("Điện Biên (23,17")


@pytest.mark.long_walks
def test_a_partner_finds_defines_compares_and_takes_home_without_being_fooled_by_a_change_of_standard(
    new_visitor: Callable[..., Visitor], server: Server, tmp_path: Path
) -> None:
    visitor, words = new_visitor(server, fresh=True, size=LAPTOP, locale="en-GB"), Words("en")
    page = visitor.page
    visitor.open("/explore?lang=en")
    find = page.get_by_label(words("explore.find"))
    find.fill("income poverty")
    find.press("Enter")
    found = page.locator(".st-key-catalogue-list button")
    expect(found).to_have_count(2)
    found.get_by_text("Income poverty rate (survey)", exact=True).first.click()
    expect(page).to_have_url(re.compile(f"indicator={RATE}"))
    visitor.wait_until_idle()
    expect(page.get_by_text("Share of households whose income per person is below")).to_be_visible()
    page.get_by_role("button", name=words("explore.view_series"), exact=True).click()
    expect(page).to_have_url(re.compile("view=series"))
    expect(page.get_by_text(words("explore.lines_explained"))).to_be_visible()
    assert_no_line_crosses_the_change_of_standard(page)
    take_the_series_home_and_come_back(visitor, words)
    visitor.open(f"/explore?part=one&view=change&indicator={RATE}&year=2010&lang=en")
    picture = map_picture(visitor).shows(2010)
    assert {area["class"] for area in picture.areas()} == {"gap-not-comparable"}
    picture.year(2016).click()
    picture.shows(2016)
    page.get_by_role("button", name=words("take_away.title"), exact=True).first.click()
    package = tmp_path / "change.gpkg"
    package.write_bytes(downloaded(page, page.get_by_role("link", name=words("take_away.map_gpkg"))))
    areas = read_dataframe(package, layer="areas")
    layers = {name for name, _ in list_layers(package)}
    assert layers == {"areas", "figures_of_every_year", "about", "layer_styles"}
    assert len(areas) == 63
    assert areas.geometry.is_valid.all()
    known = areas.dropna(subset="value")
    assert ((known["value_now"] - known["value_before"]).round(1) == known["value"]).all()


def assert_no_line_crosses_the_change_of_standard(page: Page) -> None:
    """The reasons for the gaps stand under the chart, each naming both years."""
    reasons = page.get_by_text(re.compile("^┆ 2008 and 2010"))
    expect(reasons.first).to_be_visible()


def take_the_series_home_and_come_back(visitor: Visitor, words: Words) -> None:
    """The workbook explains itself, and its code typed anywhere reopens this very chart."""
    page = visitor.page
    page.get_by_role("button", name=words("exhibit.take_away"), exact=True).click()
    content = downloaded(page, page.get_by_role("button", name=words("exhibit.xlsx")))
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(book[words("exhibit.sheet")].iter_rows(values_only=True))
    assert "#indicator+value+num" in rows[1]
    assert {row[rows[0].index("standard_code")] for row in rows[2:]} > {
        "survey-income-2006",
        "survey-income-2011",
    }
    about = dict(book[words("take_away.sheet_about")].iter_rows(values_only=True))
    code = about[words("take_away.about_code")]
    visitor.open("/sources?lang=en")
    search = page.locator(".st-key-search-typed input")
    search.fill(str(code))
    search.press("Enter")
    expect(page).to_have_url(re.compile("view=series.*exhibit=series|exhibit=series.*view=series"))
    expect(page.get_by_text(re.compile(f"{code}.*unchanged"))).to_be_visible()
