"""Rates of merged units as an estimate: the mean of the parts, weighted by households."""

import pandas as pd
import pytest

from data_access.comparing.restating import Indicator, restated
from data_access.comparing.weighted_means import (
    Weights,
    household_weights,
    is_rate_of_households,
    residuals,
)
from tests.unit.data_access.comparing.test_restating import COUNT, MERGED, figures, only, pairs

RATE = Indicator("none", 2)


def weights(**by_unit: float) -> Weights:
    rows = [{"area_code": code, "year": 2024, "weight": weight} for code, weight in by_unit.items()]
    return Weights("households", pd.DataFrame(rows))


WEIGHTS = weights(a=100, b=300, c=50)


def rates(**values: float | None) -> pd.DataFrame:
    return figures(**values).assign(decimals=2)


def series(**values: dict[int, float]) -> pd.DataFrame:
    rows = [(code, year, value) for code, by_year in values.items() for year, value in by_year.items()]
    return pd.DataFrame(rows, columns=["area_code", "year", "value"])


def test_a_rate_of_merged_units_is_estimated_by_their_households() -> None:
    row = only(restated(rates(a=10, b=20, c=7), MERGED, RATE, weights=WEIGHTS), "n")
    assert (row["value"], row["restated"], row["reason"], row["state"]) == (17.5, "estimated", "", "reported")
    assert (row["made_of"], row["weight"], row["parts_vi"]) == (2, "households", "a, b")


def test_a_unit_whose_boundary_did_not_change_keeps_its_rate() -> None:
    row = only(restated(rates(a=10, b=20, c=7), MERGED, RATE, weights=WEIGHTS), "u")
    assert (row["value"], row["restated"], row["weight"]) == (7.0, "unchanged", "")


def test_without_weights_nothing_is_estimated() -> None:
    row = only(restated(rates(a=10, b=20), MERGED, RATE), "n")
    assert (row["restated"], row["reason"], row["weight"]) == ("", "no_counts", "")


@pytest.mark.parametrize(
    ("given", "reason"), [({"a": 10}, "part_missing"), ({"a": 10, "b": None}, "part_missing")]
)
def test_nothing_is_estimated_where_a_part_is_missing(given: dict[str, float | None], reason: str) -> None:
    row = only(restated(rates(**given), MERGED, RATE, weights=WEIGHTS), "n")
    assert (row["restated"], row["reason"], row["state"]) == ("", reason, "not_computable")
    assert pd.isna(row["value"])  # type: ignore[call-overload]


def test_nothing_is_estimated_where_a_part_has_no_weight() -> None:
    row = only(restated(rates(a=10, b=20), MERGED, RATE, weights=weights(a=100)), "n")
    assert (row["restated"], row["reason"]) == ("", "no_counts")


def test_nothing_is_estimated_from_rates_of_two_standards_or_from_approximate_ones() -> None:
    mixed, about = rates(a=10, b=20), rates(a=10, b=20)
    mixed.loc[1, "standard_code"] = "review-md-2016"
    about.loc[1, "qualifier"] = "about"
    for given, reason in ((mixed, "standards_differ"), (about, "not_exact")):
        row = only(restated(given, MERGED, RATE, weights=WEIGHTS), "n")
        assert (row["restated"], row["reason"]) == ("", reason)


def test_a_split_unit_has_no_estimate() -> None:
    split = pairs(("a", "n", "part"), ("a", "m", "part"), ("b", "n", "all"))
    row = only(restated(rates(a=10, b=20), split, RATE, weights=WEIGHTS), "n")
    assert (row["restated"], row["reason"]) == ("", "split_unit")


def test_an_exact_ratio_is_not_replaced_by_an_estimate() -> None:
    counts = {"numerator": figures(a=100, b=50), "denominator": figures(a=1000, b=100)}
    row = only(restated(rates(a=10, b=50), MERGED, Indicator("ratio", 2), **counts, weights=WEIGHTS), "n")
    assert (row["value"], row["restated"], row["weight"]) == (13.64, "exact", "")


def test_a_ratio_whose_counts_are_not_known_is_estimated() -> None:
    row = only(restated(rates(a=10, b=50), MERGED, Indicator("ratio", 2), weights=WEIGHTS), "n")
    assert (row["value"], row["restated"]) == (40.0, "estimated")


def test_counts_are_never_estimated() -> None:
    row = only(restated(figures(a=10), MERGED, COUNT, weights=WEIGHTS), "n")
    assert (row["restated"], row["reason"]) == ("", "part_missing")


def test_an_estimate_has_the_fewest_decimals_of_its_parts_and_is_rounded_half_up() -> None:
    coarse = rates(a=10.25, b=10.25)
    coarse.loc[1, "decimals"] = 1
    row = only(restated(coarse, MERGED, RATE, weights=WEIGHTS), "n")
    assert (row["value"], row["decimals"]) == (10.3, 1)


def test_an_estimate_of_which_a_part_is_preliminary_is_preliminary() -> None:
    mixed = rates(a=10, b=20)
    mixed.loc[1, "status"] = "preliminary"
    assert only(restated(mixed, MERGED, RATE, weights=WEIGHTS), "n")["status"] == "preliminary"


def test_households_of_the_census_grow_with_the_population() -> None:
    found = household_weights(
        series(a={2019: 100, 2024: 999}, b={2019: 300}), series(a={2019: 4.0, 2024: 5.0}, b={2019: 8.0})
    )
    assert found.to_numpy().tolist() == [["a", 2019, 100.0], ["a", 2024, 125.0], ["b", 2019, 300.0]]


def test_a_unit_without_population_or_households_has_no_weight() -> None:
    found = household_weights(series(a={2019: 100}), series(a={2024: 5.0}, b={2019: 8.0, 2024: 9.0}))
    assert found.empty
    assert found.columns.tolist() == ["area_code", "year", "weight"]


def test_residuals_are_estimates_less_what_was_published() -> None:
    published = series(n={2024: 17.0}, u={2023: 1.0})
    found = residuals(rates(a=10, b=20, c=7), MERGED, WEIGHTS, published)
    assert found.to_dict("records") == [
        {"area_code": "n", "year": 2024, "estimate": 17.5, "published": 17.0, "residual": 0.5}
    ]


def test_a_unit_with_a_missing_part_has_no_residual() -> None:
    assert residuals(rates(a=10, c=7), MERGED, WEIGHTS, series(n={2024: 17.0})).empty


def test_only_rates_of_all_households_may_be_averaged_by_households() -> None:
    assert is_rate_of_households({"unit": "percent", "denominator_code": "total_households"})
    assert not is_rate_of_households({"unit": "percent", "denominator_code": "poor_households"})
    assert not is_rate_of_households({"unit": "percent", "denominator_code": float("nan")})
    assert not is_rate_of_households({"unit": "households", "denominator_code": "total_households"})
