"""Totals beside their parts: which fund a column of totals is of, and which columns it sums up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from data_access.models.money import FUND_WITHIN
from data_access.workbooks.understanding.reading import Part, ReadColumn

# What a fund is the sum of, in each way in which it is parted.
PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "central": (("central_development", "central_recurrent"),),
    "local": (("local_development", "local_recurrent"),),
    "state_budget": (("central", "local"), ("development", "recurrent")),
    "development": (("central_development", "local_development"),),
    "recurrent": (("central_recurrent", "local_recurrent"),),
}


class Sum(NamedTuple):
    """A column of totals and the columns that it is the sum of."""

    whole: ReadColumn
    parts: tuple[ReadColumn, ...]


def with_wholes(columns: Sequence[ReadColumn]) -> tuple[ReadColumn, ...]:
    """The columns with the fund of each total: the narrowest that all funds beside it lie in.

    A total beside fewer than two funds is of nobody knows which; its reason stays ``whole``.
    """
    return tuple(_with_fund(column, columns) if column.reason == "whole" else column for column in columns)


def _with_fund(column: ReadColumn, columns: Sequence[ReadColumn]) -> ReadColumn:
    beside = {one.fund.value for one in columns if one.is_taken and _is_alike(one, column)}
    if len(beside) < 2:
        return column
    fund = _narrowest(beside)
    return replace(column, fund=Part(fund, "concluded", column.cell, column.heading[-1]), reason="")


def _is_alike(one: ReadColumn, other: ReadColumn) -> bool:
    """Whether two columns are of one stage, time, programme and project."""
    return _kind(one) == _kind(other)


def _kind(column: ReadColumn) -> tuple[str, ...]:
    parts = (column.stage, column.year, column.first_year, column.project, column.as_of, column.programme)
    return tuple(part.value for part in parts)


def _narrowest(funds: set[str]) -> str:
    ways = [list(_up(fund)) for fund in funds]
    common = set(ways[0]).intersection(*ways[1:])
    return next(fund for fund in ways[0] if fund in common)


def _up(fund: str) -> Iterator[str]:
    above: str | None = fund
    while above is not None:
        yield above
        above = FUND_WITHIN[above]


def sums_of(columns: Sequence[ReadColumn]) -> Iterator[Sum]:
    """The totals of a table with their parts, where all parts are there."""
    taken = [column for column in columns if column.is_taken]
    for column in taken:
        beside = {one.fund.value: one for one in taken if one is not column and _is_alike(one, column)}
        ways = list(PARTS.get(column.fund.value, ()))
        if column.fund.how == "concluded":
            ways.append(_widest(set(beside)))
        for funds in dict.fromkeys(ways):
            if len(funds) > 1 and set(funds) <= set(beside):
                yield Sum(column, tuple(beside[fund] for fund in funds))


def _widest(funds: set[str]) -> tuple[str, ...]:
    """The funds that lie in no other of them; a fund by its purpose takes in those of each budget."""
    inside = {part for fund in funds for parts in PARTS.get(fund, ()) for part in parts}
    return tuple(sorted(funds - inside))


def same_money(columns: Sequence[ReadColumn]) -> Iterator[tuple[ReadColumn, ReadColumn]]:
    """Pairs of columns that would become the same record."""
    taken = [column for column in columns if column.is_taken]
    for first, other in combinations(taken, 2):
        same_fund = first.fund.value == other.fund.value and first.carried.value == other.carried.value
        if same_fund and _is_alike(first, other):
            yield first, other
