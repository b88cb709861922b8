"""The address of a map says what the parameters of its page say and gives them back, by one rule each."""

from collections.abc import Mapping

import pytest

from data_access.store_codes import store_in
from tests.unit.ui.maps.made_up_offer import MadeUpOffer
from ui.cached.figure_frames import UnknownPicture
from ui.maps.exploration_state import CATALOGUE, exploration, part_and_view
from ui.maps.map_address import ANY_DEPRIVATION, EXPLORER_PATH, MAP_PATH, MapAddress
from ui.maps.map_state import map_state
from ui.maps.picture_address import PictureAddress
from ui.maps.requested_map import map_at
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey
from vocabulary.catalogues import language_in

ADDRESSES = [
    MapAddress(PictureAddress("poor_household_rate", "province"), 2025),
    MapAddress(PictureAddress("poor_household_rate", "province", language="en"), 2023, store="demo"),
    MapAddress(
        PictureAddress("x", "commune", "today", "en", "chosen", 5, (2.5, 10.0), True, "v2025.province.15"),
        2025,
        PlaceKey("v2025", "commune", "00001"),
    ),
    MapAddress(PictureAddress("x", "province", kind="change", since=2012), 2016),
    MapAddress(PictureAddress("x", "district", "district", kind="bivariate", second="y"), 2016),
    MapAddress(PictureAddress(ANY_DEPRIVATION, "province", kind="leading"), 2023, store="demo"),
    MapAddress(PictureAddress("x", "province"), 2016, side_by_side=True),
]
NAMES = ["plain", "demonstration", "everything", "change", "two indicators", "leading deprivation", "years"]
PLAIN = {"indicator": "x", "year": "2016", "level": "province"}


def read(query: Mapping[str, str]) -> MapAddress:
    """Return the map of a file's address, of a store that has all that the addresses name."""
    path = MAP_PATH if part_and_view(query)[0] == CATALOGUE else EXPLORER_PATH
    return map_at(path, query, MadeUpOffer(store_in(query)), language_in(query))


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_parameters_restore_the_address_they_were_made_of(address: MapAddress) -> None:
    assert read(address.query()) == address


def test_a_map_is_reopened_on_the_page_that_shows_its_kind() -> None:
    assert [address.path for address in ADDRESSES] == ["/map"] * 3 + ["/explore"] * 4


def test_a_plain_map_has_no_second_indicator_and_no_year_to_count_from() -> None:
    assert read({"indicator": "x", "second": "y", "since": "2012", "view": "map"}) == MapAddress(
        PictureAddress("x", "province"), 2025
    )


def test_nonsense_takes_defaults() -> None:
    query = {"indicator": "x", "year": "soon", "store": "elsewhere", "look": "?", "lang": "fr", "breaks": "a"}
    state = map_state(query, MadeUpOffer(store_in(query)), language_in(query))
    assert state.address == MapAddress(PictureAddress("x", "province"), 2025)
    assert state.bad == (BadParameter("look", "?"), BadParameter("year", "soon"))


@pytest.mark.parametrize(
    ("query", "year", "bad"),
    [
        ({}, 2025, ()),
        ({"year": ""}, 2025, ()),
        ({"year": "2016"}, 2016, ()),
        ({"year": "2013"}, 2012, ("year",)),
        ({"year": "2014"}, 2012, ("year",)),
        ({"year": "2015"}, 2016, ("year",)),
        ({"year": "1066"}, 2010, ("year",)),
        ({"year": "20166"}, 2025, ("year",)),
        ({"year": "\u0662\u0660\u0661\u0666"}, 2025, ("year",)),
    ],
)
def test_a_missing_year_is_the_newest_and_one_without_figures_the_nearest(
    query: dict[str, str], year: int, bad: tuple[str, ...]
) -> None:
    state = map_state(PLAIN | {"year": ""} | query, MadeUpOffer(), "vi")
    assert state.address.year == year
    assert tuple(one.parameter for one in state.bad) == bad


