"""The funding page at a real browser: money beside need on two linked maps, and charts with their tables."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import MapPicture
from tests.browser.server import Server
from tests.browser.visitor import MAP_FRAME, Visitor
from ui.charts.slides import Slide, packed
from vocabulary.words import Words

PHONE = (390, 844)
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@LANGUAGES
def test_money_map_stands_beside_the_poverty_map_and_both_mark_the_place_pointed_at(
    visitor: Visitor, language: str
) -> None:
    visitor.open(f"/funding?view=need&programme=all_programmes&period=2015&lang={language}")
    need, money = (MapPicture(visitor.page.frame_locator(MAP_FRAME).nth(number)) for number in range(2))
    assert_as_written_down(f"money-{language}", money.shows(2015))
    assert sum(line["count"] for line in money.legend()) == 63
    need.shows(2015).area("58").hover()
    expect(money.part("area-tooltip")).to_be_visible()
    expect(money.part("area-tooltip")).to_contain_text("Ninh Thuận" if language == "vi" else "Ninh Thuan")


@LANGUAGES
def test_chart_of_the_plan_has_its_table(visitor: Visitor, language: str) -> None:
    words = Words(language)
    visitor.open(f"/funding?lang={language}")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(
        {"vi": "75.000 tỷ đồng", "en": "VND 75,000 billion"}[language]
    )
    funds = visitor.page.locator(".st-key-exhibit-funding-funds")
    funds.get_by_text(words("exhibit.as_table")).click()
    table = visitor.page.locator("table.plain", has=visitor.page.get_by_text(words("funding.title_funds")))
    planned = {"vi": "14.310 tỷ đồng", "en": "VND 14,310 billion"}[language]
    expect(table).to_contain_text(planned)
    # Of Streamlit's own tools of a chart, which know no source, the one that enlarges it is left.
    full = {"vi": words("streamlit.full"), "en": "Fullscreen"}[language]
    for tools in visitor.page.locator("[data-testid=stFullScreenFrame]").all():
        shown = tools.locator("[data-testid=stElementToolbarButton] button").filter(visible=True)
        expect(shown).to_have_attribute("aria-label", re.compile(f"^{full}: "))
    expect(visitor.page.locator("[data-testid=stSkipToContent]")).to_be_hidden()


def test_money_on_a_phone_says_its_sums_first_and_its_rows_are_a_slide(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    words, visitor = Words("vi"), new_visitor(server, size=PHONE)
    page = visitor.open("/funding?lang=vi").page
    card, places = page.locator(".card-value").first, page.get_by_role("combobox").first
    assert card.bounding_box()["y"] < places.bounding_box()["y"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name=words("funding.more_choices")).click()
    expect(page.get_by_role("combobox", name=words("funding.fund"))).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name=words("funding.flow")).click()
    expect(page.locator(".flow-bars").get_by_role("heading").first).to_be_visible()
    expect(page.locator(".st-key-flow-exhibit [data-testid=stVegaLiteChart]")).to_be_hidden()
    for box in page.locator(".flow-bars, .flow-bars li").all():
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    page.get_by_role("radio", name=words("funding.stages")).click()
    rows = page.locator(".st-key-exhibit-funding-reported")
    page.get_by_text(words("funding.every_row", count=13)).click()
    expect(rows).to_be_visible()
    slides = packed([Slide("", "funding", {"part": "funding-reported"})])
    page.goto(f"{visitor.base_url}/present/show?lang=vi&slides={quote(slides)}")
    table = page.locator("table.hall-table")
    expect(table.get_by_text("90/QĐ-TTg").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Dòng 1–\d+ trong 13 dòng$"))).to_be_in_viewport()
