import math
from typing import Any

import pandas as pd
import pytest

from ui.text.figures import is_known, number_text, short_unit, status_text, text_in, value_text
from vocabulary.words import NO_BREAK, Words

VI, EN = Words("vi"), Words("en")
NAN = math.nan
PERCENT: dict[Any, Any] = {"unit": "percent", "unit_vi": "% số hộ", "unit_en": "% of households"}
HOUSEHOLDS: dict[Any, Any] = {"unit": "households", "unit_vi": "hộ", "unit_en": "households"}


def figure(**changed: Any) -> dict[Any, Any]:
    usual = {"value": 4.5, "value_min": NAN, "value_max": NAN, "decimals": 1, "qualifier": "exact"}
    return usual | {"state": "reported"} | changed


@pytest.mark.parametrize(
    ("qualifier", "vi", "en"),
    [
        ("exact", "4,5", "4.5"),
        ("about", "khoảng 4,5", "about 4.5"),
        ("more_than", "hơn 4,5", "more than 4.5"),
        ("nearly", "gần 4,5", "nearly 4.5"),
        ("at_least", "ít nhất 4,5", "at least 4.5"),
        ("less_than", "dưới 4,5", "less than 4.5"),
    ],
)
def test_qualifier_stands_before_its_number(qualifier: str, vi: str, en: str) -> None:
    said = figure(qualifier=qualifier)
    assert (number_text(said, VI), number_text(said, EN)) == (vi, en)


@pytest.mark.parametrize(
    ("state", "vi", "en"),
    [
        ("missing", "Không có số liệu", "No data"),
        ("not_applicable", "Không áp dụng", "Not applicable"),
        ("suppressed", "Không công bố (số quá nhỏ)", "Withheld (number too small)"),
    ],
)
def test_gap_says_which_kind_it_is_and_has_no_unit(state: str, vi: str, en: str) -> None:
    gap = figure(state=state, value=NAN)
    assert (value_text(gap, PERCENT, VI), value_text(gap, PERCENT, EN)) == (vi, en)


def test_zero_is_a_number_and_no_gap() -> None:
    assert value_text(figure(value=0.0), PERCENT, VI) == f"0,0{NO_BREAK}%"


def test_range_has_both_ends() -> None:
    between = figure(value=NAN, value_min=400.0, value_max=1500.0, decimals=0)
    assert value_text(between, HOUSEHOLDS, VI) == f"400–1.500{NO_BREAK}hộ"
    assert (
        value_text(between | {"qualifier": "about"}, HOUSEHOLDS, EN) == f"about 400–1,500{NO_BREAK}households"
    )


def test_figure_stated_in_words_only_says_so_without_a_unit() -> None:
    assert value_text(figure(value=NAN), PERCENT, EN) == "described in words only"


@pytest.mark.parametrize("decimals", [NAN, None, pd.NA, 0])
def test_number_without_printed_decimals_has_none(decimals: Any) -> None:
    assert number_text(figure(value=7.0, decimals=decimals), EN) == "7"


def test_percentages_have_their_sign_and_other_units_their_name() -> None:
    assert [short_unit(PERCENT, VI), short_unit(HOUSEHOLDS, VI), short_unit(HOUSEHOLDS, EN)] == [
        "%",
        "hộ",
        "households",
    ]


def test_final_status_adds_nothing() -> None:
    assert status_text("final", EN) == ""
    assert status_text("preliminary", EN) == "preliminary"


@pytest.mark.parametrize(
    ("value", "known"), [(0, True), (0.0, True), ("", True), (None, False), (NAN, False), (pd.NA, False)]
)
def test_zero_and_empty_text_are_known_values(value: Any, known: bool) -> None:
    assert is_known(value) is known


def test_text_that_the_store_does_not_have_is_empty() -> None:
    assert [text_in({"a": value}, "a") for value in ("x", None, NAN, pd.NA)] == ["x", "", "", ""]
