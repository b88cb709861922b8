"""A sum decided for several years is the figure of no year."""

import pandas as pd

from data_access.comparing.amounts_of_a_year import amounts_of_a_year

FIGURES = pd.DataFrame(
    {"area_code": ["58", "87", "84"], "year": [2025, 2025, 2025], "period_from": [2022, None, 2025]}
).astype({"period_from": "Int64"})


def test_money_of_several_years_does_not_stand_beside_money_of_one() -> None:
    assert amounts_of_a_year(FIGURES, "billion_vnd")["area_code"].tolist() == ["87", "84"]


def test_what_is_no_money_keeps_its_figures() -> None:
    assert amounts_of_a_year(FIGURES, "households")["area_code"].tolist() == ["58", "87", "84"]
    assert amounts_of_a_year(FIGURES.head(0), "billion_vnd").empty
