"""The map of today: estimates are drawn, counted and named as such, and can be left out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.map_picture import MapPicture, map_picture
from tests.browser.visitor import Visitor
from vocabulary.words import Words

VIEW = "/map?indicator=survey_multidimensional_poverty_rate&look=today&level=province"
LAM_DONG, THANH_HOA = "68", "38"
PARTS = {"vi": "Bình Thuận, Đắk Nông, Lâm Đồng", "en": "Binh Thuan, Dak Nong, Lam Dong"}
SAID = {"vi": "ước tính theo số hộ 2019", "en": "estimated by households of 2019"}


def estimated(picture: MapPicture) -> set[str]:
    return {area["code"] for area in picture.areas() if "estimated" in area["class"].split()}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_estimates_have_a_dashed_outline_an_entry_in_the_legend_and_a_note(
    visitor: Visitor, language: str
) -> None:
    visitor.open(f"{VIEW}&year=2020&lang={language}")
    picture, said = map_picture(visitor).shows(2020), SAID[language]
    assert len(picture.areas()) == 34
    assert len(estimated(picture)) == 23
    assert THANH_HOA not in estimated(picture)
    line = next(line for line in picture.legend() if line["class"] == "estimated")
    assert (line["label"].lower(), line["count"]) == (said, 23)
    for part in ("picture-title", "picture-sentence"):
        expect(picture.part(part)).to_contain_text(said)
    picture.area(LAM_DONG).hover()
    note = picture.part("area-tooltip").locator(".tooltip-note").inner_text()
    assert said in note.lower()
    assert note.endswith(PARTS[language])
    assert picture.area(LAM_DONG).evaluate("path => getComputedStyle(path).strokeDasharray") != "none"


@pytest.mark.parametrize("year", range(2016, 2025))
def test_each_of_nine_years_has_a_value_in_all_34_provinces(visitor: Visitor, year: int) -> None:
    visitor.open(f"{VIEW}&year={year}&lang=vi")
    picture = map_picture(visitor).shows(year)
    assert all(area["class"].startswith("class-") for area in picture.areas())


def test_whoever_wants_exact_figures_alone_leaves_estimates_out(visitor: Visitor) -> None:
    words = Words("vi")
    visitor.open(f"{VIEW}&year=2020&lang=vi")
    map_picture(visitor).shows(2020)
    visitor.page.get_by_role("radio", name=words("estimates.choice_0")).click()
    expect(visitor.page).to_have_url(re.compile(r"[?&]estimates=0(&|$)"))
    picture = map_picture(visitor).shows(2020)
    expect(picture.part("picture-title")).not_to_contain_text(SAID["vi"])
    assert not estimated(picture)
    assert sum(area["class"] == "gap-not-computable" for area in picture.areas()) == 23