@pytest.mark.parametrize(
    ("query", "look", "bad"),
    [
        ({"indicator": "x", "level": "commune"}, "today", ()),
        ({"indicator": "y", "level": "commune"}, "reported", ()),
        ({"indicator": "y", "level": "district"}, "district", ()),
        ({"indicator": "x", "level": "commune", "look": "reported"}, "reported", ("indicator",)),
    ],
    ids=["with figures today alone", "with figures at every look", "of one look", "of a look that is named"],
)
def test_a_level_without_a_look_has_the_first_look_with_figures_of_it(
    query: dict[str, str], look: str, bad: tuple[str, ...]
) -> None:
    state = map_state(query, MadeUpOffer(only_at={"x": (("today", "commune"),)}), "vi")
    assert (state.address.picture.look, state.address.picture.level) == (look, query["level"])
    assert tuple(one.parameter for one in state.bad) == bad


@pytest.mark.parametrize(
    ("area", "found", "bad"),
    [
        ("02", PlaceKey("v2008", "province", "02"), ()),
        ("v2025.02", PlaceKey("v2025", "province", "02"), ()),
        ("v2004.28", None, ("area",)),
        ("zz", None, ("area",)),
        ("79", None, ()),
    ],
    ids=["first vintage", "another vintage", "not drawn", "no place", "left out by the filters"],
)
def test_an_area_is_marked_where_it_is_drawn(area: str, found: PlaceKey | None, bad: tuple[str, ...]) -> None:
    state = map_state(PLAIN | {"area": area}, MadeUpOffer(missing=("zz",), hidden=("79",)), "vi")
    assert state.address.area == found
    assert tuple(one.parameter for one in state.bad) == bad


@pytest.mark.parametrize(
    "parameter", ["indicator", "look", "level", "within", "class"], ids=lambda parameter: parameter
)
def test_a_map_of_something_unknown_is_refused_where_nothing_can_be_said(parameter: str) -> None:
    offer = MadeUpOffer(missing=("zz",), classes=("poor_district",))
    state = map_state(PLAIN | {parameter: "v2008.province.zz"}, offer, "vi")
    assert [one.parameter for one in state.bad] == [parameter]
    assert state.address == MapAddress(PictureAddress("x", "province"), 2016) or parameter == "indicator"
    with pytest.raises(UnknownPicture):
        state.shown()


def test_a_map_without_figures_is_refused_where_nothing_can_be_said() -> None:
    state = map_state(PLAIN, MadeUpOffer(of_years={"x": ()}), "vi")
    assert (state.address.year, state.bad) == (None, ())
    with pytest.raises(UnknownPicture):
        state.shown()


def test_a_class_of_areas_means_nothing_at_a_level_without_any() -> None:
    state = map_state(PLAIN | {"class": "poor_district"}, MadeUpOffer(), "vi")
    assert (state.address.picture.area_class, state.bad) == ("", ())


def test_the_explorer_reads_no_classes_of_areas_or_of_values() -> None:
    query = PLAIN | {"part": "one", "view": "map", "class": "poor_district", "scheme": "fisher_jenks"}
    chosen = exploration(query, MadeUpOffer(classes=("poor_district",)), "vi")
    assert chosen.picture == PictureAddress("x", "province")
    assert chosen.bad == ()


def test_two_indicators_have_the_years_that_both_have() -> None:
    offer = MadeUpOffer(of_years={"x": (2010, 2012, 2016), "y": (2012, 2014, 2016)})
    chosen = exploration(PLAIN | {"view": "bivariate", "second": "y", "year": ""}, offer, "vi")
    assert (chosen.part, chosen.years, chosen.year) == ("two", (2012, 2016), 2016)


def test_the_explorer_without_a_part_or_view_is_its_catalogue() -> None:
    assert part_and_view({}) == (CATALOGUE, "", [None])
    assert part_and_view({"view": "leading"})[:2] == ("deprivation", "leading")
    assert part_and_view({"part": "two", "view": "leading"}) == (
        "two",
        "scatter",
        [None, BadParameter("view", "leading")],
    )


def test_a_missing_year_is_the_one_that_the_indicator_opens_with_on_map_and_explorer() -> None:
    offer = MadeUpOffer(opens_with=2016)
    plain = {"indicator": "x", "level": "province"}
    assert map_state(plain, offer, "vi").address.year == 2016
    assert exploration(plain | {"part": "one", "view": "ranking"}, offer, "vi").year == 2016
    assert map_state(plain | {"year": "soon"}, offer, "vi").address.year == 2016
    assert map_state(plain, MadeUpOffer(opens_with=1999), "vi").address.year == 2025
