"""Several reports of the same money or outcome: which is shown, and which are kept behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import col

from data_access.models import Outcome, Source
from data_access.models.figure import STATUSES
from data_access.reports.figure_preferences import newest_load_first

Report = dict[str, Any]
# Two outcomes with all of these alike are two reports of one thing.
OUTCOME_KEY = ("measure_code", "area_id", "breakdown", "period_from", "period_to", "each_year")
# After every date: a report without one is of the whole period.
WHOLE_PERIOD = "~"


def give_preferences(
    reports: Iterable[Report], key: tuple[str, ...], source_dates: Mapping[str, str | None]
) -> None:
    """Set ``preference`` in each report: 1 for the one shown among those that are alike in ``key``.

    First those with a value, then the latest as-of date (none at all is the whole period), then by
    status, an exact number before a rounded one, the later source; what is still equal keeps its order.
    """
    rivals: dict[tuple[Any, ...], list[Report]] = defaultdict(list)
    for report in reports:
        rivals[tuple(report[name] for name in key)].append(report)
    for group in rivals.values():
        for place, report in enumerate(_ordered(group, source_dates), start=1):
            report["preference"] = place


def _ordered(reports: list[Report], source_dates: Mapping[str, str | None]) -> list[Report]:
    if len(reports) == 1:
        return reports
    newest = sorted(reports, key=lambda one: source_dates.get(one["source_code"]) or "", reverse=True)
    better = sorted(newest, key=lambda one: (STATUSES.index(one["status"]), one["qualifier"] != "exact"))
    latest = sorted(better, key=lambda one: one["as_of"] or WHOLE_PERIOD, reverse=True)
    return sorted(latest, key=lambda one: one.get("state", "reported") != "reported")


def source_dates(connection: Connection) -> dict[str, str | None]:
    """The date of every source, as precise as it is known."""
    found = connection.execute(select(col(Source.code), col(Source.date)))
    return {row.code: row.date for row in found}


def settle_outcomes(connection: Connection, area_ids: Iterable[int]) -> None:
    """Decide the preferences of the stored outcomes of these areas again, among all loads together."""
    names = (
        "id",
        "load_id",
        *OUTCOME_KEY,
        "as_of",
        "state",
        "status",
        "qualifier",
        "source_code",
        "preference",
    )
    wanted = sorted(set(area_ids))
    found: list[Report] = []
    for start in range(0, len(wanted), 1000):
        statement = select(*(col(getattr(Outcome, name)) for name in names)).where(
            col(Outcome.area_id).in_(wanted[start : start + 1000])
        )
        found += [dict(zip(names, row, strict=True)) for row in connection.execute(statement)]
    found.sort(key=newest_load_first(connection))
    before = {row["id"]: row["preference"] for row in found}
    give_preferences(found, OUTCOME_KEY, source_dates(connection))
    changed = [
        {"row": row["id"], "place": row["preference"]}
        for row in found
        if row["preference"] != before[row["id"]]
    ]
    if changed:
        given = update(Outcome).where(col(Outcome.id) == bindparam("row"))
        connection.execute(given.values(preference=bindparam("place")), changed)
