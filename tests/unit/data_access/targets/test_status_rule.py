"""Where a target stands, case by case; the rule is written in docs/decisions/0021."""

from decimal import Decimal

import pytest

from data_access.reports.number_spans import meant
from data_access.targets.status_rule import Goal, Point, Span, Standing, standing

NEW, OLD = ("review-md-2022", "administrative"), ("review-md-2016", "administrative")
SURVEY = ("review-md-2022", "survey")


def exactly(number: str) -> Span:
    return Span(Decimal(number), Decimal(number))


def between(least: str, most: str) -> Span:
    return Span(Decimal(least), Decimal(most))


def series(*values: tuple[int, str], measured_by: object = NEW) -> list[Point]:
    return [Point(year, exactly(value), measured_by) for year, value in values]


YEARLY_FALL = Goal("change", between("1", "1.5"), "lower", 2021, 2025, change_per="year")
RATE = Goal("level", exactly("5"), "lower", 2021, 2025)
NONE_LEFT = Goal("level", exactly("0"), "lower", 2022, 2025)


def test_a_pace_within_the_range_is_on_track_and_tells_what_the_years_left_need() -> None:
    found = standing(
        YEARLY_FALL, series((2021, "5.2"), (2022, "4.03"), (2023, "2.93"), (2024, "1.93")), this_year=2025
    )
    assert (found.status, found.since, found.until) == ("on_track", 2021, 2024)
    assert found.pace == exactly("1.09")
    assert found.needed == exactly("0.73")
    assert not found.overdue


@pytest.mark.parametrize(("last", "reason"), [("1.93", "pace_enough"), ("3.93", "pace_short")])
def test_of_a_period_that_is_over_without_its_last_result_nothing_is_said_but_the_pace(
    last: str, reason: str
) -> None:
    found = standing(YEARLY_FALL, series((2021, "5.2"), (2024, last)), this_year=2026)
    assert (found.status, found.reason, found.until, found.overdue) == ("unsaid", reason, 2024, True)
    assert found.pace is not None


def test_no_pace_is_measured_across_a_change_of_standard() -> None:
    points = [*series((2021, "2.23"), measured_by=OLD), *series((2022, "4.03"))]
    found = standing(YEARLY_FALL, points, this_year=2023)
    assert (found.status, found.reason, found.pace) == ("unsaid", "one_figure", None)


def test_a_second_report_by_the_newer_standard_gives_the_start() -> None:
    points = [
        *series((2021, "2.23"), measured_by=OLD),
        Point(2021, exactly("5.2"), NEW, preference=2),
        *series((2022, "4.03")),
    ]
    found = standing(YEARLY_FALL, points, this_year=2023)
    assert (found.status, found.pace) == ("on_track", exactly("1.17"))


def test_review_and_survey_are_never_one_pace() -> None:
    points = [*series((2022, "4.03"), measured_by=SURVEY), *series((2023, "2.93"))]
    assert standing(YEARLY_FALL, points, this_year=2024).reason == "one_figure"


def test_a_target_tied_to_a_standard_looks_at_no_other() -> None:
    goal = Goal("level", exactly("5"), "lower", 2021, 2025, standard="review-md-2022")
    found = standing(goal, series((2021, "2.23"), measured_by=OLD), this_year=2022)
    assert (found.status, found.reason) == ("unsaid", "other_standard")


@pytest.mark.parametrize(
    ("last", "status"),
    [("1.49", "missed"), ("1.2", "met"), ("1.0", "met"), ("0.2", "met")],
)
def test_with_the_last_year_it_is_met_or_missed_and_faster_than_the_range_is_met(
    last: str, status: str
) -> None:
    found = standing(YEARLY_FALL, series((2021, "5.2"), (2025, last)), this_year=2026)
    assert found.status == status
    assert found.overdue is (status != "met")


def test_a_level_reached_is_met_before_the_end() -> None:
    found = standing(RATE, series((2023, "4.9")), this_year=2024)
    assert (found.status, found.until, found.overdue) == ("met", 2023, False)


@pytest.mark.parametrize(("second", "status"), [("8.75", "on_track"), ("8.76", "late"), ("11", "late")])
def test_a_level_is_on_track_on_or_ahead_of_the_straight_way(second: str, status: str) -> None:
    found = standing(RATE, series((2021, "10"), (2022, second)), this_year=2023)
    assert found.status == status


def test_one_figure_that_does_not_reach_the_level_has_no_pace() -> None:
    found = standing(RATE, series((2022, "8")), this_year=2023)
    assert (found.status, found.reason) == ("unsaid", "one_figure")


def test_zero_is_reached_by_zero_and_nothing_reported_is_no_zero() -> None:
    assert standing(NONE_LEFT, series((2025, "0")), this_year=2026).status == "met"
    assert standing(NONE_LEFT, series((2025, "3")), this_year=2026).status == "missed"
    assert standing(NONE_LEFT, [], this_year=2026) == Standing("unsaid", "no_figure", overdue=True)


def test_more_than_in_a_target_is_not_reached_by_the_number_itself() -> None:
    goal = Goal("change", exactly("3"), "lower", 2021, 2025, change_per="year", strict=True)
    assert standing(goal, series((2021, "20"), (2025, "8")), this_year=2026).status == "missed"
    assert standing(goal, series((2021, "20"), (2025, "7.9")), this_year=2026).status == "met"


def test_a_change_over_the_period_needs_the_year_before_it() -> None:
    halved = Goal("change", exactly("50"), "lower", 2021, 2025, change_per="period", change_basis="relative")
    without = standing(halved, series((2022, "1972767"), (2024, "1258997")), this_year=2025)
    assert (without.status, without.reason) == ("unsaid", "no_start")
    with_start = standing(halved, series((2020, "2400000"), (2025, "1200000")), this_year=2026)
    assert with_start.status == "met"
    assert standing(halved, series((2020, "2400000"), (2025, "1200001")), this_year=2026).status == "missed"


@pytest.mark.parametrize(
    ("qualifier", "target", "status"),
    [
        ("more_than", "20", "met"),
        ("more_than", "25", "unsaid"),
        ("about", "14", "met"),
        ("about", "20", "unsaid"),
        ("about", "26", "missed"),
        ("nearly", "20", "unsaid"),
        ("less_than", "21", "missed"),
    ],
)
def test_a_rough_figure_decides_only_what_it_does_not_leave_open(
    qualifier: str, target: str, status: str
) -> None:
    goal = Goal("level", exactly(target), "higher", 2021, 2025)
    point = Point(2025, meant(Decimal(20), qualifier=qualifier))
    assert standing(goal, [point], this_year=2026).status == status


@pytest.mark.parametrize(
    ("value", "qualifier", "span"),
    [
        ("20", "about", between("15", "25")),
        ("4400", "nearly", between("4300", "4400")),
        ("1.5", "about", between("1.45", "1.55")),
        ("0", "about", between("-0.5", "0.5")),
        ("421", "more_than", Span(Decimal(421), None)),
    ],
)
def test_a_printed_number_stands_for_all_it_may_mean(value: str, qualifier: str, span: Span) -> None:
    assert meant(Decimal(value), qualifier=qualifier) == span


def test_a_range_of_a_source_stays_a_range() -> None:
    assert meant(None, Decimal(400), Decimal(500)) == between("400", "500")
