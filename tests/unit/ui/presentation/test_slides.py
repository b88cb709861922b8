import base64
import json
import zlib

import pytest

from data_access.store_codes import DEMONSTRATION, PUBLISHED
from ui.charts.slides import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_SLIDES,
    PLAIN,
    Slide,
    SlidesMisread,
    packed,
    slides_in_json,
    slides_json,
    unpacked,
)
from ui.presentation.slide_rows import changed
from ui.presentation.starter_slides import STARTER, starter_slides

SLIDES = (
    Slide("Nơi nghèo nhất «2023»", "map", {"indicator": "poor_household_rate", "year": "2023", "area": "02"}),
    Slide("", "area", {"place": "v2008.province.02", "store": "demo"}),
    *STARTER,
)


NOTED = (SLIDES[0].noted(" Hỏi Sở về Điện Biên. "), *SLIDES[1:])


def in_address(document: object) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(document).encode())).decode()


def test_presentation_comes_back_from_an_address_and_from_a_file() -> None:
    assert unpacked(packed(SLIDES)) == SLIDES
    assert slides_in_json(slides_json(SLIDES)) == SLIDES


def test_ten_slides_of_maps_fit_into_an_address_that_every_browser_takes() -> None:
    many = [Slide("", "map", {"indicator": "poor_household_rate", "year": str(2010 + n)}) for n in range(10)]
    assert len(packed(many)) < 300


def test_notes_stay_with_their_slides_in_address_and_file() -> None:
    assert NOTED[0].note == "Hỏi Sở về Điện Biên."
    assert unpacked(packed(NOTED)) == NOTED
    assert slides_in_json(slides_json(NOTED)) == NOTED
    assert len(SLIDES[0].noted("x" * 5000).note) == LONGEST_NOTE


def test_list_that_a_browser_wrote_by_itself_is_read_without_being_compressed() -> None:
    rows = json.dumps([slide.row for slide in NOTED], ensure_ascii=False).encode()
    assert unpacked(PLAIN + base64.urlsafe_b64encode(rows).decode().rstrip("=")) == NOTED


def test_ready_slides_are_views_of_the_store_in_sight() -> None:
    assert starter_slides(PUBLISHED) == STARTER
    assert all(slide.query["store"] == "demo" for slide in starter_slides(DEMONSTRATION))
    assert all(slide.query["asof"] == "2026-11-20" for slide in starter_slides("published@2026-11-20"))


def test_empty_presentation_leaves_nothing_in_the_address() -> None:
    assert packed(()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "%00",
        "ăđ",
        "eNp",
        in_address({}),
        in_address(7),
        in_address([["", "map"]]),
        in_address([["", "elsewhere", {}]]),
        in_address([["", "map", {"year": 2023}]]),
        in_address([[7, "map", {}]]),
        in_address([["", "map", {}]] * (MOST_SLIDES + 1)),
        in_address(["x" * 300_000]),
        in_address([["", "map", {}, 7]]),
        in_address([["", "map", {}, "note", "more"]]),
        PLAIN,
        PLAIN + "nonsense",
        PLAIN + "ăđ",
        PLAIN + "x" * 300_000,
    ],
)
def test_nonsense_in_the_address_is_told_as_such(text: str) -> None:
    with pytest.raises(SlidesMisread):
        unpacked(text)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "null", '{"slides": []}', '{"form": "another", "slides": []}', "[" * 100_000],
)
def test_nonsense_in_a_file_is_told_as_such(text: str) -> None:
    with pytest.raises(SlidesMisread):
        slides_in_json(text)


def test_long_title_is_cut() -> None:
    assert len(SLIDES[0].titled("x" * 1000).title) == LONGEST_TITLE


def test_slides_move_up_and_down_and_go() -> None:
    one, two, three = SLIDES[:3]
    assert changed("up", 1, (one, two, three)) == [two, one, three]
    assert changed("down", 1, (one, two, three)) == [one, three, two]
    assert changed("remove", 1, (one, two, three)) == [one, three]
