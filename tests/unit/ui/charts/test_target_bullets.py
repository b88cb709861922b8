"""A target on one line: where it began, what the newest result is, what is to be reached."""

from typing import Any

import pytest

from tests.unit.ui.charts.test_target_chart import results, target
from ui.charts.target_bullets import Bullet, bullet_html, bullet_of
from vocabulary.words import Words

WORDS = Words("en")
ONE_FIFTH = {"year": 2022, "value": 5.0}
START = {"year": 2021, "value": 6.0}
A_LEVEL = {"kind": "level", "change_per": None, "change_basis": None, "direction": "higher"}


def drawn(changes: dict[str, Any], *rows: dict[str, Any], unit: str = "%") -> Bullet | None:
    return bullet_of(target(**changes), results(*rows), unit, WORDS)


def test_a_way_down_runs_from_its_start_to_the_farther_end_of_the_target() -> None:
    found = drawn({}, START, ONE_FIFTH)
    assert found is not None
    assert (found.start, found.now, found.goal) == ("6% · 2021", "5% · 2022", "0–2% · 2025")
    # From 6 the near end of 2 % is two thirds of the way to nothing; an even pace would be at 5 %.
    assert [found.begin, found.at, found.near, found.far] == pytest.approx([0, 100 / 6, 200 / 3, 100])
    assert found.even == pytest.approx(100 / 6)


def test_a_result_beyond_the_target_or_behind_the_start_stays_in_the_picture() -> None:
    beyond = drawn({"value_min": 1.0, "value_max": 1.0}, START, {"year": 2025, "value": 1.0})
    behind = drawn({"value_min": 1.0, "value_max": 1.0}, START, {"year": 2022, "value": 8.0})
    assert beyond is not None
    assert behind is not None
    assert (beyond.at, beyond.even) == (100, None)
    assert beyond.near == pytest.approx(80)
    assert (behind.at, behind.far) == (0, 100)
    assert behind.begin == pytest.approx(100 / 3)


def test_a_single_result_towards_more_begins_with_nothing_and_writes_no_start() -> None:
    found = drawn(A_LEVEL | {"value": 40.0}, {"year": 2023, "value": 10.0})
    assert found is not None
    assert (found.start, found.begin, found.at, found.even) == ("", 0, 25, None)


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({}, ()),
        ({}, (START,)),
        ({}, ({"year": 2020, "value": 6.0},)),
        (A_LEVEL | {"direction": "lower", "value": 4.0}, (ONE_FIFTH,)),
        ({}, (START | {"standard_code": "old"}, ONE_FIFTH | {"standard_code": "new"})),
    ],
)
def test_no_way_is_drawn_from_less_than_two_comparable_ends(
    changes: dict[str, Any], rows: tuple[dict[str, Any], ...]
) -> None:
    assert drawn(changes, *rows) is None


def test_a_bound_keeps_its_words_and_the_picture_its_sentence() -> None:
    found = drawn(A_LEVEL | {"value": 40.0}, {"year": 2023, "value": 10.0, "qualifier": "more_than"})
    assert found is not None
    assert found.now == "more than 10% · 2023"
    html = bullet_html(found, "#0b5394", WORDS)
    assert "aria-label='From 0 to more than 10% · 2023; to be reached: 40% · 2025.'" in html
    assert "class='even'" not in html
