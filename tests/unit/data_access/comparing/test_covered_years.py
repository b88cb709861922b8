"""A map opens with the newest year that at least half of the areas have a figure of."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_access.comparing.covered_years import known_in_both, newest_covered

AREAS = {"v2008": 6, "v2025": 4}


def figures(*years: tuple[str, int, int]) -> pd.DataFrame:
    """Return figures: vintage, year and how many areas have one, and a gap of one more area."""
    rows = [
        {"vintage": vintage, "year": year, "state": "reported", "value": 1.0}
        for vintage, year, count in years
        for _ in range(count)
    ]
    gaps = [{"vintage": vintage, "year": year, "state": "missing"} for vintage, year, _ in years]
    columns = ["vintage", "year", "state", "value", "value_min", "value_max"]
    return pd.DataFrame([*rows, *gaps], columns=columns)


def test_the_newest_year_with_half_of_the_areas_goes_before_newer_ones_with_fewer() -> None:
    assert newest_covered(figures(("v2008", 2022, 6), ("v2008", 2023, 3), ("v2008", 2024, 2)), AREAS) == 2023
    assert newest_covered(figures(("v2008", 2024, 3), ("v2025", 2025, 2)), AREAS) == 2025


def test_where_no_year_has_half_the_one_with_most_is_taken_and_of_equals_the_newest() -> None:
    assert newest_covered(figures(("v2008", 2019, 2), ("v2008", 2023, 1)), AREAS) == 2019
    assert newest_covered(figures(("v2008", 2019, 2), ("v2008", 2023, 2)), AREAS) == 2023


def test_gaps_and_vintages_that_are_not_drawn_do_not_count() -> None:
    assert newest_covered(figures(("v2004", 2006, 60), ("v2008", 2005, 1)), AREAS) == 2005
    assert newest_covered(figures(("v2008", 2005, 0)), AREAS) is None


@given(st.dictionaries(st.integers(2006, 2025), st.integers(1, 6), min_size=1))
def test_no_newer_year_has_half_and_none_has_more_where_none_has_half(counts: dict[int, int]) -> None:
    found = newest_covered(figures(*[("v2008", year, count) for year, count in counts.items()]), AREAS)
    assert found is not None
    if any(2 * count >= 6 for count in counts.values()):
        assert 2 * counts[found] >= 6
        assert all(2 * count < 6 for year, count in counts.items() if year > found)
    else:
        assert counts[found] == max(counts.values())


def test_of_two_indicators_an_area_needs_both() -> None:
    first = figures(("v2008", 2023, 6), ("v2008", 2024, 6))
    second = figures(("v2008", 2023, 6), ("v2008", 2024, 2))
    numbered = [rows.assign(area_code=rows.groupby("year").cumcount()) for rows in (first, second)]
    assert newest_covered(known_in_both(*numbered), AREAS) == 2023
