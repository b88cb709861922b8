"""The address of a map says what the page's parameters say, and gives them back."""

import pytest

from ui.map_address import MapAddress, map_address
from ui.picture_address import PictureAddress
from ui.place_key import PlaceKey

ADDRESSES = [
    MapAddress(PictureAddress("poor_household_rate", "province")),
    MapAddress(PictureAddress("poor_household_rate", "province", language="en"), 2023, store="demo"),
    MapAddress(
        PictureAddress("x", "commune", "today", "en", "chosen", 5, (2.5, 10.0), True, "v2025.province.15"),
        2025,
        PlaceKey("v2025", "commune", "00001"),
    ),
]


@pytest.mark.parametrize("address", ADDRESSES, ids=["plain", "demonstration", "everything"])
def test_parameters_restore_the_address_they_were_made_of(address: MapAddress) -> None:
    assert map_address(address.query()) == address


def test_nonsense_takes_defaults() -> None:
    query = {"indicator": "x", "year": "soon", "store": "elsewhere", "look": "?", "lang": "fr", "breaks": "a"}
    assert map_address(query) == MapAddress(PictureAddress("x", "province"))
