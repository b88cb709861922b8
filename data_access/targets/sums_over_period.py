"""Counts of single years that a target of several years is held against: their sum over its period.

One year's count says nothing of a target for five years. Of a year that nobody reports it is only known
that it is no less than zero: the sum is then a lower bound.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from data_access.targets.reported_spans import in_unit, is_set, meant_by
from data_access.targets.status_rule import Span


class Summed(NamedTuple):
    """The sum from the beginning of a target's period to a year, in the target's unit.

    ``missing`` are the years up to then that no result covers.
    """

    year: int
    span: Span
    missing: tuple[int, ...] = ()


def counts_up(target: Any, results: Sequence[Any]) -> bool:
    """Say whether the results are counts of a time that add up to what is set for the whole period."""
    return bool(target.kind == "level" and any(is_set(row.adds_up) for row in results))


def sums(target: Any, results: Iterable[Any]) -> list[Summed]:
    """Return the sums by year, before the period nothing: as reported from its beginning, else added up."""
    zero = Decimal(0)
    covered, total = target.period_from - 1, Span(zero, zero)
    missing: tuple[int, ...] = ()
    found = [Summed(covered, in_unit(target, total))]
    shown = [row for row in results if row.preference == 1 and row.period_from >= target.period_from]
    for row in sorted(shown, key=lambda row: (row.year, row.period_from)):
        if row.year > covered and row.period_from == target.period_from:
            total, missing = _whole(row), ()
        elif row.period_from > covered:
            missing = (*missing, *range(covered + 1, row.period_from))
            added = _plus(total, _whole(row))
            total = Span(added.least, None) if missing else added
        else:
            continue
        covered = row.year
        found.append(Summed(covered, in_unit(target, total), missing))
    return found


def reached(target: Any, results: Sequence[Any]) -> Summed | None:
    """Return the newest sum within the period, which its status rests on; None where nothing is added up."""
    if not counts_up(target, results):
        return None
    within = [one for one in sums(target, results) if target.period_from <= one.year <= target.period_to]
    return within[-1] if within else None


def years_text(years: Sequence[int]) -> str:
    """Return rising years, those that follow one another as a range: "2021, 2023–2025"."""
    ends = [
        years[0],
        *(year for pair in pairwise(years) if pair[1] - pair[0] > 1 for year in pair),
        years[-1],
    ]
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in pairs)


def _whole(row: Any) -> Span:
    """Return what a row reports of all its years together."""
    times = row.year - row.period_from + 1 if is_set(row.each_year) else 1
    return Span(*(None if end is None else end * times for end in meant_by(row)))


def _plus(one: Span, other: Span) -> Span:
    ends = [None if a is None or b is None else a + b for a, b in zip(one, other, strict=True)]
    return Span(*ends)
