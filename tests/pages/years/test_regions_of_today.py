"""The six regions from 2025: their provinces, and their estimated rates derived anew from the files."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.browser.server import ROOT
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached import figure_frames
from ui.cached.area_frames import areas, children
from ui.cached.editions import Edition
from ui.cached.figure_frames import figures_of_today
from ui.cached.visit import Visit
from ui.explore.kept_views import EXHIBITS, explored
from ui.text.place_key import PlaceKey
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

RATE = "survey_multidimensional_poverty_rate"
OF_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)
# As the annex of Resolution 306/NQ-CP lists them.
MADE_OF = {
    "nmm": "Lạng Sơn, Cao Bằng, Thái Nguyên, Tuyên Quang, Phú Thọ, Lào Cai, Lai Châu, Điện Biên, Sơn La",
    "rrd": "Hà Nội, Hải Phòng, Ninh Bình, Hưng Yên, Bắc Ninh, Quảng Ninh",
    "nc": "Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị, Huế",
    "scch": "Đà Nẵng, Quảng Ngãi, Gia Lai, Đắk Lắk, Khánh Hòa, Lâm Đồng",
    "se": "Thành phố Hồ Chí Minh, Đồng Nai, Tây Ninh",
    "mrd": "Cần Thơ, Vĩnh Long, Đồng Tháp, An Giang, Cà Mau",
}


def rows(*path: str) -> Iterator[dict[str, str]]:
    with ROOT.joinpath("data", *path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def by_province(file: str, indicator: str) -> dict[tuple[str, int], Decimal]:
    """Return the final figures of the 63 provinces in a file, by code and year."""
    return {
        (row["area_code"], int(row["year"])): Decimal(row["value"])
        for row in rows("figures", file)
        if (row["indicator_code"], row["level"], row["vintage"]) == (indicator, "province", "v2008")
        and row["value"]
        and not row["doubtful"]
    }


def region_by_former_province() -> dict[str, str]:
    now = {
        row["code"]: row["parent_code"] for row in rows("areas", "provinces.csv") if row["vintage"] == "v2025"
    }
    ways = (row for row in rows("crosswalk.csv") if row["from_level"] == "province")
    return {row["from_code"]: now[row["to_code"]] for row in ways if row["from_vintage"] == "v2008"}


def estimates() -> dict[tuple[str, int], Decimal]:
    """Return the mean rate of each region and year, by the households of 2019 and the population."""
    rate = by_province("nso_poverty_by_province.csv", RATE)
    population = by_province("nso_population_and_area.csv", "average_population")
    households: defaultdict[str, int] = defaultdict(int)
    for row in rows("census", "communes_2019.csv"):
        households[row["province_code"]] += int(row["households_urban"]) + int(row["households_rural"])
    of_region = region_by_former_province()
    tops: defaultdict[tuple[str, int], Decimal] = defaultdict(Decimal)
    bottoms = tops.copy()
    for (code, year), value in rate.items():
        weight = households[code] * population[code, year] / population[code, 2019]
        tops[of_region[code], year] += value * weight
        bottoms[of_region[code], year] += weight
    return {key: tops[key] / bottoms[key] for key in tops}


def test_the_34_provinces_lie_in_the_regions_that_the_resolution_lists(edition: Edition) -> None:
    assert set(areas(edition, "region", "v2025")["code"]) == set(MADE_OF)
    for code, names in MADE_OF.items():
        parts = children(edition, PlaceKey("v2025", "region", code))
        assert set(parts["name_vi"]) == set(names.split(", "))


def test_rates_of_todays_regions_are_means_by_households_of_all_nine_years(edition: Edition) -> None:
    found = figures_of_today(edition, RATE, "region", None, True)
    known = found[found["value"].notna()]
    assert set(known["restated"]) == {"estimated"}
    expected = {
        key: float(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
        for key, value in estimates().items()
    }
    assert len(expected) == 6 * 9
    assert known.set_index(["area_code", "year"])["value"].to_dict() == expected
    assert all("nq-306-2025" in codes.split() for codes in known["parts_sources"])


def test_without_estimates_todays_regions_have_no_rate(edition: Edition) -> None:
    found = figures_of_today(edition, RATE, "region", None, False)
    assert not found["value"].notna().any()


def test_people_of_todays_regions_add_up_to_the_nation_exactly(edition: Edition) -> None:
    found = figures_of_today(edition, "census_population", "region", None, True)
    assert set(found["restated"]) == {"exact"}
    (nation,) = figure_frames.national_figures(edition, "census_population")["value"]
    assert found["value"].sum() == nation


@OF_LANGUAGES
def test_explorer_draws_todays_regions_dashed_and_names_error_and_sources(
    edition: Edition, language: str
) -> None:
    words = Words(language)
    query = {"part": "one", "view": "regions", "indicator": RATE, "look": "today"}
    visit = Visit(words, edition)
    exhibit = EXHIBITS["regions"](visit, explored(visit, query))
    assert exhibit.chart is not None
    # The nation has a figure of 2025, the regions have none.
    assert "2016–2024" in exhibit.subtitle
    assert words("estimates.title", title="").strip() in exhibit.title
    assert (
        words("area.estimate_error", most=words.number(0.56, 2), first="2016", last="2024")
        in exhibit.sentence
    )
    assert "306/NQ-CP" in exhibit.sources.whole
    assert "strokeDash" in exhibit.chart.to_json()
    assert exhibit.data is not None
    assert "estimated" in set(exhibit.data["restated"])


@OF_LANGUAGES
def test_page_of_a_region_of_today_has_its_provinces_and_its_estimated_line(
    open_page: OpenPage, language: str
) -> None:
    page = open_page("area", lang=language, place="v2025.region.nc")
    assert [element.value for element in page.exception] == []
    text, words = plain(said(page)), Words(language)
    assert {"vi": "Thanh Hóa", "en": "Thanh Hoa"}[language] in text
    newest = estimates()["nc", 2024].quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert words.number(float(newest), 2) in text
    assert words("area.no_poverty") not in text
