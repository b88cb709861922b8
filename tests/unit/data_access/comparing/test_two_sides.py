"""Before and after the merger stand beside each other only where both sides are measured alike."""

import pandas as pd

from data_access.comparing.two_sides import well_known, years_alike

MEASURE = {"standard_code": "new", "source_kind": "survey", "status": "final", "state": "reported"}
NUMBERS = {"value_min": float("nan"), "value_max": float("nan")}


def of_year(year: int, areas: int = 4, **differs: str) -> pd.DataFrame:
    rows = {"area_code": [str(number) for number in range(areas)], "value": 1.0, "year": year}
    return pd.DataFrame(rows | NUMBERS | MEASURE | differs)


def frame(*years: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(years, ignore_index=True)


def test_years_known_on_one_side_alone_are_not_compared() -> None:
    before, after = frame(of_year(2022), of_year(2023)), frame(of_year(2023), of_year(2024))
    assert years_alike(before, after) == (2023,)


def test_a_year_measured_by_another_standard_source_or_status_is_not_compared() -> None:
    before = frame(*(of_year(year) for year in range(2021, 2025)))
    after = frame(
        of_year(2021, standard_code="old"),
        of_year(2022, source_kind="administrative"),
        of_year(2023, status="preliminary"),
        of_year(2024, status="reported"),
    )
    assert years_alike(before, after) == (2024,)


def test_a_side_that_mixes_two_measures_is_like_no_other() -> None:
    mixed = frame(of_year(2024), of_year(2024, areas=1, standard_code="old"))
    assert years_alike(mixed, of_year(2024)) == ()


def test_a_year_counts_where_half_of_the_areas_have_a_reported_figure() -> None:
    figures = frame(of_year(2022, areas=3), of_year(2023, areas=5), of_year(2024, state="not_computable"))
    assert set(well_known(figures, 6)["year"]) == {2022, 2023}
    assert set(well_known(figures, 7)["year"]) == {2023}
