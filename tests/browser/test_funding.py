"""The funding page at a real browser: money beside need on two linked maps, and charts with their tables."""

import pytest
from playwright.sync_api import expect

from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import MapPicture
from tests.browser.visitor import MAP_FRAME, Visitor
from vocabulary.words import Words

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
