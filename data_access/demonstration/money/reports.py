"""The reports of money of each year, by the smallest units: stage, period, amounts, who reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from data_access.demonstration.apportioning import Counts
from data_access.demonstration.money.plan import FIRST_YEAR, FUNDS, LAST_YEAR, LEAVES, PROJECTS, Flags
from data_access.demonstration.money.provinces import Money
from data_access.demonstration.money.years import QUARTERS, REFORM, YEARS_BEFORE

PERIOD = (FIRST_YEAR, LAST_YEAR)


@dataclass(frozen=True)
class Report:
    """What a set of rows has in common but for area, project and fund."""

    stage: str
    period: tuple[int, int]
    with_carried_over: bool = False
    as_of: str | None = None
    preference: int = 1
    is_restated: bool = False

    @property
    def status(self) -> str:
        """How sure the amounts are."""
        if self.stage == "planned":
            return "planned"
        return "preliminary" if self.period[1] == REFORM else "final"


class ReportedMoney(NamedTuple):
    """A report, its amounts by unit, leaf and fund, and where something is reported (zero included)."""

    report: Report
    amounts: Counts
    is_reported: Flags


class Node(NamedTuple):
    """The programme (no code), a project or a sub-project: its leaves and funds by place, and its marks.

    The marks say which row of the same area and period contains it, see ``money_counting``.
    """

    code: str | None
    leaves: list[int]
    funds: dict[str, list[int]]
    beneath: int
    beneath_in_fund: int


def nodes() -> list[Node]:
    """The whole programme with all funds in one, then every project and sub-project by fund."""
    places = {leaf: place for place, leaf in enumerate(LEAVES)}
    whole = Node(None, list(places.values()), {"total": list(range(len(FUNDS)))}, 0, 0)
    projects = [
        Node(code, [places[leaf] for leaf in LEAVES if LEAVES[leaf] == code], _funds(code), 1, 0)
        for code in PROJECTS
    ]
    parts = [leaf for leaf in LEAVES if leaf not in PROJECTS]
    return [whole, *projects, *(Node(leaf, [places[leaf]], _funds(leaf), 3, 2) for leaf in parts)]


def _funds(code: str) -> dict[str, list[int]]:
    """Each fund as it is stored: central money is of one kind in each project."""
    central = "central_development" if code.startswith("P1") else "central_recurrent"
    return {central if fund == "central" else fund: [place] for place, fund in enumerate(FUNDS)}


def reports_before(parts: Sequence[Money]) -> Iterator[ReportedMoney]:
    """The plan of the period and the years to 2024, by the units of before the reform."""
    planned = np.concatenate([part.planned for part in parts])
    yield ReportedMoney(Report("planned", PERIOD), planned, planned > 0)
    for year in YEARS_BEFORE:
        yield from _assigned_and_carried(parts, year)
        is_there = _reporting(parts, year)
        yield ReportedMoney(
            _paid_out(year), _gathered([part.years.disbursed for part in parts], year), is_there
        )


def reports_of_reform(parts: Sequence[Money]) -> Iterator[ReportedMoney]:
    """The plan restated, 2025 with what was paid out by quarter, and the whole period, by the new units."""
    planned = np.concatenate([part.planned for part in parts])
    yield ReportedMoney(Report("planned", PERIOD, is_restated=True), planned, planned > 0)
    yield from _assigned_and_carried(parts, REFORM)
    for place, quarter in enumerate(QUARTERS):
        latest_first = len(QUARTERS) - place
        report = _paid_out(REFORM, as_of=f"{REFORM}-{quarter}", preference=latest_first)
        amounts = np.concatenate([part.quarters[place] for part in parts])
        yield ReportedMoney(report, amounts, _reporting(parts, REFORM))
    for place, stage in enumerate(("assigned", "disbursed")):
        whole = np.concatenate([part.whole[place] for part in parts if part.whole is not None])
        yield ReportedMoney(Report(stage, PERIOD, is_restated=True), whole, planned > 0)


def _paid_out(year: int, as_of: str | None = None, preference: int = 1) -> Report:
    return Report("disbursed", (year, year), year > FIRST_YEAR, as_of, preference)


def _assigned_and_carried(parts: Sequence[Money], year: int) -> Iterator[ReportedMoney]:
    assigned = _gathered([part.years.assigned for part in parts], year)
    carried = _gathered([part.years.carried for part in parts], year)
    yield ReportedMoney(Report("assigned", (year, year)), assigned, assigned > 0)
    yield ReportedMoney(Report("carried_over", (year, year)), carried, carried > 0)


def _gathered(years: list[dict[int, Counts]], year: int) -> Counts:
    return np.concatenate([part[year] for part in years])


def _reporting(parts: Sequence[Money], year: int) -> Flags:
    """Who had something to spend and said what was spent."""
    has = _gathered([part.years.assigned for part in parts], year)
    over = _gathered([part.years.carried for part in parts], year)
    reporting = np.concatenate([part.years.reporting[year] for part in parts])
    is_there: Flags = ((has + over) > 0) & reporting[:, None, None]
    return is_there
