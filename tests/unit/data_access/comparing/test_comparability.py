from typing import Any

import pandas as pd
import pytest

from data_access.comparing.comparability import PAIR_COLUMNS, comparability, segments

POINT = {
    "vintage": "v2008",
    "area_code": "VN",
    "value": 1.0,
    "value_min": None,
    "value_max": None,
    "standard_code": "md-2022",
    "source_kind": "administrative",
}


def series(*points: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([POINT | point for point in points])


def classes(found: pd.DataFrame) -> list[tuple[int, int, str, str]]:
    return [tuple(row) for row in found.itertuples(index=False)]


NATION = series(
    {"year": 2020, "value": 2.75, "standard_code": "md-2016"},
    {"year": 2021, "value": 2.23, "standard_code": "md-2016"},
    {"year": 2022, "value": 4.03},
    {"year": 2023, "value": 2.93},
)


def test_from_2021_to_2022_the_standard_changed_and_not_poverty() -> None:
    assert classes(comparability(NATION)) == [
        (2020, 2021, "A", "same"),
        (2021, 2022, "D", "standard_changed"),
        (2022, 2023, "A", "same"),
    ]


def test_the_line_breaks_where_the_standard_changes() -> None:
    assert segments(NATION)["segment"].tolist() == [0, 0, 1, 1]


def test_a_survey_and_a_review_are_never_one_line() -> None:
    both = series({"year": 2022}, {"year": 2023, "source_kind": "survey"})
    assert classes(comparability(both)) == [(2022, 2023, "E", "source_kind_changed")]


def test_what_forbids_most_is_named() -> None:
    both = series({"year": 2022}, {"year": 2023, "source_kind": "survey", "standard_code": "gso-income"})
    assert classes(comparability(both)) == [(2022, 2023, "E", "source_kind_changed")]


def test_the_same_code_on_another_map_is_another_area() -> None:
    merged = series({"year": 2024, "area_code": "15"}, {"year": 2025, "area_code": "15", "vintage": "v2025"})
    assert classes(comparability(merged)) == [(2024, 2025, "D", "boundary_changed")]


def test_an_area_that_kept_its_boundary_keeps_its_line() -> None:
    unchanged = series(
        {"year": 2024, "area_code": "38", "boundary": "38"},
        {"year": 2025, "area_code": "38", "boundary": "38", "vintage": "v2025"},
    )
    assert classes(comparability(unchanged)) == [(2024, 2025, "A", "same")]


@pytest.mark.parametrize(
    ("restated", "expected", "line"),
    [
        ("exact", ("B", "restated_exactly"), [0, 0]),
        ("estimated", ("C", "restated_by_weights"), [0, 1]),
        (None, ("D", "boundary_changed"), [0, 1]),
    ],
)
def test_only_what_is_restated_exactly_is_joined(
    restated: str | None, expected: tuple[str, str], line: list[int]
) -> None:
    carried = series(
        {"year": 2024, "restated": restated}, {"year": 2025, "vintage": "v2025", "restated": None}
    )
    assert classes(comparability(carried)) == [(2024, 2025, *expected)]
    assert segments(carried)["segment"].tolist() == line


def test_an_area_that_turned_from_rural_to_urban_is_not_compared() -> None:
    turned = series({"year": 2024, "urban_rural": "rural"}, {"year": 2025, "urban_rural": "urban"})
    assert classes(comparability(turned)) == [(2024, 2025, "D", "area_class_changed")]


def test_two_figures_without_a_standard_are_measured_alike() -> None:
    context = series({"year": 2022, "standard_code": None}, {"year": 2023, "standard_code": float("nan")})
    assert classes(comparability(context)) == [(2022, 2023, "A", "same")]


def test_a_figure_without_a_value_is_no_point_but_a_range_is() -> None:
    gappy = series(
        {"year": 2021},
        {"year": 2022, "value": None},
        {"year": 2023, "value": None, "value_min": 1.0, "value_max": 2.0},
    )
    assert classes(comparability(gappy)) == [(2021, 2023, "A", "same")]
    assert segments(gappy)["segment"].fillna(-1).tolist() == [0, -1, 0]


def test_years_come_in_order_whatever_the_order_given() -> None:
    shuffled = NATION.iloc[[2, 0, 3, 1]]
    assert classes(comparability(shuffled)) == classes(comparability(NATION))
    assert segments(shuffled)["year"].tolist() == [2020, 2021, 2022, 2023]


@pytest.mark.parametrize("length", [0, 1])
def test_fewer_than_two_points_make_no_pair(length: int) -> None:
    short = NATION.iloc[:length]
    assert {name: str(kind) for name, kind in comparability(short).dtypes.items()} == PAIR_COLUMNS
    assert comparability(short).empty
    assert segments(short)["segment"].tolist() == [0] * length


def test_two_areas_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="one area"):
        comparability(series({"year": 2022, "area_code": "01"}, {"year": 2022, "area_code": "02"}))
