from urllib.parse import parse_qs, urlsplit

import pytest

from ui.cached.editions import Edition
from ui.maps.class_choice import DEFAULT_COUNT, DEFAULT_SCHEME, breaks_in
from ui.maps.picture_address import PictureAddress, picture_address

EDITION = Edition("published", 7)


def read_back(url: str) -> PictureAddress:
    """Return what the server reads in an address."""
    parts = urlsplit(url)
    look, level, indicator = parts.path.removesuffix(".json").split("/")[-3:]
    query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    return picture_address({"look": look, "level": level, "indicator": indicator}, query)


@pytest.mark.parametrize(
    "wanted",
    [
        PictureAddress("poor_household_rate", "province"),
        PictureAddress("x", "province", language="en", scheme="fisher_jenks", count=7, each_year=True),
        PictureAddress("x", "province", scheme="chosen", breaks=(0.1, 2.25, 123456.789, 1e9)),
        PictureAddress("x", "commune", look="today", within="v2025.province.25", area_class="poor_district"),
    ],
)
def test_address_says_everything_that_is_drawn(wanted: PictureAddress) -> None:
    assert read_back(wanted.url(EDITION)) == wanted


def test_address_changes_with_the_load() -> None:
    wanted = PictureAddress("x", "province")
    assert wanted.url(EDITION) != wanted.url(Edition("published", 8))
    assert wanted.url(EDITION).startswith("/picture/published/7/")


@pytest.mark.parametrize(
    "query",
    [
        {"scheme": "rainbow", "classes": "99", "lang": "xx", "scale": "?"},
        {"scheme": "chosen", "breaks": "nan 5"},
        {"scheme": "chosen", "breaks": "5 1e999"},
        {"scheme": "chosen", "breaks": "5 1e30"},
        {"scheme": "chosen", "breaks": "5"},
        {"scheme": "chosen", "breaks": "1 2 3 4 5 6 7"},
        {"scheme": "chosen"},
        {},
    ],
)
def test_what_an_address_says_wrongly_takes_its_default(query: dict[str, str]) -> None:
    found = picture_address({"look": "sideways", "level": "province", "indicator": "x"}, query)
    assert found == PictureAddress("x", "province")
    assert (found.scheme, found.count) == (DEFAULT_SCHEME, DEFAULT_COUNT)


@pytest.mark.parametrize(
    ("typed", "breaks"),
    [
        ("5 10 20", (5, 10, 20)),
        ("20; 5,5;10.25", (5.5, 10.25, 20)),
        (" 5\t5 5 ", (5,)),
        ("-2 0", (-2, 0)),
        ("", ()),
        ("a 5", None),
        ("5 10%", None),
        ("5.000,5 6", None),
        ("<script>", None),
    ],
)
def test_breaks_are_read_as_people_type_them(typed: str, breaks: tuple[float, ...] | None) -> None:
    assert breaks_in(typed) == breaks
