"""The census of 2019 on the map: communes of today and districts, with what has no sum hatched and told."""

import pytest

from tests.browser.map_picture import map_picture
from tests.browser.visitor import Visitor
from vocabulary.words import Words

COMMUNES = "/map?indicator=census_population&level=commune&year=2019"
DISTRICTS = "/map?indicator=census_population&level=district&year=2019"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_communes_of_today_have_their_people_or_a_reason(visitor: Visitor, language: str) -> None:
    words = Words(language)
    visitor.open(f"{COMMUNES}&within=v2025.province.25&lang={language}")
    picture = map_picture(visitor).shows(2019)
    counts = {line["class"]: line["count"] for line in picture.legend()}
    assert sum(counts.values()) == 148
    assert counts["gap-not-computable"] > 0
    hatched = next(area for area in picture.areas() if area["class"] == "gap-not-computable")
    picture.area(hatched["code"]).hover()
    note = picture.part("area-tooltip").locator(".tooltip-note").inner_text()
    assert note in {words("reason.split_unit"), words("reason.part_missing")}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_districts_have_the_people_of_the_census(visitor: Visitor, language: str) -> None:
    visitor.open(f"{DISTRICTS}&lang={language}")
    picture = map_picture(visitor).shows(2019)
    known = [area for area in picture.areas() if area["class"].startswith("class-")]
    assert len(known) == 695
    assert "696" in picture.part("picture-subtitle").inner_text()
