"""The status of a target: met, on track, late, missed, or not to be said — by one rule for all of them.

The rule is described in docs/decisions/0021-how-a-target-stands.md and on the targets page. In short: only
results of the target's own period (and of the year before it) count; a pace is measured only over
figures of one standard, one kind of source and one territory; a printed number means all that
it may mean, so that "more than" and "about" never decide what they leave open; and a range is
reached at its easier end. Counts of single years are summed over the period before they are compared.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

MET, ON_TRACK, LATE, MISSED, UNSAID = STANDINGS = ("met", "on_track", "late", "missed", "unsaid")


class Span(NamedTuple):
    """The least and the most a number may be; None where it has no bound."""

    least: Decimal | None
    most: Decimal | None


class Point(NamedTuple):
    """One result: ``measured_by`` distinguishes what may not be compared (standard, kind of source, place).

    ``preference`` is 1 for the report that is shown of its year.
    """

    year: int
    span: Span
    measured_by: Hashable = None
    preference: int = 1


@dataclass(frozen=True)
class Goal:
    """What is to be reached: ``kind``, ``change_per``, ``change_basis``, ``direction`` as in ``Target``.

    ``span`` is the level or the change, a change as the positive distance in the wanted direction;
    ``strict`` where the source writes "more than" or "less than". ``adds_up`` where the points are sums from
    the beginning of the period on.
    """

    kind: str
    span: Span
    direction: str
    period_from: int
    period_to: int
    change_per: str | None = None
    change_basis: str | None = None
    strict: bool = False
    adds_up: bool = False
    standard: str | None = None


@dataclass(frozen=True)
class Standing:
    """The status of a target, why, and by which numbers.

    ``since`` and ``until`` are the years of the figures it was measured by. ``pace`` is the change a year
    in the wanted direction so far, ``needed`` the same for each year left, both None where they cannot
    be said. ``overdue`` is true once the period is over and the target is not met; nothing is on track or
    late then, and ``reason`` says the pace up to ``until``.
    """

    status: str
    reason: str
    since: int | None = None
    until: int | None = None
    pace: Span | None = None
    needed: Span | None = None
    overdue: bool = False


def standing(goal: Goal, points: Sequence[Point], *, this_year: int) -> Standing:
    """The status of a target in ``this_year``, by results in any order; see the module for the rule."""
    found = _standing(goal, points)
    if this_year <= goal.period_to or found.status == MET:
        return found
    # On track or late is said of a way that goes on; once it is over, only the last result decides.
    status = UNSAID if found.status in (ON_TRACK, LATE) else found.status
    return replace(found, status=status, overdue=True)


def _standing(goal: Goal, points: Sequence[Point]) -> Standing:
    run = comparable_run(goal, points)
    if not run or run[-1].year < goal.period_from:
        others = any(goal.period_from <= point.year <= goal.period_to for point in points)
        return Standing(UNSAID, "other_standard" if others else "no_figure")
    last = run[-1]
    if goal.adds_up and goal.direction == "lower":
        return _below_ceiling(goal, run)
    if goal.kind == "level" and _decided(_above(last, goal), goal.strict) is True:
        return Standing(MET, "reached", last.year, last.year, *_paces(goal, run))
    return _by_pace(goal, run)


def _below_ceiling(goal: Goal, run: list[Point]) -> Standing:
    """The status of a sum that may not grow beyond a level: kept only at the end, missed once above."""
    last = run[-1]
    years, paces = (run[0].year, last.year), _paces(goal, run)
    decided = _decided(_above(last, goal), goal.strict)
    if decided is False:
        return Standing(MISSED, "exceeded", *years, *paces)
    if last.year < goal.period_to:
        return _by_pace(goal, run)
    return Standing(*((MET, "reached") if decided else (UNSAID, "rough")), *years, *paces)


def comparable_run(goal: Goal, points: Sequence[Point]) -> list[Point]:
    """The newest results in and right before the period that may be compared with one another, by year.

    A year that has results, but none measured like the newest, ends the run: nothing is compared
    across it.
    """
    within = [point for point in points if goal.period_from - 1 <= point.year <= goal.period_to]
    if goal.standard is not None:
        within = [point for point in within if _standard(point) in (None, goal.standard)]
    if not within:
        return []
    newest = max(within, key=lambda point: (point.year, -point.preference))
    run: list[Point] = []
    for year in sorted({point.year for point in within}, reverse=True):
        alike = [p for p in within if p.year == year and p.measured_by == newest.measured_by]
        if not alike:
            break
        run.append(min(alike, key=lambda point: point.preference))
    return run[::-1]


def _standard(point: Point) -> object:
    return point.measured_by[0] if isinstance(point.measured_by, tuple) else None


def _by_pace(goal: Goal, run: list[Point]) -> Standing:
    first, last = run[0], run[-1]
    years = (first.year, last.year)
    final = last.year == goal.period_to
    from_start = goal.kind == "change" and goal.change_per == "period"
    if from_start and first.year != goal.period_from - 1:
        return Standing(UNSAID, "no_start", *years)
    if goal.kind == "level" and final:
        decided = _decided(_above(last, goal), goal.strict)
        paces = _paces(goal, run)
        return Standing(UNSAID, "rough", *years, *paces) if decided is None else _missed(years, paces)
    if first.year == last.year:
        return Standing(UNSAID, "one_figure", *years)
    pace, needed = _paces(goal, run)
    decided = _decided(_ahead(goal, first, last), goal.strict)
    if decided is None:
        return Standing(UNSAID, "rough", *years, pace, needed)
    if final:
        return Standing(MET, "reached", *years, pace, needed) if decided else _missed(years, (pace, needed))
    status, reason = (ON_TRACK, "pace_enough") if decided else (LATE, "pace_short")
    return Standing(status, reason, *years, pace, needed)


def _missed(years: tuple[int, int], paces: tuple[Span | None, Span | None]) -> Standing:
    return Standing(MISSED, "not_reached", *years, *paces)


def _paces(goal: Goal, run: list[Point]) -> tuple[Span | None, Span | None]:
    """The change a year so far, and what each year left needs; None where there is none."""
    first, last = run[0], run[-1]
    so_far, left = last.year - first.year, goal.period_to - last.year
    if not so_far:
        return None, None
    achieved = _minus(_wanted(last.span, goal), _wanted(first.span, goal))
    open_distance = _minus(_distance(goal, first), achieved)
    return _scaled(achieved, Decimal(1) / so_far), _scaled(open_distance, Decimal(1) / left) if left else None


def _above(point: Point, goal: Goal) -> Span:
    """How far a result lies beyond the level, in the wanted direction."""
    return _minus(_wanted(point.span, goal), _easier(goal))


def _ahead(goal: Goal, first: Point, last: Point) -> Span:
    """How far the change so far is ahead of an even pace to the end of the period, in years times units."""
    achieved = _minus(_wanted(last.span, goal), _wanted(first.span, goal))
    requested = _scaled(_distance(goal, first), Decimal(last.year - first.year))
    return _minus(_scaled(achieved, Decimal(goal.period_to - first.year)), requested)


def _distance(goal: Goal, first: Point) -> Span:
    """What has to change between the first figure and the end of the period."""
    easier = _easier(goal)
    if goal.kind == "level":
        return _minus(easier, _wanted(first.span, goal))
    if goal.change_per == "year":
        return _scaled(easier, Decimal(goal.period_to - first.year))
    if goal.change_basis == "relative" and easier.least is not None:
        return _scaled(first.span, easier.least / 100)
    return easier


def _easier(goal: Goal) -> Span:
    """The easier end of what is to be reached, as a number that is better the higher it is."""
    if goal.kind == "change":
        return Span(goal.span.least, goal.span.least)
    end = goal.span.least if goal.direction == "higher" else goal.span.most
    return _wanted(Span(end, end), goal)


def _wanted(span: Span, goal: Goal) -> Span:
    """A number turned so that higher is better."""
    if goal.direction == "higher":
        return span
    return Span(_negative(span.most), _negative(span.least))


def _negative(number: Decimal | None) -> Decimal | None:
    return None if number is None else -number


def _minus(one: Span, other: Span) -> Span:
    least = None if one.least is None or other.most is None else one.least - other.most
    most = None if one.most is None or other.least is None else one.most - other.least
    return Span(least, most)


def _scaled(span: Span, factor: Decimal) -> Span:
    return Span(*(None if end is None else end * factor for end in span))


def _decided(margin: Span, strict: bool) -> bool | None:
    """Whether a margin is enough; None where it may be either."""
    if margin.least is not None and (margin.least > 0 or (margin.least == 0 and not strict)):
        return True
    if margin.most is not None and (margin.most < 0 or (margin.most == 0 and strict)):
        return False
    return None
