"""A cable that is pulled is told at once, in the language of the page, and put in again it is forgotten."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from vocabulary.words import Words


@pytest.mark.long_walks
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pulled_cable_is_told_and_the_page_goes_on_afterwards(visitor: Visitor, language: str) -> None:
    visitor.open(f"/sources?lang={language}")
    page, told = visitor.page, visitor.page.locator("#connection-lost")
    expect(told).to_have_count(0)
    visitor.expect_errors("ERR_INTERNET_DISCONNECTED|ERR_NETWORK")
    page.context.set_offline(True)
    expect(told).to_have_text(Words(language)("connection.lost"))
    page.context.set_offline(False)
    expect(told).to_have_count(0)
    other = {"vi": "English", "en": "Tiếng Việt"}[language]
    page.get_by_role("radio", name=other).or_(page.get_by_role("button", name=other)).first.click()
    expect(page.locator("html")).to_have_attribute("lang", {"vi": "en", "en": "vi"}[language])
