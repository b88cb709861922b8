"""An address is one map, whoever reads it: the page, its first picture, the show, a file, a printed code."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from data_access.door import PUBLIC
from exports.maps.still import map_still
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.cached.figure_frames import UnknownPicture
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.charts.view_figures import map_figures
from ui.controls.code_notice import figures_now
from ui.maps.choropleth import area_parameter
from ui.maps.map_address import MapAddress
from ui.maps.picture_address import PictureAddress
from ui.maps.requested_map import requested_map
from ui.presentation.slide_contents import slide_content, slide_map
from ui.server.first_picture import first_picture
from vocabulary.words import Words

SURVEY, INCOME = "survey_multidimensional_poverty_rate", "survey_income_poverty_rate"
POOR, EARNED = "poor_household_rate", "monthly_income_per_capita_mean"
CENSUS, SIZE = "census_population", "census_household_size"


class Read(NamedTuple):
    """What a reader of an address answers."""

    indicator: str
    look: str
    level: str
    year: int | None
    area: str | None = None
    merger: bool = False


# An address of the map's page, the map that it is, and what the page says of it.
ADDRESSES: list[tuple[dict[str, str], Read, tuple[str, ...]]] = [
    ({}, Read(SURVEY, "reported", "province", 2024), ()),
    ({"indicator": "", "look": "", "level": "", "year": ""}, Read(SURVEY, "reported", "province", 2024), ()),
    ({"indicator": INCOME}, Read(INCOME, "reported", "province", 2016), ()),
    (
        {"indicator": INCOME, "year": "2012", "area": "02"},
        Read(INCOME, "reported", "province", 2012, "02"),
        (),
    ),
    (
        {"indicator": POOR, "look": "today", "level": "province", "year": "2025", "area": "v2025.08"},
        Read(POOR, "today", "province", 2025, "v2025.08"),
        (),
    ),
    ({"indicator": POOR, "look": "district"}, Read(POOR, "district", "district", 2019), ()),
    ({"look": "district"}, Read(POOR, "district", "district", 2019), ()),
    ({"indicator": POOR}, Read(POOR, "reported", "province", 2023), ()),
    ({"level": "district", "indicator": POOR}, Read(POOR, "district", "district", 2019), ()),
    ({"indicator": SURVEY, "merger": "1"}, Read(SURVEY, "today", "province", 2024, merger=True), ()),
    (
        {"indicator": SIZE, "merger": "1", "level": "commune"},
        Read(SIZE, "today", "commune", 2019, merger=True),
        (),
    ),
    (
        {"indicator": SURVEY, "merger": "1", "look": "reported"},
        Read(SURVEY, "reported", "province", 2024),
        (),
    ),
    ({"indicator": SURVEY, "merger": "both"}, Read(SURVEY, "reported", "province", 2024), ("merger",)),
    (
        {"indicator": SURVEY, "merger": "1", "year": "2025", "area": "02"},
        Read(SURVEY, "today", "province", 2024, merger=True),
        ("year", "area"),
    ),
    (
        {"indicator": CENSUS, "merger": "1"},
        Read(SURVEY, "today", "province", 2024, merger=True),
        ("indicator",),
    ),
    ({"level": "commune", "indicator": CENSUS}, Read(CENSUS, "today", "commune", 2019), ()),
    ({"indicator": INCOME, "year": "2019"}, Read(INCOME, "reported", "province", 2016), ("year",)),
    ({"indicator": INCOME, "year": "2007"}, Read(INCOME, "reported", "province", 2006), ("year",)),
    ({"indicator": INCOME, "year": "1066"}, Read(INCOME, "reported", "province", 2006), ("year",)),
    ({"indicator": INCOME, "year": "soon"}, Read(INCOME, "reported", "province", 2016), ("year",)),
    ({"indicator": INCOME, "year": "-2012"}, Read(INCOME, "reported", "province", 2016), ("year",)),
    ({"indicator": INCOME, "area": "zz"}, Read(INCOME, "reported", "province", 2016), ("area",)),
    ({"indicator": INCOME, "area": "v2004.28"}, Read(INCOME, "reported", "province", 2016), ("area",)),
    ({"indicator": INCOME, "area": "v1.2.3"}, Read(INCOME, "reported", "province", 2016), ("area",)),
    ({"indicator": "nope"}, Read(SURVEY, "reported", "province", 2024), ("indicator",)),
    (
        {"indicator": INCOME, "look": "district"},
        Read(POOR, "district", "district", 2019),
        ("indicator",),
    ),
    ({"look": "sideways", "indicator": INCOME}, Read(INCOME, "reported", "province", 2016), ("look",)),
    ({"level": "village", "indicator": INCOME}, Read(INCOME, "reported", "province", 2016), ("level",)),
    (
        {"level": "district", "look": "reported", "indicator": POOR},
        Read(POOR, "reported", "province", 2023),
        ("level",),
    ),
    (
        {"indicator": INCOME, "within": "v2008.region.zz", "area": "02"},
        Read(INCOME, "reported", "province", 2016, "02"),
        ("within",),
    ),
    ({"indicator": INCOME, "class": "rich"}, Read(INCOME, "reported", "province", 2016), ("class",)),
    (
        {"indicator": INCOME, "scheme": "rainbow", "classes": "99", "scale": "?"},
        Read(INCOME, "reported", "province", 2016),
        ("scheme", "classes", "scale"),
    ),
    (
        {"indicator": "nope", "year": "2009", "area": "<b>", "lang": "en"},
        Read(SURVEY, "reported", "province", 2016),
        ("indicator", "year", "area"),
    ),
]
REFUSED = {"indicator", "second", "look", "level", "within", "class", "part", "view"}
OF_ADDRESSES = pytest.mark.parametrize(
    ("query", "read", "bad"), ADDRESSES, ids=[str(query) or "nothing" for query, _, _ in ADDRESSES]
)


def answer(picture: PictureAddress, year: int | None, area: str | None) -> Read:
    return Read(picture.indicator, picture.look, picture.level, year, area, merger=picture.kind == "merger")


def of_address(address: MapAddress) -> Read:
    area = area_parameter(address.area.vintage, address.area.code) if address.area else None
    return answer(address.picture, address.year, area)


def file(visit: Visit, query: Mapping[str, str]) -> Read:
    return of_address(map_still(PUBLIC, requested_map(PUBLIC, query)).address)


def slide(visit: Visit, query: Mapping[str, str]) -> Read:
    """Return the map that the show draws, and that the slides' file draws too."""
    content = slide_content(visit, Slide("", "map", query))
    if content["kind"] == "silence":
        raise UnknownPicture
    shown = slide_map(visit, Slide("", "map", query))
    assert content["document"] == shown.picture.url(visit.edition)
    area = area_parameter(content["vintage"], content["selected"]) if content["selected"] else None
    return answer(shown.picture, content["year"], area)


