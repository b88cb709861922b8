"""The explorer in a real browser: maps of other kinds as written down, and map and dots chosen as one."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import MapPicture, map_picture
from tests.browser.visitor import Visitor
from vocabulary.words import Words

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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_map_of_two_indicators_counts_its_areas_in_a_square(visitor: Visitor, language: str) -> None:
    visitor.open(f"{TWO}&view=bivariate&lang={language}")
    picture = map_picture(visitor).shows(2016)
    assert_as_written_down(f"two-2016-{language}", picture)
    cells = picture.part("square-cell").all_inner_texts()
    assert len(cells) == 9
    painted = [area for area in picture.areas() if area["class"].startswith("class-")]
    assert sum(int(cell) for cell in cells) == len(painted) == 62
    assert_still_is_painted_alike(visitor, language, picture)


def assert_still_is_painted_alike(visitor: Visitor, language: str, picture: MapPicture) -> None:
    """Take the map away from the page's own menu, and find the areas as the picture shows them."""
    page, words = visitor.page, Words(language)
    page.get_by_role("button", name=words("take_away.title")).click()
    with page.context.expect_event("download") as waiting:
        page.get_by_role("link", name=words("take_away.map_svg")).click()
    sheet = ElementTree.parse(waiting.value.path())
    drawn = {
        path.attrib["data-code"]: path.attrib["data-class"]
        for path in sheet.iter("{http://www.w3.org/2000/svg}path")
        if path.get("data-code")
    }
    classes = {area["code"]: area["class"] for area in picture.areas()}
    painted = {code: f"class-{mark}" for code, mark in drawn.items() if mark.isdigit()}
    assert painted == {code: name for code, name in classes.items() if name.startswith("class-")}


def test_years_are_small_maps_beside_each_other(visitor: Visitor) -> None:
    visitor.open(f"/explore?part=one&view=years&indicator={INCOME}&lang=en")
    drawing = visitor.page.locator(".small-maps img")
    expect(drawing).to_be_visible()
    expect(drawing).to_have_js_property("complete", True)
    assert drawing.evaluate("image => image.naturalWidth") == 1176


def test_a_map_of_the_explorer_becomes_a_slide_of_the_show(visitor: Visitor) -> None:
    visitor.open(f"{TWO}&view=bivariate&lang=en")
    page, words = visitor.page, Words("en")
    map_picture(visitor).shows(2016)
    page.get_by_role("button", name=words("slides.add")).click()
    visitor.wait_until_idle()
    page.get_by_role("button", name=words("slides.add_another", number=1)).wait_for()
    page.get_by_role("button", name=words("site.contents")).click()
    page.get_by_role("link", name=words("page.present")).click()
    start = page.get_by_role("link", name=words("present.start"))
    expect(start).to_be_visible()
    page.goto(visitor.base_url + (start.get_attribute("href") or ""))
    expect(page.locator("#map-slide .square-cell")).to_have_count(9)
    expect(page.locator("#map-slide .picture-title")).to_contain_text("Monthly income per person")


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
