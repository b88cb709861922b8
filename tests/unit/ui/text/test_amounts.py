from typing import Any

import pandas as pd
import pytest

from ui.text.amounts import amount_text, in_kind_text, money_text, period_text, range_text
from vocabulary.words import NO_BREAK, Words

VI, EN = Words("vi"), Words("en")


def money(**changed: Any) -> dict[Any, Any]:
    usual = {"amount_vnd": 26 * 10**9, "amount_min_vnd": pd.NA, "amount_max_vnd": pd.NA}
    return usual | {"qualifier": "exact", "each_year": False} | changed


@pytest.mark.parametrize(
    ("vnd", "vi", "en"),
    [
        (26_000_000_000, "26 tỷ đồng", "VND 26 billion"),
        (75_000_000_000_000, "75.000 tỷ đồng", "VND 75,000 billion"),
        (44_607_600_000_000, "44.608 tỷ đồng", "VND 44,608 billion"),
        (1_500_000_000, "1,5 tỷ đồng", "VND 1.5 billion"),
        (498_901_000_000, "498,9 tỷ đồng", "VND 498.9 billion"),
        (460_000_000, "460 triệu đồng", "VND 460 million"),
        (999_960_000, "1 tỷ đồng", "VND 1 billion"),
        (999_999_999_999, "1.000 tỷ đồng", "VND 1,000 billion"),
        (995_000_000, "995 triệu đồng", "VND 995 million"),
        (750_000, "750.000 đồng", "VND 750,000"),
        (994, "994 đồng", "VND 994"),
        (0, "0 đồng", "VND 0"),
        (-2_500_000_000, "\N{MINUS SIGN}2,5 tỷ đồng", "\N{MINUS SIGN}VND 2.5 billion"),
    ],
)
def test_amount_is_told_in_the_unit_people_use(vnd: int, vi: str, en: str) -> None:
    assert (amount_text(vnd, VI), amount_text(vnd, EN)) == (vi, en)


@pytest.mark.parametrize(
    ("changed", "vi", "en"),
    [
        ({}, "26 tỷ đồng", "VND 26 billion"),
        (
            {"amount_vnd": 1_500_000_000, "qualifier": "more_than"},
            "hơn 1,5 tỷ đồng",
            "more than VND 1.5 billion",
        ),
        (
            {
                "amount_vnd": pd.NA,
                "amount_min_vnd": 400_000_000,
                "amount_max_vnd": 500_000_000,
                "each_year": True,
            },
            "400–500 triệu đồng mỗi năm",
            "VND 400–500 million a year",
        ),
        ({"amount_vnd": pd.NA}, "Không có số liệu", "No data"),
        ({"amount_vnd": 0}, "0 đồng", "VND 0"),
    ],
)
def test_money_keeps_its_qualifier_its_range_and_its_year(changed: dict[str, Any], vi: str, en: str) -> None:
    assert (money_text(money(**changed), VI), money_text(money(**changed), EN)) == (vi, en)


def test_range_is_told_in_the_unit_of_its_upper_end() -> None:
    assert range_text(900_000_000, 1_200_000_000, VI) == "0,9–1,2 tỷ đồng"
    assert range_text(900_000_000, 900_000_000, EN) == "VND 900 million"


def test_period_of_one_year_is_that_year() -> None:
    assert period_text({"period_from": 2023, "period_to": 2023}) == "2023"
    assert period_text({"period_from": 2022, "period_to": 2023}) == "2022–2023"


def test_what_is_in_kind_keeps_its_own_unit() -> None:
    assert in_kind_text({"quantity": 30.0, "quantity_unit": "labour_day"}, VI) == f"30{NO_BREAK}ngày công"
    assert in_kind_text({"quantity": 120.5, "quantity_unit": "m2"}, EN) == f"120.5{NO_BREAK}m²"
    assert in_kind_text({"quantity": 2.0, "quantity_unit": "boat"}, EN) == f"2{NO_BREAK}boat"
