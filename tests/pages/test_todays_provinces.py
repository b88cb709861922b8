"""Pages of today's provinces: what was reported before 2025 is carried over, and estimates are named."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached.editions import Edition
from ui.cached.place_facts import area_facts
from ui.cached.visit import Visit
from ui.summary.rank import ranks
from ui.summary.todays_series import page_series
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

SURVEY = {
    "vi": "tỷ lệ hộ nghèo đa chiều theo khảo sát",
    "en": "multidimensional poverty rate (survey)",
}
PARTS = {"vi": "Hòa Bình, Phú Thọ, Vĩnh Phúc", "en": "Hoa Binh, Phu Tho, Vinh Phuc"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_merged_province_shows_its_estimated_line_and_names_parts_and_error(
    open_page: OpenPage, language: str
) -> None:
    page, words = open_page("area", lang=language, place="v2025.province.25"), Words(language)
    assert [element.value for element in page.exception] == []
    text = plain(said(page))
    assert words("area.no_poverty") not in text
    sentence = next(
        line for line in text.splitlines() if SURVEY[language] in line and "exhibit-sentence" in line
    )
    assert words.number(3.96, 2) in sentence
    assert words.number(2.13, 2) in sentence
    assert "2019" in sentence.rpartition("2024")[2]
    captions = [plain(str(element.value)) for element in page.caption]
    assert any(words("restated.estimated", count=3, parts=PARTS[language]) in line for line in captions)
    error = words("area.estimate_error", most=words.number(0.56, 2), first="2016", last="2024")
    assert error in captions
    breaks = [line for line in captions if line.startswith("┆")]
    assert len(breaks) == 1
    assert "2021" in breaks[0]
    assert "2022" in breaks[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_merged_province_without_a_report_of_its_own_is_told_by_its_estimate(
    open_page: OpenPage, language: str
) -> None:
    page, words = open_page("area", lang=language, place="v2025.province.24"), Words(language)
    headline = next(line for line in said(page).splitlines() if "class='headline'" in line)
    assert SURVEY[language] in headline
    assert headline.removesuffix("</h1>").endswith(words("area.estimated", sentence="").strip())


def test_a_merged_province_has_thin_lines_of_its_predecessors_and_a_dashed_one_of_estimates(
    edition: Edition,
) -> None:
    visit = Visit(Words("vi"), edition)
    series = page_series(visit, PlaceKey("v2025", "province", "25"))
    assert series is not None
    points = series.points
    named = points.groupby("series", sort=False).agg(thin=("thin", "all"), years=("year", "nunique"))
    ended = "(đến 30/6/2025)"
    assert named["thin"].to_dict() == {
        "Phú Thọ": False,
        f"Hòa Bình {ended}": True,
        f"Phú Thọ {ended}": True,
        f"Vĩnh Phúc {ended}": True,
        "Cả nước": False,
    }
    assert named["years"].tolist()[:4] == [9] * 4
    parts = points[points["thin"]].groupby("year")["value"]
    own = points[points["series"] == "Phú Thọ"].set_index("year")["value"]
    assert ((parts.min() <= own) & (own <= parts.max())).all()
    # Nine estimates, and no line over the change of standard.
    assert series.dashes["segment"].nunique() == 7
    assert series.breaks["year"].tolist() == [2021.5]


def test_a_province_that_was_not_merged_inherits_its_series_without_estimates(open_page: OpenPage) -> None:
    page, words = open_page("area", lang="vi", place="v2025.province.01"), Words("vi")
    assert [element.value for element in page.exception] == []
    text = plain(said(page))
    assert words("area.no_poverty") not in text
    assert "ước tính theo số hộ 2019" not in text.split(words("area.poverty"))[0]
    assert not [element for element in page.caption if str(element.value).startswith("╌")]


@pytest.mark.parametrize("code", ["42", "48"])
def test_a_province_in_a_region_that_is_only_of_today_is_ranked(edition: Edition, code: str) -> None:
    visit = Visit(Words("vi"), edition)
    facts = area_facts(visit, PlaceKey("v2025", "province", code))
    assert facts.area["parent_code"] in ("nc", "scch")
    assert ranks(visit, facts, page_series(visit, facts.place))
