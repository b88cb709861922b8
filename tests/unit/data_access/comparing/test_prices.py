"""Amounts of different years are in different prices, so that no change is told of them."""

import pandas as pd
import pytest

from data_access.comparing.changes import changes
from data_access.comparing.prices import is_in_current_prices


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("billion_vnd", True), ("thousand_vnd_per_month", True), ("percent", False), ("households", False)],
)
def test_an_indicator_in_a_unit_of_money_is_in_current_prices(unit: str, expected: bool) -> None:
    assert is_in_current_prices({"unit": unit}) == expected


def test_no_change_is_told_of_amounts_of_different_years() -> None:
    figures = pd.DataFrame(
        {
            "vintage": "v2008",
            "area_code": ["01", "01", "02"],
            "name_vi": "",
            "name_en": "",
            "year": [2016, 2020, 2020],
            "value": [2.5, 4.0, 3.0],
            "decimals": 1,
            "standard_code": None,
            "source_kind": "survey",
            "qualifier": "exact",
            "status": "final",
        }
    )
    (first, second) = changes(figures, 2016, 2020, in_current_prices=True).to_dict("records")
    assert (first["refusal"], second["refusal"]) == ("current_prices", "no_before")
    assert pd.isna(first["change"])
    assert (first["value_before"], first["value"]) == (2.5, 4.0)
    assert changes(figures, 2016, 2020)["change"].tolist()[:1] == [1.5]
