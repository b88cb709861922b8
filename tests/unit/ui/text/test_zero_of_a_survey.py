"""A zero of a survey is less than what it can print; a zero that was counted is none."""

from collections.abc import Hashable
from typing import Any

import pytest

from data_access.store.frames import Row
from ui.text.figures import number_text, value_text, zero_note
from vocabulary.words import Words

ZERO: dict[Hashable, Any] = {
    **{"value": 0.0, "value_min": float("nan"), "value_max": float("nan"), "decimals": 2},
    **{"qualifier": "exact", "state": "reported", "source_kind": "survey"},
}
RATE: Row = {"unit": "percent", "unit_vi": "% số hộ", "unit_en": "% of households"}


@pytest.mark.parametrize(
    ("decimals", "text"), [(2, "less than 0.01%"), (1, "less than 0.1%"), (0, "less than 1%")]
)
def test_a_zero_of_a_survey_is_below_its_last_decimal(decimals: int, text: str) -> None:
    assert value_text(ZERO | {"decimals": decimals}, RATE, Words("en")) == text


def test_it_is_said_in_vietnamese_too_and_explained() -> None:
    words = Words("vi")
    assert value_text(ZERO, RATE, words) == "dưới 0,01\u00a0%"
    assert "dưới 0,01" in zero_note(ZERO, words)


@pytest.mark.parametrize(
    "other",
    [{"source_kind": "administrative"}, {"value": 0.01}, {"qualifier": "about"}, {"state": "missing"}],
)
def test_other_figures_are_as_printed(other: dict[Hashable, Any]) -> None:
    words = Words("en")
    assert "0.01" not in number_text(ZERO | other | {"decimals": 1}, words)
    assert zero_note(ZERO | other, words) == ""


def test_a_zero_of_no_known_source_is_as_printed() -> None:
    without = {name: value for name, value in ZERO.items() if name != "source_kind"}
    assert number_text(without, Words("en")) == "0.00"
