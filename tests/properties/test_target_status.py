"""What holds for the standing of every target, whatever is to be reached and was reported."""

from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_access.comparing.comparability import segments
from data_access.targets.status_rule import (
    LATE,
    MET,
    MISSED,
    ON_TRACK,
    UNSAID,
    Goal,
    Point,
    Span,
    comparable_run,
    standing,
)

NUMBERS = st.decimals(min_value=0, max_value=100, places=2)
YEARS = range(2020, 2026)
BETTER = {MISSED: 0, LATE: 0, ON_TRACK: 1, MET: 2}
STANDARDS = ("review-md-2016", "review-md-2022")
KINDS = ("administrative", "survey")


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    least, most = sorted((draw(NUMBERS), draw(NUMBERS)))
    kind = draw(st.sampled_from(("level", "change")))
    return Goal(
        kind,
        Span(least, most),
        draw(st.sampled_from(("lower", "higher"))),
        2021,
        2025,
        change_per=draw(st.sampled_from(("year", "period"))) if kind == "change" else None,
        change_basis=draw(st.sampled_from(("absolute", "relative"))) if kind == "change" else None,
        strict=draw(st.booleans()),
    )


def results(*, kinds: bool = False) -> st.SearchStrategy[list[Point]]:
    measured = st.tuples(st.sampled_from(STANDARDS), st.sampled_from(KINDS)) if kinds else st.none()
    one = st.tuples(NUMBERS, measured)
    by_year = st.dictionaries(st.sampled_from(list(YEARS)), one, min_size=1)
    return by_year.map(
        lambda found: [Point(year, Span(value, value), how) for year, (value, how) in found.items()]
    )


@given(goals(), results(), st.decimals(min_value=0, max_value=50, places=2))
def test_a_better_newest_figure_never_worsens_the_standing(
    goal: Goal, points: list[Point], more: Decimal
) -> None:
    newest = max(points, key=lambda point: point.year)
    shift = more if goal.direction == "higher" else -more
    better = [
        point if point is not newest else point._replace(span=Span(*(end + shift for end in exact(point))))
        for point in points
    ]
    before, after = standing(goal, points, this_year=2024), standing(goal, better, this_year=2024)
    if UNSAID not in (before.status, after.status):
        assert BETTER[after.status] >= BETTER[before.status]


def exact(point: Point) -> tuple[Decimal, Decimal]:
    assert point.span.least is not None
    assert point.span.most is not None
    return point.span.least, point.span.most


@given(goals(), results(), st.decimals(min_value=0, max_value=5, places=2))
def test_rougher_figures_never_turn_one_verdict_into_another(
    goal: Goal, points: list[Point], slack: Decimal
) -> None:
    rough = [point._replace(span=Span(exact(point)[0] - slack, exact(point)[1] + slack)) for point in points]
    before, after = standing(goal, points, this_year=2026), standing(goal, rough, this_year=2026)
    if before.status == MET:
        assert after.status in (MET, ON_TRACK, UNSAID)
    elif after.status != UNSAID:
        assert after.status == before.status


@given(goals(), results())
def test_who_keeps_the_pace_has_no_more_to_do_each_year_than_was_done(
    goal: Goal, points: list[Point]
) -> None:
    found = standing(goal, points, this_year=2023)
    if found.status not in (ON_TRACK, LATE) or found.pace is None or found.needed is None:
        return
    pace, needed = found.pace.least, found.needed.most
    assert pace is not None
    assert needed is not None
    slack = Decimal("1e-20")
    assert pace >= needed - slack if found.status == ON_TRACK else pace <= needed + slack


@given(results(kinds=True))
def test_the_run_is_the_last_line_that_the_charts_would_draw(points: list[Point]) -> None:
    goal = Goal("level", Span(Decimal(1), Decimal(1)), "lower", 2021, 2025)
    frame = pd.DataFrame(
        {
            "year": [point.year for point in points],
            "value": 1.0,
            "value_min": None,
            "value_max": None,
            "vintage": "v2008",
            "area_code": "01",
            "standard_code": [point.measured_by[0] for point in points],  # type: ignore[index]
            "source_kind": [point.measured_by[1] for point in points],  # type: ignore[index]
        }
    )
    lines = segments(frame)
    last = lines.loc[lines["segment"] == lines["segment"].iloc[-1], "year"]
    assert [point.year for point in comparable_run(goal, points)] == last.tolist()


@given(goals(), results(kinds=True), st.integers(2020, 2030))
def test_the_order_of_the_results_does_not_matter_and_only_time_makes_overdue(
    goal: Goal, points: list[Point], year: int
) -> None:
    found = standing(goal, points, this_year=year)
    assert standing(goal, points[::-1], this_year=year) == found
    assert found.overdue is (year > 2025 and found.status != MET)
    assert not (found.overdue and found.status in (ON_TRACK, LATE))