@OF_ADDRESSES
@pytest.mark.parametrize("reader", [file, slide])
def test_files_and_slides_show_the_map_of_the_page_or_none(
    edition: Edition,
    query: dict[str, str],
    read: Read,
    bad: tuple[str, ...],
    reader: Callable[[Visit, Mapping[str, str]], Read],
) -> None:
    visit = Visit(Words("vi"), edition)
    if REFUSED & set(bad):
        with pytest.raises(UnknownPicture):
            reader(visit, query)
    else:
        assert reader(visit, query) == read


@OF_ADDRESSES
def test_a_printed_code_is_compared_with_the_figures_of_the_page(
    edition: Edition, query: dict[str, str], read: Read, bad: tuple[str, ...]
) -> None:
    now = figures_now(Visit(Words("vi"), edition), "/map", query)
    look = next(known for known in ("reported", "today", "district") if known == read.look)
    shown = MapAddress(PictureAddress(read.indicator, read.level, look), read.year)
    assert now == (None if REFUSED & set(bad) else map_figures(edition, shown))


@OF_ADDRESSES
def test_the_first_picture_is_the_page_s_and_there_is_none_where_something_does_not_fit(
    edition: Edition, query: dict[str, str], read: Read, bad: tuple[str, ...]
) -> None:
    first = first_picture("/map", query)
    assert (first is None) == bool(bad)
    if first is not None:
        wish = first.map_request
        area = area_parameter(wish.vintage, wish.selected) if wish.selected else None
        assert answer(first.picture, wish.year, area) == read


