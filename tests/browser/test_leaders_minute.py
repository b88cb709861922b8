"""A leader's minute: my province, its rate, change, money, results and targets, in at most three clicks."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from vocabulary.words import Words

WORDS = Words("vi")
# Province → its key, the rates that its cards show, and whether money and targets are reported of it.
PROVINCES: Mapping[str, tuple[str, tuple[str, ...], bool]] = {
    "Hòa Bình (đến 30/6/2025)": ("v2008.province.17", ("15,49", "3,57"), True),
    "Phú Thọ": ("v2025.province.25", ("2,68", "2,13"), False),
    "Điện Biên": ("v2025.province.11", ("21,29", "23,17"), False),
}

# The map's frame is there and ends above the lower edge of the screen.
FITS = """(height) => {
    const frame = document.querySelector(".st-key-front-map iframe");
    return frame && frame.offsetHeight > 0 && frame.getBoundingClientRect().bottom <= height;
}"""


def choose(page: Page, name: str) -> None:
    """Choose a province in the list of the first screen: one click and a name."""
    box = page.get_by_role("combobox", name=WORDS("my_place.label"))
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).click()


@pytest.mark.parametrize("name", PROVINCES)
def test_rate_change_money_results_and_targets_of_a_province_are_three_clicks_from_the_first_screen(
    new_visitor: Callable[..., Visitor], server: Server, name: str
) -> None:
    key, rates, has_programme = PROVINCES[name]
    visitor = new_visitor(server, fresh=True, size=LAPTOP)
    page = visitor.open().page
    # Everything of the first screen fits in it: the years of its map are the lowest part.
    page.wait_for_function(FITS, arg=LAPTOP[1])
    choose(page, name)
    expect(page).to_have_url(re.compile(rf"[?&]place={re.escape(key)}(&|$)"))
    cards = page.locator(".st-key-cards-front")
    for rate in rates:
        expect(cards).to_contain_text(rate)
    # The line of the years, and how the newest one moved.
    expect(cards.locator(".sparkline").first).to_be_visible()
    expect(cards).to_contain_text("so với năm 2023")
    missing = page.locator(".st-key-front-notes")
    for label, card in (("cards.money", "money"), ("cards.targets", "targets")):
        if has_programme:
            expect(cards.locator(f"[data-card={card}]")).to_be_visible()
        else:
            expect(missing).to_contain_text(WORDS(label))
    page.get_by_role("link", name=WORDS("overview.open_place")).click()
    page.get_by_role("radio", name=WORDS("area.view_results")).click()
    expect(page).to_have_url(re.compile(r"[?&]view=results"))
    expect(page.get_by_role("heading", name=WORDS("page.outcomes"))).to_be_visible()


def test_the_province_is_remembered_by_the_browser_until_it_is_taken_back(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    visitor = new_visitor(server, fresh=True, size=LAPTOP)
    page = visitor.open().page
    choose(page, "Điện Biên")
    expect(page.locator(".st-key-cards-front")).to_contain_text("21,29")
    # Another page by its bare address turns to the province too, and the address says so.
    visitor.open("/funding")
    expect(page).to_have_url(re.compile(r"/funding\?place=v2025\.province\.11"))
    expect(page.locator("h1")).to_contain_text("Điện Biên")
    visitor.open("/")
    choose(page, WORDS("my_place.none"))
    expect(page.locator("h1")).to_contain_text("cả nước")
    visitor.open("/funding")
    expect(page).not_to_have_url(re.compile("place="))
