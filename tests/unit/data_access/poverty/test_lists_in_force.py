"""Which list of poor and near-poor households the money of a period is for."""

import pandas as pd
import pytest

from data_access.poverty.lists_in_force import (
    added,
    list_year,
    lists_by_year,
    of_list_standard,
    review_years,
    standard_of_year,
    years_of_lists,
    years_of_rates,
)


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


def test_rate_beside_a_list_is_of_the_review_that_made_it_or_of_its_own_year() -> None:
    assert years_of_rates([2022]) == [2021, 2022]
    assert years_of_rates([2022, 2023]) == [2021, 2022, 2023]
    assert years_of_rates([]) == []


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
    assert list_year(LISTS, range(period[0], period[1] + 2), areas) == year


STANDARDS = pd.DataFrame(
    [
        ("income", "administrative", "income", 2010, 2015),
        ("first", "administrative", "multidimensional", 2016, 2021),
        ("second", "administrative", "multidimensional", 2022, None),
        ("city", "administrative", "local", 2016, 2020),
        ("survey", "survey", "multidimensional", 2016, 2021),
    ],
    columns=["code", "series", "kind", "first_year", "last_year"],
).astype({"first_year": "Int64", "last_year": "Int64"})


def test_a_list_is_by_the_national_standard_in_force_in_its_year() -> None:
    found = [standard_of_year(STANDARDS, year) for year in (2009, 2015, 2016, 2021, 2022, 2030)]
    assert found == [None, "income", "first", "first", "second", "second"]
    reviewed = counts(("02", 2021, 90), ("15", 2021, 40), ("01", 2021, 7), ("48", 2020, 5))
    reviewed = reviewed.assign(standard_code=["first", "second", "city", "first"])
    # The review of 2021 makes the list of 2022, that of 2020 the one of 2021.
    assert of_list_standard(reviewed, STANDARDS, 1)["area_code"].tolist() == ["15", "48"]
    assert of_list_standard(reviewed, STANDARDS)["area_code"].tolist() == ["02", "48"]


@pytest.mark.parametrize(
    ("period", "years"),
    [
        # The standard of 2022 covers four of the five years, and its lists begin in 2022.
        ((2021, 2025), [2022, 2023, 2024, 2025, 2026]),
        ((2022, 2025), [2022, 2023, 2024, 2025, 2026]),
        ((2021, 2022), [2021]),
        ((2021, 2021), [2021]),
        ((2016, 2020), [2016, 2017, 2018, 2019, 2020, 2021]),
        ((2023, 2023), [2023, 2024]),
        ((2000, 2001), [2000, 2001, 2002]),
    ],
)
def test_lists_that_may_stand_for_a_period_are_of_one_standard(
    period: tuple[int, int], years: list[int]
) -> None:
    assert years_of_lists(period, STANDARDS) == years


def test_reviews_stand_for_a_list_in_the_order_of_their_distance_before_it() -> None:
    assert review_years([2021, 2022, 2023, 2024], 2023) == [2022, 2021, 2023, 2024]
    assert review_years([2021, 2022], None) == [2022, 2021]
    assert review_years([], 2023) == []