@OF_ADDRESSES
def test_the_page_shows_the_map_and_says_what_does_not_fit(
    open_page: OpenPage, query: dict[str, str], read: Read, bad: tuple[str, ...]
) -> None:
    page = open_page("map", **{name: value for name, value in query.items() if value})
    shown = {name: page.query_params.get(name) for name in ("indicator", "look", "level", "year")}
    look = None if read.look == "reported" else read.look
    assert shown == {
        "indicator": read.indicator,
        "look": look,
        "level": read.level,
        "year": str(read.year),
    }
    assert page.query_params.get("merger") == ("1" if read.merger else None)
    areas = [box.value for box in page.selectbox if box.key == "panel.area"]
    assert areas in ([read.area], [])
    assert len(page.warning) == len(bad)


# The explorer, its slide and its file are one map too.
EXPLORED: list[tuple[dict[str, str], Read, tuple[str, ...]]] = [
    ({"part": "one", "view": "change"}, Read(INCOME, "reported", "province", 2016), ()),
    ({"view": "change", "year": "2013"}, Read(INCOME, "reported", "province", 2013), ()),
    ({"part": "one", "view": "years", "indicator": POOR}, Read(POOR, "reported", "province", 2023), ()),
    (
        {"part": "two", "view": "bivariate", "indicator": INCOME, "second": EARNED, "year": "2015"},
        Read(INCOME, "reported", "province", 2014),
        ("year",),
    ),
    (
        {"part": "one", "view": "change", "indicator": INCOME, "area": "zz"},
        Read(INCOME, "reported", "province", 2016),
        ("areas",),
    ),
    (
        {"part": "one", "view": "change", "indicator": "nope"},
        Read(INCOME, "reported", "province", 2016),
        ("indicator",),
    ),
    (
        {"part": "one", "view": "change", "indicator": POOR, "look": "district", "class": "poor_district"},
        Read(POOR, "district", "district", 2019),
        (),
    ),
    (
        {"part": "one", "view": "change", "indicator": INCOME, "look": "district"},
        Read(INCOME, "reported", "province", 2016),
        ("look",),
    ),
]


@pytest.mark.parametrize(("query", "read", "bad"), EXPLORED, ids=[str(query) for query, _, _ in EXPLORED])
def test_the_explorer_its_slides_and_its_files_show_one_map(
    edition: Edition, open_page: OpenPage, query: dict[str, str], read: Read, bad: tuple[str, ...]
) -> None:
    page = open_page("explore", **query)
    shown = [page.query_params.get(name) for name in ("indicator", "look", "level", "year")]
    look = None if read.look == "reported" else read.look
    assert shown == [read.indicator, look, read.level, str(read.year)]
    assert len(page.warning) == len(bad)
    visit, explored_slide = Visit(Words("vi"), edition), Slide("", "explore", query)
    if REFUSED & set(bad):
        assert slide_content(visit, explored_slide)["kind"] == "silence"
        with pytest.raises(UnknownPicture):
            requested_map(PUBLIC, query)
    else:
        found = [requested_map(PUBLIC, query), slide_map(visit, explored_slide)]
        assert [of_address(address) for address in found] == [read, read]
