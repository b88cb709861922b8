"""Rules of WCAG 2.2 AA, by axe-core, on every page; the languages take turns, so that both are looked at."""

import pytest

from tests.browser.axe import violations
from tests.browser.visitor import Visitor
from ui.present_view import STARTER
from ui.show_page import ADDRESS
from ui.site import SITE
from ui.slides import packed

PATHS = ["" if page.is_default else page.path for page in SITE]
VIEWS = [f"/{path}?lang={('vi', 'en')[number % 2]}" for number, path in enumerate(PATHS)]


@pytest.mark.parametrize("view", VIEWS)
def test_page_breaks_no_rule_of_accessibility(visitor: Visitor, view: str) -> None:
    visitor.open(view)
    for frame in visitor.page.frames:
        if "streamlit_folium" in frame.url:
            frame.wait_for_selector("html[data-described]", state="attached")
        if not frame.url.startswith("about:"):
            assert violations(frame) == []


@pytest.mark.parametrize("palette", ["bright", "dark"])
def test_show_breaks_no_rule_of_accessibility(visitor: Visitor, palette: str) -> None:
    visitor.page.goto(f"{visitor.base_url}{ADDRESS}?slides={packed(STARTER)}&palette={palette}")
    visitor.page.locator("#chart-slide h1").wait_for()
    assert violations(visitor.page.main_frame) == []
