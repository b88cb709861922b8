"""Every target with its status: goals and points out of the rows of the store, and the rule on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.reports.number_spans import meant
from data_access.store.frames import FLAG, REAL, TEXT, WHOLE_OR_NULL, frame
from data_access.targets.status_rule import Goal, Point, Span, Standing, standing

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
    where they cannot be said or have no bound.
    """
    rows_of: dict[Any, list[Any]] = defaultdict(list)
    for row in _rows(results, OF_RESULTS):
        rows_of[row.target_id].append(row)
    found = (
        _columns(standing_of(target, rows_of.get(target.id, ()), this_year=this_year))
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
    return standing(goal_of(target), points_of(target, results), this_year=this_year)


def goal_of(target: Any) -> Goal:
    """What a row of ``targets`` asks for."""
    least, most = (target.value_min, target.value_max) if _missing(target.value) else (target.value,) * 2
    return Goal(
        kind=target.kind,
        span=Span(_exact(least, target.decimals), _exact(most, target.decimals)),
        direction=target.direction,
        period_from=target.period_from,
        period_to=target.period_to,
        change_per=_text(target.change_per),
        change_basis=_text(target.change_basis),
        strict=target.qualifier in STRICT,
        standard=_text(target.standard_code),
    )


def points_of(target: Any, results: Sequence[Any]) -> list[Point]:
    """The results of a target as points in the target's unit; yearly counts towards a level add up."""
    if _counts_up(target, results):
        return list(_added_up(target, results))
    points = [
        Point(row.year, _in_unit(target, _meant(row)), _measured_by(row), row.preference) for row in results
    ]
    return [*_named_start(target, points), *points]


def _named_start(target: Any, points: Sequence[Point]) -> list[Point]:
    """What the target itself names as the start of a relative change, measured as its results are."""
    if target.change_basis != "relative" or _missing(target.baseline):
        return []
    start = Decimal(str(target.baseline))
    measured = dict.fromkeys(point.measured_by for point in points)
    return [Point(target.period_from - 1, Span(start, start), how, preference=0) for how in measured]


def _counts_up(target: Any, results: Sequence[Any]) -> bool:
    """Whether the results are counts of a time that add up to what is to be reached in the period."""
    return (
        target.kind == "level"
        and target.direction == "higher"
        and any(_is_set(row.adds_up) for row in results)
    )


def _added_up(target: Any, results: Iterable[Any]) -> Iterable[Point]:
    """The counts of the period so far: as reported from its beginning, else year added to year.

    Nothing is known of a year that nobody reports but that it is no less than zero: from there on the
    sum is a lower bound.
    """
    zero = Decimal(0)
    covered, total = target.period_from - 1, Span(zero, zero)
    yield Point(covered, _in_unit(target, total))
    shown = [row for row in results if row.preference == 1 and row.period_from >= target.period_from]
    for row in sorted(shown, key=lambda row: (row.year, row.period_from)):
        if row.year > covered and row.period_from == target.period_from:
            total = _whole(row)
        elif row.period_from > covered:
            added = _plus(total, _whole(row))
            total = added if row.period_from == covered + 1 else Span(added.least, None)
        else:
            continue
        covered = row.year
        yield Point(covered, _in_unit(target, total))


def _whole(row: Any) -> Span:
    """What a row reports of all its years together."""
    times = row.year - row.period_from + 1 if _is_set(row.each_year) else 1
    return Span(*(None if end is None else end * times for end in _meant(row)))


def _plus(one: Span, other: Span) -> Span:
    ends = [None if a is None or b is None else a + b for a, b in zip(one, other, strict=True)]
    return Span(*ends)


def _meant(row: Any) -> Span:
    numbers = [_exact(value, row.decimals) for value in (row.value, row.value_min, row.value_max)]
    return meant(*numbers, qualifier=row.qualifier)


def _in_unit(target: Any, span: Span) -> Span:
    """A count as a share of the list that the target refers to, where it is a share."""
    if target.kind != "level" or target.unit != "percent" or _missing(target.baseline):
        return span
    whole = Decimal(str(target.baseline))
    return Span(*(None if end is None else end * 100 / whole for end in span))


def _measured_by(row: Any) -> tuple[str | None, str]:
    return _text(row.standard_code), row.source_kind


def _exact(value: float, decimals: Any) -> Decimal | None:
    """A printed number without the noise of floating point."""
    if _missing(value):
        return None
    return Decimal(str(value)) if _missing(decimals) else Decimal(f"{value:.{decimals}f}")


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value != value


def _is_set(flag: Any) -> bool:
    return not _missing(flag) and bool(flag)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _columns(found: Standing) -> tuple[Any, ...]:
    spans = (found.pace or NOTHING, found.needed or NOTHING)
    ends = [None if end is None else float(end) for span in spans for end in span]
    return found.status, found.reason, found.since, found.until, *ends, found.overdue
