"""Rules of WCAG 2.2 AA, by axe-core, on the show; the pages are asked where test_pages.py opens them."""

import pytest

from tests.browser.axe import violations
from tests.browser.visitor import Visitor
from ui.charts.slides import packed
from ui.presentation.show_address import ADDRESS
from ui.presentation.starter_slides import STARTER


@pytest.mark.parametrize("palette", ["bright", "dark"])
def test_show_breaks_no_rule_of_accessibility(visitor: Visitor, palette: str) -> None:
    visitor.page.goto(f"{visitor.base_url}{ADDRESS}?slides={packed(STARTER)}&palette={palette}")
    visitor.page.locator("#chart-slide h1").wait_for()
    assert violations(visitor.page.main_frame) == []
