"""Every target with its status: goals and points out of the rows of the store, and the rule on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.store.frames import FLAG, REAL, TEXT, WHOLE_OR_NULL, frame
from data_access.targets.reported_spans import exact, in_unit, is_missing, meant_by
from data_access.targets.status_rule import Goal, Point, Span, Standing, standing
from data_access.targets.sums_over_period import Summed, counts_up, reached, sums, years_text

STANDING_COLUMNS = {
    "standing": TEXT,
    "reason": TEXT,
    "since": WHOLE_OR_NULL,
    "until": WHOLE_OR_NULL,
    "pace_min": REAL,
    "pace_max": REAL,
    "needed_min": REAL,
    "needed_max": REAL,
    "overdue": FLAG,
    "reached_min": REAL,
    "reached_max": REAL,
    "reached_years": TEXT,
    "missing_years": TEXT,
}
OF_TARGETS = (
    *("id", "tracked_indicator_code", "tracked_measure_code", "kind", "change_per", "change_basis"),
    *("direction", "value", "value_min", "value_max", "decimals", "unit", "baseline", "qualifier"),
    *("period_from", "period_to", "standard_code"),
)
OF_RESULTS = (
    *("target_id", "year", "period_from", "each_year", "adds_up", "value", "value_min", "value_max"),
    *("decimals", "qualifier", "standard_code", "source_kind", "preference"),
)
NOTHING = Span(None, None)
STRICT = ("more_than", "less_than")


def with_standings(targets: pd.DataFrame, results: pd.DataFrame, *, this_year: int) -> pd.DataFrame:
    """``targets`` (as the query gives them) with ``STANDING_COLUMNS``, in the same order.

    ``results`` is what ``tracked_results`` answers. ``standing`` and ``reason`` are slugs of
    ``data_access.targets.status_rule``; paces are in the target's unit a year in the wanted direction, NaN
    where they cannot be said or have no bound. Of counts that add up over the period ``reached_min`` and
    ``reached_max`` are their sum in the target's unit (NaN without a bound), ``reached_years`` the years it
    is of and ``missing_years`` those that nobody reports; null for every other target.
    """
    rows_of: dict[Any, list[Any]] = defaultdict(list)
    for row in _rows(results, OF_RESULTS):
        rows_of[row.target_id].append(row)
    found = (
        _columns(target, rows_of.get(target.id, ()), this_year=this_year)
        for target in _rows(targets, OF_TARGETS)
    )
    return pd.concat([targets, frame(found, STANDING_COLUMNS)], axis="columns")


def _rows(table: pd.DataFrame, columns: Sequence[str]) -> Iterable[Any]:
    """Yield rows as named tuples of plain objects; columns of texts are slow to walk through as they are."""
    return table[list(columns)].astype(object).itertuples(index=False)


def standing_of(target: Any, results: Sequence[Any], *, this_year: int) -> Standing:
    """The status of one target by its results, both rows of the two queries as named tuples."""
    if not isinstance(target.tracked_indicator_code, str) and not isinstance(
        target.tracked_measure_code, str
    ):
        return Standing("unsaid", "not_tracked", overdue=this_year > target.period_to)
    return standing(goal_of(target, results), points_of(target, results), this_year=this_year)


def goal_of(target: Any, results: Sequence[Any] = ()) -> Goal:
    """What a row of ``targets`` asks for; by its results it is known whether they are to be added up."""
    adds_up = counts_up(target, results)
    least, most = (target.value_min, target.value_max) if is_missing(target.value) else (target.value,) * 2
    return Goal(
        kind=target.kind,
        span=Span(exact(least, target.decimals), exact(most, target.decimals)),
        direction=target.direction,
        period_from=target.period_from,
        period_to=target.period_to,
        change_per=_text(target.change_per),
        change_basis=_text(target.change_basis),
        strict=target.qualifier in STRICT,
        adds_up=adds_up,
        standard=_text(target.standard_code),
    )


def points_of(target: Any, results: Sequence[Any]) -> list[Point]:
    """The results of a target as points in the target's unit; yearly counts towards a level add up."""
    if counts_up(target, results):
        return [Point(one.year, one.span) for one in sums(target, results)]
    points = [
        Point(row.year, in_unit(target, meant_by(row)), _measured_by(row), row.preference) for row in results
    ]
    return [*_named_start(target, points), *points]


def _named_start(target: Any, points: Sequence[Point]) -> list[Point]:
    """What the target itself names as the start of a relative change, measured as its results are."""
    if target.change_basis != "relative" or is_missing(target.baseline):
        return []
    start = Decimal(str(target.baseline))
    measured = dict.fromkeys(point.measured_by for point in points)
    return [Point(target.period_from - 1, Span(start, start), how, preference=0) for how in measured]


def _measured_by(row: Any) -> tuple[str | None, str]:
    return _text(row.standard_code), row.source_kind


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _columns(target: Any, results: Sequence[Any], *, this_year: int) -> tuple[Any, ...]:
    found = standing_of(target, results, this_year=this_year)
    spans = (found.pace or NOTHING, found.needed or NOTHING)
    paces = [_float(end) for span in spans for end in span]
    summed = _summed(target, reached(target, results))
    return found.status, found.reason, found.since, found.until, *paces, found.overdue, *summed


def _summed(target: Any, summed: Summed | None) -> tuple[Any, ...]:
    """Return both ends of a sum, the years it is of, and those that are missing in it."""
    if summed is None:
        return None, None, None, None
    years = [year for year in range(target.period_from, summed.year + 1) if year not in summed.missing]
    missing = years_text(summed.missing) if summed.missing else None
    return *map(_float, summed.span), years_text(years), missing


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
