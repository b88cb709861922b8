"""The address of a map says what the page's parameters say, and gives them back."""

import pytest

from ui.maps.map_address import ANY_DEPRIVATION, MapAddress, map_address
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey

ADDRESSES = [
    MapAddress(PictureAddress("poor_household_rate", "province")),
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


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_parameters_restore_the_address_they_were_made_of(address: MapAddress) -> None:
    assert map_address(address.query()) == address


def test_a_map_is_reopened_on_the_page_that_shows_its_kind() -> None:
    assert [address.path for address in ADDRESSES] == ["/map"] * 3 + ["/explore"] * 4


def test_a_plain_map_has_no_second_indicator_and_no_year_to_count_from() -> None:
    assert map_address({"indicator": "x", "second": "y", "since": "2012", "view": "map"}) == MapAddress(
        PictureAddress("x", "province")
    )


def test_nonsense_takes_defaults() -> None:
    query = {"indicator": "x", "year": "soon", "store": "elsewhere", "look": "?", "lang": "fr", "breaks": "a"}
    assert map_address(query) == MapAddress(PictureAddress("x", "province"))
