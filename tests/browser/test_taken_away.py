"""What a person sees who takes files away: a bar that moves, a number in the line, a file that comes."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from data_access.days import today
from tests.browser.visitor import Visitor
from vocabulary.words import Words

RATE = "indicator=survey_multidimensional_poverty_rate&year=2023&level=province"
BRIEFS = "/take-away/briefs?place=v2008.district.157"
# Each share that the bar was moved to, however soon the next one came.
KEEP_SHARES = """window.shares = [];
new MutationObserver(() => {
  const bar = document.querySelector("progress");
  if (bar && bar.hasAttribute("value")) window.shares.push(bar.value);
}).observe(document, { attributes: true, childList: true, subtree: true });"""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_bar_of_briefs_moves_while_they_are_made_and_the_file_comes(visitor: Visitor, language: str) -> None:
    page, words = visitor.page, Words(language)
    page.add_init_script(KEEP_SHARES)
    with page.context.expect_event("download") as waiting:
        page.goto(f"{visitor.base_url}{BRIEFS}&lang={language}", wait_until="commit")
    assert waiting.value.suggested_filename == f"briefs-v2008-district-157-{today()}.pdf"
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
    expect(page.get_by_role("status")).to_have_text(words("brief.finished"))
    shares = page.evaluate("window.shares")
    assert shares == sorted(shares)
    assert any(0 < share < 1 for share in shares)
    expect(page.get_by_role("link", name=words("brief.fetch"))).to_be_visible()


def test_file_of_a_menu_comes_into_the_page_that_asked_for_it(visitor: Visitor) -> None:
    page, words = visitor.open(f"/map?lang=en&{RATE}").page, Words("en")
    page.get_by_role("button", name=words("take_away.title"), exact=True).click()
    with page.context.expect_event("download") as waiting:
        page.get_by_role("link", name=words("take_away.map_csv")).click()
    assert waiting.value.suggested_filename.endswith(".csv")
    expect(visitor.map_frame().locator(".picture-subtitle")).to_be_visible()


def test_reason_why_there_is_no_file_is_shown_in_a_window_of_its_own(visitor: Visitor) -> None:
    page = visitor.page
    visitor.expect_errors("422")
    page.goto(f"{visitor.base_url}/take-away/briefs?place=v2008.nation.VN&lang=en")
    expect(page.get_by_text(Words("en")("take_away.too_many_briefs"))).to_be_visible()
