"""Goals and points out of rows: shares of lists, counts that add up, starts that a target names itself."""

from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.queries.targets import TARGET_COLUMNS
from data_access.queries.tracked_results import RESULT_COLUMNS
from data_access.store.frames import frame
from data_access.targets.status_rule import Point, Span
from data_access.targets.sums_over_period import years_text
from data_access.targets.targets_with_status import points_of, with_standings

TARGET: dict[str, Any] = {
    "id": 1,
    "tracked_measure_code": "houses",
    "kind": "level",
    "direction": "higher",
    "value": 100.0,
    "decimals": 0,
    "unit": "houses",
    "qualifier": "exact",
    "period_from": 2021,
    "period_to": 2025,
}
RESULT: dict[str, Any] = {
    "target_id": 1,
    "decimals": 0,
    "qualifier": "exact",
    "status": "final",
    "source_kind": "administrative",
    "adds_up": True,
    "preference": 1,
}


def targets(**changes: Any) -> pd.DataFrame:
    row = TARGET | changes
    return frame([[row.get(name) for name in TARGET_COLUMNS]], TARGET_COLUMNS)


def results(*rows: dict[str, Any]) -> pd.DataFrame:
    full = [RESULT | {"period_from": row["year"], "each_year": False} | row for row in rows]
    return frame([[row.get(name) for name in RESULT_COLUMNS] for row in full], RESULT_COLUMNS)


def points(target: pd.DataFrame, found: pd.DataFrame) -> dict[int, Span]:
    listed: list[Point] = points_of(next(target.itertuples()), list(found.itertuples()))
    return {point.year: point.span for point in listed}


def exactly(number: int) -> Span:
    return Span(Decimal(number), Decimal(number))


def test_yearly_counts_add_up_and_after_a_gap_they_are_a_lower_bound() -> None:
    found = results(
        {"year": 2021, "value": 30.0}, {"year": 2022, "value": 20.0}, {"year": 2024, "value": 60.0}
    )
    assert points(targets(), found) == {
        2020: exactly(0),
        2021: exactly(30),
        2022: exactly(50),
        2024: Span(Decimal(110), None),
    }
    assert with_standings(targets(), found, this_year=2025)["standing"].tolist() == ["met"]


def test_a_count_from_the_beginning_needs_no_adding_and_one_of_each_year_is_multiplied() -> None:
    found = results(
        {"year": 2022, "period_from": 2021, "value": 10.0, "each_year": True},
        {"year": 2023, "period_from": 2021, "value": 55.0},
    )
    assert points(targets(), found) == {2020: exactly(0), 2022: exactly(20), 2023: exactly(55)}


def test_counts_reach_their_level_and_zero_does_not() -> None:
    reached = with_standings(targets(), results({"year": 2021, "value": 100.0}), this_year=2022)
    nothing = with_standings(targets(), results({"year": 2021, "value": 0.0}), this_year=2022)
    assert reached["standing"].tolist() == ["met"]
    assert nothing[["standing", "pace_min", "needed_min"]].to_numpy().tolist() == [["late", 0.0, 25.0]]


def test_a_share_of_a_list_is_the_count_by_its_length() -> None:
    target = targets(unit="percent", value=30.0, baseline=54.0)
    found = results({"year": 2025, "period_from": 2021, "value": 19.0})
    assert round(points(target, found)[2025].least or 0, 2) == Decimal("35.19")
    assert with_standings(target, found, this_year=2026)["standing"].tolist() == ["met"]


def test_a_target_for_years_is_told_by_the_sum_and_not_by_its_newest_year() -> None:
    """Of 2021 nobody reports: the sum is at least what the four other years have."""
    counts = {2022: 1979.0, 2023: 1887.0, 2024: 1692.0, 2025: 991.0}
    found = results(*({"year": year, "value": value} for year, value in counts.items()))
    (row,) = with_standings(targets(value=1000.0, qualifier="more_than"), found, this_year=2026).to_dict(
        "records"
    )
    assert (row["standing"], row["reached_min"]) == ("met", 6549.0)
    assert pd.isna(row["reached_max"])
    assert (row["reached_years"], row["missing_years"]) == ("2022–2025", "2021")


def test_every_year_reported_is_a_sum_and_no_bound() -> None:
    found = results({"year": 2021, "value": 30.0}, {"year": 2022, "value": 20.0})
    (row,) = with_standings(targets(), found, this_year=2022).to_dict("records")
    assert (row["reached_min"], row["reached_max"], row["reached_years"]) == (50.0, 50.0, "2021–2022")
    assert pd.isna(row["missing_years"])


def test_what_may_not_grow_beyond_a_level_is_missed_by_its_sum_though_the_last_year_had_none() -> None:
    relapses = results(
        {"year": 2021, "value": 30.0}, *({"year": year, "value": 0.0} for year in range(2022, 2026))
    )
    (row,) = with_standings(targets(direction="lower", value=0.0), relapses, this_year=2026).to_dict(
        "records"
    )
    assert (row["standing"], row["reason"], row["reached_min"]) == ("missed", "exceeded", 30.0)


def test_a_ceiling_is_kept_only_once_every_year_of_the_period_is_reported() -> None:
    ceiling = targets(direction="lower", value=10.0)
    years = [{"year": year, "value": 2.0} for year in range(2021, 2026)]
    early, late = results(*years[:2]), results(*years)
    with_a_gap = results(*years[:2], *years[3:])
    standings = [
        with_standings(ceiling, found, this_year=year)["standing"].item()
        for found, year in ((early, 2023), (late, 2026), (with_a_gap, 2026))
    ]
    assert standings == ["on_track", "met", "unsaid"]


def test_years_are_written_as_ranges() -> None:
    assert years_text([2021, 2023, 2024, 2025]) == "2021, 2023–2025"
    assert years_text([2021]) == "2021"


def test_a_rate_is_not_added_up() -> None:
    found = results(
        {"year": 2021, "value": 60.0, "adds_up": False}, {"year": 2022, "value": 80.0, "adds_up": False}
    )
    assert points(targets(), found) == {2021: exactly(60), 2022: exactly(80)}


def test_a_relative_change_starts_from_what_the_target_names() -> None:
    target = targets(
        kind="change",
        change_per="period",
        change_basis="relative",
        direction="lower",
        value=50.0,
        baseline=2000.0,
    )
    found = results({"year": 2025, "value": 990.0, "adds_up": False})
    (row,) = with_standings(target, found, this_year=2026).to_dict("records")
    assert (row["standing"], row["since"], row["until"]) == ("met", 2020, 2025)


def test_a_target_that_nothing_tracks_cannot_be_said() -> None:
    target = targets(tracked_measure_code=None)
    (row,) = with_standings(target, results(), this_year=2026).to_dict("records")
    assert (row["standing"], row["reason"], row["overdue"]) == ("unsaid", "not_tracked", True)


def test_no_targets_is_an_empty_frame_with_the_columns() -> None:
    found = with_standings(targets().iloc[:0], results(), this_year=2026)
    assert found.empty
    assert {"standing", "reason", "overdue", "pace_min"} <= set(found.columns)
