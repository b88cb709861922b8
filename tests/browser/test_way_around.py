"""How a person finds the way: Back undoes one choice on every page, the search suggests while one types."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

# Pages with choices of their own; the others have nothing to undo.
ALWAYS_WALKED = ("map", "funding")
WALKED_WHEN_ASKED = ("", "area", "explore", "outcomes", "targets", "flows", "quality")
PAGES = [
    *ALWAYS_WALKED,
    *(pytest.param(page, marks=pytest.mark.long_walks) for page in WALKED_WHEN_ASKED),
]
CHOICES = 3
LENGTH = "history.length"
# All but the language, which is no choice of a page.
UNCHOSEN = "[data-testid=stMain] [role=radio][aria-checked=false]:not(.st-key-shell-language *):visible"
# The office that a letter is written to is no choice of the page: it is not in its address.
LISTS = "[data-testid=stMain] [data-testid=stSelectbox]:not(.st-key-office-letter *):visible"


def choose(page: Page, turn: int) -> None:
    """Make one choice on the page that is open, of a row of buttons or of a list."""
    buttons, lists = page.locator(UNCHOSEN), page.locator(LISTS)
    expect(buttons.or_(lists).first).to_be_visible()
    if buttons.count() and (turn != 1 or not lists.count()):
        buttons.nth(2 * turn % buttons.count()).click()
    else:
        _choose_in_list(page, lists.nth(turn % lists.count()), turn)


def _choose_in_list(page: Page, chosen: Locator, turn: int) -> None:
    chosen.locator("input").click()
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    options.nth(min(options.count() - 1, 2 + turn)).click()


def changed(visitor: Visitor, before: str) -> str:
    """Return the address after it changed and the page came to rest."""
    visitor.page.wait_for_function("before => location.href !== before", arg=before)
    visitor.wait_until_idle()
    return visitor.page.url


@pytest.mark.parametrize("path", PAGES)
def test_back_undoes_one_choice(visitor: Visitor, path: str) -> None:
    visitor.open(f"/{path}?lang=vi")
    addresses = [visitor.page.url]
    length = visitor.page.evaluate(LENGTH)
    for turn in range(CHOICES):
        choose(visitor.page, turn)
        addresses.append(changed(visitor, addresses[-1]))
    assert visitor.page.evaluate(LENGTH) == length + CHOICES
    for expected in reversed(addresses[:-1]):
        visitor.page.go_back()
        visitor.page.wait_for_url(expected)
        visitor.wait_until_idle()
    assert visitor.page.url == addresses[0]


def test_the_search_suggests_with_level_and_era_and_leaves_composition_alone(visitor: Visitor) -> None:
    page = visitor.open("/sources?lang=vi").page
    box = page.locator(".st-key-search-typed input")
    box.click()
    typing = page.context.new_cdp_session(page)
    typing.send("Input.imeSetComposition", {"text": "hoa b", "selectionStart": 5, "selectionEnd": 5})
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-list")).to_be_hidden()
    typing.send("Input.insertText", {"text": "hoa b"})
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_contain_text("Tỉnh Hòa Bình")
    expect(options.first).to_contain_text("tỉnh · đến 30/6/2025")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert options.first.locator(".search-name").get_attribute("translate") == "no"
    box.press("Escape")
    expect(options).to_have_count(0)
    box.press("End")
    box.press("Backspace")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-0")
    length = page.evaluate(LENGTH)
    box.press("Enter")
    page.wait_for_url("**/area?*place=*")
    visitor.wait_until_idle()
    expect(page.locator("#search-list")).to_be_hidden()
    expect(box).to_have_value("")
    assert page.evaluate(LENGTH) == length + 1
