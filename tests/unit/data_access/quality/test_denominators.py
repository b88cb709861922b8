"""Households that rates imply contradict parts and totals only beyond what rounding explains."""

from typing import Any

import pandas as pd
import pytest

from data_access.quality.denominators import apart_from_parts, apart_from_totals


def implied(*rows: tuple[int, int | None, float, float], rate: str = "poor", **given: Any) -> pd.DataFrame:
    """Rates that imply from ``least`` to ``most`` households, by number and number of the area above."""
    frame = pd.DataFrame(rows, columns=["id", "parent_id", "least", "most"]).astype(
        {"id": "Int64", "parent_id": "Int64", "least": "float64", "most": "float64"}
    )
    said = (frame["least"] + frame["most"]) / 2
    measured = {"standard_code": "md-2022", "source_kind": "administrative"}
    return frame.assign(said=said, indicator_code=rate, **(measured | given))


NATION = implied((1, None, 95.0, 105.0))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(2, 1, 40.0, 50.0), (3, 1, 40.0, 50.0)], []),
        ([(2, 1, 40.0, 44.0), (3, 1, 40.0, 50.0)], [87.0]),
        ([(2, 1, 60.0, 62.0), (3, 1, 50.0, 52.0)], [112.0]),
        # One of the two parts implies nothing: a sum of some of them is no total.
        ([(2, 1, 10.0, 12.0)], []),
    ],
)
def test_a_whole_is_contradicted_where_its_parts_leave_nothing_in_common(
    parts: list[tuple[int, int | None, float, float]], expected: list[float]
) -> None:
    found = apart_from_parts(NATION, implied(*parts), {1: 2})
    assert found["expected"].tolist() == expected
    assert set(found["kind"]) <= {"parts"}


def test_of_two_rates_of_a_part_the_one_that_rounding_leaves_less_open_counts_and_of_one_standard() -> None:
    open_wide = implied((2, 1, 20.0, 80.0), (3, 1, 20.0, 80.0), rate="near_poor")
    narrow = implied((2, 1, 44.0, 45.0), (3, 1, 44.0, 45.0))
    assert apart_from_parts(NATION, pd.concat([open_wide, narrow]), {1: 2})["expected"].tolist() == [89.0]
    other = implied((2, 1, 44.0, 45.0), (3, 1, 44.0, 45.0), standard_code="md-2016")
    assert apart_from_parts(NATION, other, {1: 2}).empty


@pytest.mark.parametrize(
    ("total", "census", "expected"),
    [
        (104.0, 500.0, []),
        (106.0, 500.0, [("known", 106.0)]),
        (None, 100.0, []),
        # A tenth more than the most that is implied, and beyond.
        (None, 116.0, []),
        (None, 117.0, [("census", 117.0)]),
    ],
)
def test_a_reported_total_goes_before_the_census_which_may_differ_by_a_tenth(
    total: float | None, census: float, expected: list[tuple[str, float]]
) -> None:
    known = pd.DataFrame({"id": [1], "value": [total]}).dropna().astype("float64")
    found = apart_from_totals(NATION, known, pd.DataFrame({"id": [1], "value": [census]}))
    assert list(zip(found["kind"], found["expected"], strict=True)) == expected
