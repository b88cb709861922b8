"""A person walks the pages of outcomes and targets: chains, gaps, tables, lists, choices in the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

LAC_SON, HA_GIANG = "v2008.district.157", "v2008.province.02"
# The machine may be busy; a chart's program and a rerun take as long as they take.
NATION = "poverty_rate_reduction_per_year~v2008.nation.VN~2025"
OF_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)


@OF_LANGUAGES
def test_a_chain_shows_what_is_known_and_hatches_what_is_not(visitor: Visitor, language: str) -> None:
    words = Words(language)
    visitor.open(f"/outcomes?topic=P4&place={LAC_SON}&lang={language}")
    chain = visitor.page.locator(".chain")
    steps = ["input", "activity", "output", "outcome", "dimension"]
    expect(chain.get_by_role("heading", level=3)).to_have_text([words(f"chain.{step}") for step in steps])
    known = chain.locator(
        "li:not(.gap)", has_text={"vi": "khoảng 20 lớp", "en": "about 20 classes"}[language]
    )
    expect(known).to_be_visible()
    gap = chain.locator("li.gap").first
    expect(gap).to_contain_text(words("gap.not_reported"))
    assert "repeating-linear-gradient" in gap.evaluate("card => getComputedStyle(card).backgroundImage")
    visitor.page.locator(".st-key-exhibit-chain").get_by_text(words("exhibit.as_table")).click()
    expect(visitor.page.get_by_role("cell", name=words("gap.not_reported")).first).to_be_visible()


def test_a_choice_of_topic_goes_into_the_address_and_back(visitor: Visitor) -> None:
    visitor.open(f"/outcomes?place={HA_GIANG}")
    expect(visitor.page.locator(".chain")).to_contain_text("421 mô hình")
    visitor.page.get_by_role("radio", name="5 Nhà ở").click()
    expect(visitor.page).to_have_url(re.compile("topic=P5"))
    expect(visitor.page.locator(".chain")).to_contain_text("Số nhà đã khởi công")
    visitor.wait_until_idle()
    visitor.page.reload()
    expect(visitor.page.locator(".chain")).to_contain_text("Số nhà đã khởi công")


@OF_LANGUAGES
def test_a_target_is_drawn_told_and_listed_with_its_table(visitor: Visitor, language: str) -> None:
    words = Words(language)
    visitor.open(f"/targets?target={NATION}&lang={language}")
    expect(visitor.page.locator("p.standing")).to_contain_text(words("standing.unsaid"))
    expect(visitor.page.get_by_text(words("standing.overdue", end="2025"))).to_be_visible()
    picture = visitor.page.locator("[data-testid=stVegaLiteChart]")
    expect(picture.locator("canvas, svg").first).to_be_visible()
    visitor.wait_until_idle().page.locator(".st-key-exhibit-target").get_by_text(
        words("exhibit.as_table")
    ).click()
    rates = {"vi": ["2,23", "5,20", "1,93"], "en": ["2.23", "5.20", "1.93"]}[language]
    for rate in rates:
        expect(visitor.page.get_by_role("cell", name=rate, exact=True)).to_be_visible()
    visitor.page.get_by_role("button", name=words("targets.rule")).click()
    expect(visitor.page.get_by_text(words("rule.comparable"))).to_be_visible()


def test_a_target_of_the_list_opens_without_loading_the_page_anew(visitor: Visitor) -> None:
    page = visitor.open("/targets?lang=vi").page
    first, length = page.url, page.evaluate("history.length")
    page.evaluate("window.isFirstLoad = true")
    opened = page.locator(".targets li[aria-current] a")
    before = opened.get_attribute("href") or ""
    link = page.locator(".targets li:not([aria-current]) a").first
    wanted = link.get_attribute("href") or ""
    link.click()
    expect(opened).to_have_attribute("href", wanted)
    assert page.url.endswith(f"/targets{wanted}")
    visitor.wait_until_idle()
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(opened).to_have_attribute("href", before)
    assert page.url == first
    assert page.evaluate("window.isFirstLoad")
