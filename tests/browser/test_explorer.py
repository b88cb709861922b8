"""The explorer in a real browser: maps of other kinds as written down, and map and dots chosen as one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import map_picture
from tests.browser.visitor import Visitor

INCOME, EARNED = "survey_income_poverty_rate", "monthly_income_per_capita_mean"
TWO = f"/explore?part=two&indicator={INCOME}&second={EARNED}&year=2016"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_map_of_changes_is_painted_as_written_down(visitor: Visitor, language: str) -> None:
    visitor.open(f"/explore?part=one&view=change&indicator={INCOME}&year=2016&lang={language}")
    picture = map_picture(visitor).shows(2016)
    assert_as_written_down(f"change-2016-{language}", picture)
    picture.year(2010).click()
    refused = picture.shows(2010).areas()
    assert {area["class"] for area in refused} == {"gap-not-comparable"}


def test_map_of_two_indicators_counts_its_areas_in_a_square(visitor: Visitor) -> None:
    visitor.open(f"{TWO}&view=bivariate&lang=en")
    picture = map_picture(visitor).shows(2016)
    assert_as_written_down("two-2016-en", picture)
    cells = picture.part("square-cell").all_inner_texts()
    assert len(cells) == 9
    painted = [area for area in picture.areas() if area["class"].startswith("class-")]
    assert sum(int(cell) for cell in cells) == len(painted) == 62


def test_a_click_on_the_map_or_on_a_dot_chooses_the_place_in_both(visitor: Visitor) -> None:
    visitor.open(f"{TWO}&view=scatter&lang=en")
    picture = map_picture(visitor).shows(2016)
    dots = visitor.page.locator("[data-testid=stVegaLiteChart]")
    expect(dots.get_by_text("Dien Bien", exact=True)).to_have_count(0)
    picture.area("11").click()
    expect(visitor.page).to_have_url(re.compile(r"[?&]area=11(&|$)"))
    expect(dots.get_by_text("Dien Bien", exact=True)).to_be_visible()
    dots.locator("path[aria-label*='Lai Chau']").first.click()
    expect(visitor.page).to_have_url(re.compile(r"[?&]area=12(&|$)"))
    expect(picture.part("mark.selected")).to_have_attribute("d", picture.area("12").get_attribute("d") or "")
