"""The picture of a target: its way as a band or a line, and results that are no single number as bars."""

from typing import Any

import pytest

from data_access.queries.targets import TARGET_COLUMNS
from data_access.queries.tracked_results import RESULT_COLUMNS
from data_access.store.frames import frame
from ui.charts.target_chart import target_chart, target_points, way
from vocabulary.words import Words

TARGET: dict[str, Any] = {
    "id": 1,
    "tracked_indicator_code": "rate",
    "kind": "change",
    "change_per": "year",
    "change_basis": "absolute",
    "direction": "lower",
    "value_min": 1.0,
    "value_max": 2.0,
    "decimals": 1,
    "unit": "percentage_points_per_year",
    "qualifier": "exact",
    "period_from": 2021,
    "period_to": 2025,
}
RESULT: dict[str, Any] = {
    "target_id": 1,
    "decimals": 1,
    "qualifier": "exact",
    "status": "final",
    "source_kind": "administrative",
    "preference": 1,
}
VIETNAMESE = Words("vi")


def target(**changes: Any) -> Any:
    row = TARGET | changes
    return next(frame([[row.get(name) for name in TARGET_COLUMNS]], TARGET_COLUMNS).itertuples(index=False))


def results(*rows: dict[str, Any]) -> Any:
    full = [RESULT | row for row in rows]
    return frame([[row.get(name) for name in RESULT_COLUMNS] for row in full], RESULT_COLUMNS)


def test_the_way_of_a_range_opens_from_the_first_figure_and_stops_at_nothing() -> None:
    found = way(target(), results({"year": 2021, "value": 6.0}))
    assert found.to_numpy().tolist() == [
        [2021, 6.0, 6.0],
        [2022, 5.0, 4.5],
        [2023, 4.0, 3.0],
        [2024, 3.0, 1.5],
        [2025, 2.0, 0.0],
    ]


@pytest.mark.parametrize(
    ("changes", "low", "high"),
    [
        ({"change_per": "period"}, 5.0, 4.0),
        (
            {"change_per": "period", "change_basis": "relative", "value_min": 50.0, "value_max": 50.0},
            3.0,
            3.0,
        ),
        ({"kind": "level", "change_per": None, "change_basis": None}, 1.0, 2.0),
    ],
)
def test_the_way_ends_where_the_target_lies(changes: dict[str, Any], low: float, high: float) -> None:
    found = way(target(**changes), results({"year": 2020, "value": 6.0}))
    assert found.iloc[0].tolist() == [2020, 6.0, 6.0]
    assert found.iloc[-1].tolist() == [2025, low, high]


def test_without_a_figure_only_a_level_has_a_place() -> None:
    assert way(target(), results()).empty
    level = way(target(kind="level", change_per=None, change_basis=None), results())
    assert level.to_numpy().tolist() == [[2020, 1.0, 2.0], [2025, 1.0, 2.0]]


def test_points_keep_ranges_bounds_and_what_is_not_compared() -> None:
    found = target_points(
        target(),
        results(
            {"year": 2021, "value": 6.0, "standard_code": "old"},
            {"year": 2022, "value_min": 4.0, "value_max": 5.0, "standard_code": "new"},
            {"year": 2023, "value": 4.0, "qualifier": "more_than", "standard_code": "new"},
        ),
        VIETNAMESE,
    )
    assert found["compared"].tolist() == [False, True, True]
    assert found["text"].tolist() == ["6", "4–5", "hơn 4"]
    assert found["value"].isna().tolist() == [False, True, True]
    assert found["at"].tolist() == [6.0, 5.0, 4.0]
    assert found["end"].tolist() == ["both", "both", "least"]


@pytest.mark.parametrize(("value", "marks"), [(1.5, ["line"]), (None, ["area", "line", "line"])])
def test_a_range_is_a_band_and_a_number_a_line(value: float | None, marks: list[str]) -> None:
    row = target(value=value)
    rows = results({"year": 2021, "value": 6.0})
    chart = target_chart(target_points(row, rows, VIETNAMESE), way(row, rows), unit="%", words=VIETNAMESE)
    kinds = [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]
    assert kinds == [*marks, "line", "point", *["text"] * 4]
