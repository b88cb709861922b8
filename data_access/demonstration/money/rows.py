"""The invented money of every area as rows: by project, fund, stage and period, at every level."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.demonstration.apportioning import Counts
from data_access.demonstration.bulk import Batch
from data_access.demonstration.generation import levels_upwards, rolled_up
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.money.plan import FUNDS, LEAVES, PROGRAMME
from data_access.demonstration.money.provinces import Money
from data_access.demonstration.money.reports import (
    Node,
    Report,
    ReportedMoney,
    nodes,
    reports_before,
    reports_of_reform,
)
from data_access.demonstration.published import SOURCE

RESTATED = (
    "Quy đổi về địa giới từ 1/7/2025. Số liệu mô phỏng.",
    "Restated to the boundaries of 1 July 2025. Simulated.",
)
# What people gave beside money, and for how many đồng of mobilised money of a leaf one unit was given.
IN_KIND = {"labour_day": ("P1.1", 1_600_000), "m2": ("P1.1", 900_000), "head": ("P2", 14_000_000)}
# Who decides on the money of an area, and on which day of the year at the earliest and the latest.
DECIDED_BY = {"nation": "nation", "province": "nation", "district": "province", "commune": "district"}
DECIDED = {"nation": (5, 1), "province": (20, 30), "district": (60, 45), "commune": (100, 70)}
# In 2022 everything came four months later: the plan was only decided in that year.
FIRST_DECISION_LATER = 128


class Vintage:
    """The areas of one vintage that have money, from the smallest up."""

    def __init__(self, geography: Geography, parts: Sequence[Money]) -> None:
        self.geography = geography
        self.ids: Ids = np.concatenate([part.ids for part in parts])
        self.levels = levels_upwards(geography, self.ids)
        self.is_reform = bool(parts[0].quarters)

    def summed(self, values: Counts) -> Counts:
        """By area number, for every area."""
        return rolled_up(self.geography, self.ids, values, self.levels)


def money_batches(
    geography: Geography, old: Sequence[Money], new: Sequence[Money], load_id: int
) -> Iterator[Batch]:
    """All rows of both vintages, stage by stage and year by year."""
    for parts, reports in ((old, reports_before), (new, reports_of_reform)):
        vintage = Vintage(geography, parts)
        for reported in reports(parts):
            yield from _rows(vintage, reported, load_id)
            if reported.report.stage == "assigned":
                yield from _in_kind(vintage, reported, load_id)


def _rows(vintage: Vintage, reported: ReportedMoney, load_id: int) -> Iterator[Batch]:
    for node in nodes():
        for fund, places in node.funds.items():
            cells = np.ix_(np.arange(len(reported.amounts)), np.array(node.leaves), np.array(places))
            amounts: Counts = np.add.reduce(reported.amounts[cells], axis=(1, 2))
            reporters = vintage.summed(np.any(reported.is_reported[cells], axis=(1, 2)).astype(np.int64))
            areas = _reporting_areas(vintage, reported.report, node, np.flatnonzero(reporters))
            if len(areas):
                same = _same(reported.report, node, fund, load_id)
                found = {"area_id": areas.tolist(), "amount_vnd": vintage.summed(amounts)[areas].tolist()}
                yield Batch("money", same, found | _notes_of_areas(vintage, reported.report, areas))


def _in_kind(vintage: Vintage, reported: ReportedMoney, load_id: int) -> Iterator[Batch]:
    """Labour, land and animals given, each in its own unit and in no sum of money."""
    mobilised = FUNDS.index("mobilised")
    for unit, (leaf, vnd) in IN_KIND.items():
        node = next(node for node in nodes() if node.code == LEAVES[leaf])
        given = reported.amounts[:, list(LEAVES).index(leaf), mobilised] // vnd
        sums = vintage.summed(given)
        areas = np.flatnonzero(sums)
        same = _same(reported.report, node, "in_kind", load_id) | {"quantity_unit": unit, "beneath": 0}
        quantities = {"area_id": areas.tolist(), "quantity": sums[areas].astype(np.float64).tolist()}
        yield Batch("money", same, quantities)


def _reporting_areas(vintage: Vintage, report: Report, node: Node, areas: Ids) -> Ids:
    levels = vintage.geography.levels(areas)
    kept = np.ones(len(areas), dtype=bool)
    if not _communes_tell(vintage, report, node):
        kept &= levels != "commune"
    if report.is_restated and report.stage == "planned":
        # The nation is one area for both vintages and has its plan already.
        kept &= levels != "nation"
    return areas[kept]


def _communes_tell(vintage: Vintage, report: Report, node: Node) -> bool:
    """Communes always report the whole, projects except in older quarters, sub-projects only from 2025 on.

    All of it for ten thousand communes would double the rows; districts and provinces have it.
    """
    if node.beneath == 0 or report.preference > 1:
        return node.beneath == 0
    of_one_year = report.stage != "planned" and not report.is_restated
    return node.beneath == 1 or (vintage.is_reform and of_one_year)


def _same(report: Report, node: Node, fund: str, load_id: int) -> dict[str, Any]:
    return {
        "load_id": load_id,
        "scope": "programme",
        "programme_code": PROGRAMME,
        "project_code": node.code,
        "period_from": report.period[0],
        "period_to": report.period[1],
        "each_year": False,
        "fund": fund,
        "stage": report.stage,
        "with_carried_over": report.with_carried_over,
        "qualifier": "exact",
        "status": report.status,
        "as_of": report.as_of,
        "source_code": SOURCE,
        "preference": report.preference,
        "in_wider_fund": False,
        # A report that is not shown is in no sum and so has no mark.
        "beneath": node.beneath if report.preference == 1 else 0,
        "beneath_in_fund": node.beneath_in_fund if report.preference == 1 else 0,
    }


def _notes_of_areas(vintage: Vintage, report: Report, areas: Ids) -> dict[str, list[Any]]:
    levels = vintage.geography.levels(areas)
    found: dict[str, list[Any]] = {}
    if report.is_restated or (report.as_of or "9") < "2025-07":
        # Said where it fits: a hundred thousand communes would say the same.
        is_reported = levels == "province"
        notes = zip(("note_vi", "note_en"), RESTATED, strict=True)
        found |= {name: _where(is_reported, note) for name, note in notes}
    if report.stage == "assigned":
        found |= _documents(vintage, report.period[1], areas, levels)
    return found


def _where(is_reported: NDArray[np.bool_], note: str) -> list[Any]:
    return [note if reported else None for reported in is_reported]


def _documents(vintage: Vintage, year: int, areas: Ids, levels: NDArray[np.str_]) -> dict[str, list[Any]]:
    """The deciding document of each area, its day and level; regions decide on nothing."""
    places = zip(areas.tolist(), levels.tolist(), strict=True)
    decisions = [_decision(year, area, level, vintage.is_reform) for area, level in places]
    columns = zip(*decisions, strict=True) if decisions else ((), (), ())
    return dict(zip(("document", "decided_on", "deciding_level"), map(list, columns), strict=True))


# Asked of an area once for each project and fund.
@cache
def _decision(year: int, area: int, level: str, is_reform: bool) -> tuple[str | None, str | None, str | None]:
    if level not in DECIDED_BY:
        return None, None, None
    by = "province" if is_reform and DECIDED_BY[level] == "district" else DECIDED_BY[level]
    number = 100 + (area * 7 + year * 13) % 3_900
    at = "QĐ-TTg" if by == "nation" else "QĐ-UBND"
    earliest, spread = DECIDED[level]
    later = FIRST_DECISION_LATER if year == 2022 else 0
    day = date(year, 1, 1) + timedelta(days=earliest + later + area * 11 % spread)
    return f"{number}/{at} (mô phỏng)", str(day), by
