"""Which list of poor and near-poor households the money of a period is for."""

import pandas as pd
import pytest

from data_access.poverty.lists_in_force import added, list_year, lists_by_year, review_years


def counts(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_code", "year", "value"])


NONE = counts().astype({"area_code": "str", "year": "int64", "value": "float64"})


def test_poor_and_near_poor_are_added_only_where_both_are_known() -> None:
    found = added(counts(("02", 2022, 10), ("15", 2022, 7)), counts(("02", 2022, 5), ("02", 2023, 9)))
    assert found.to_numpy().tolist() == [["02", 2022, 15]]


def test_list_of_a_year_is_that_at_its_start_or_else_of_the_review_before() -> None:
    at_start = counts(("02", 2023, 100))
    reviewed = counts(("02", 2022, 90), ("15", 2022, 40))
    together = counts(("15", 2022, 41), ("48", 2022, 6.6))
    found = lists_by_year(at_start, (reviewed, together))
    assert found.to_numpy().tolist() == [["02", 2023, 100], ["15", 2023, 40], ["48", 2023, 7]]
    assert str(found["households"].dtype) == "Int64"
    assert lists_by_year(NONE, (NONE,)).empty


LISTS = lists_by_year(
    counts(("02", 2021, 1), ("02", 2022, 1), ("15", 2022, 1), ("48", 2022, 1), ("02", 2023, 1)), ()
)


@pytest.mark.parametrize(
    ("period", "areas", "year"),
    [
        ((2021, 2021), 2, 2021),
        # Too few have the list of the beginning; the next one has enough.
        ((2021, 2025), 4, 2022),
        # None has enough: the one that most have, and of those alike the first.
        ((2021, 2025), 40, 2022),
        ((2023, 2023), 40, 2023),
        # The list made at the end of the period is the last that may serve.
        ((2020, 2020), 2, 2021),
        ((2019, 2019), 2, None),
    ],
)
def test_one_list_serves_a_whole_period(period: tuple[int, int], areas: int, year: int | None) -> None:
    assert list_year(LISTS, period, areas) == year


def test_reviews_stand_for_a_list_in_the_order_of_their_distance_before_it() -> None:
    assert review_years([2021, 2022, 2023, 2024], 2023) == [2022, 2021, 2023, 2024]
    assert review_years([2021, 2022], None) == [2022, 2021]
    assert review_years([], 2023) == []
