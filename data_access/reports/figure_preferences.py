"""Which of several reports of the same thing is shown, and which are kept beside it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, select, tuple_, update
from sqlmodel import col

from data_access.models import Figure, Load, Source, Standard
from data_access.models.figure import EMBEDDED, STATUSES

Key = tuple[str, int, int]
RANKED_BY = (
    *("id", "load_id", "indicator_code", "area_id", "year"),
    *("state", "standard_code", "status", "qualifier", "source_code", "doubtful"),
)
Years = tuple[int | None, int | None]
KEYS_AT_ONCE = 20_000
PRESS = "press"


class Document(NamedTuple):
    """What of a source decides between reports: its kind, and its date as exact as it is known."""

    kind: str
    date: str | None


class Ranking:
    """The order of reports, given the years of each standard and the kind and date of each source."""

    def __init__(self, standards: Mapping[str, Years], sources: Mapping[str, Document]) -> None:
        self._standards = standards
        self._sources = sources

    def order(self, reports: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Reports of one area and year, the one to be shown first.

        First those that are not doubtful, then those that report a value, then by the standard in force
        that year, by status (final, preliminary, reported, expected, planned, target), an exact number
        before a rounded one, a document before what the press wrote of one, by the later source; what is
        still equal keeps its order.
        """
        newest_first = sorted(
            reports, key=lambda report: self._source(report["source_code"]).date or "", reverse=True
        )
        return sorted(newest_first, key=self._rank)

    def _source(self, code: str) -> Document:
        return self._sources.get(code, Document("", None))

    def _rank(self, report: dict[str, Any]) -> tuple[bool, bool, bool, int, bool, bool]:
        return (
            bool(report["doubtful"]),
            report["state"] != "reported",
            not self._in_force(report["standard_code"], report["year"]),
            STATUSES.index(report["status"]) if report["status"] in STATUSES else len(STATUSES),
            report["qualifier"] != "exact",
            self._source(report["source_code"]).kind == PRESS,
        )

    def _in_force(self, standard_code: str | None, year: int) -> bool:
        first, last = self._standards.get(standard_code or "", (None, None))
        return (first is None or first <= year) and (last is None or year <= last)


def key_of(report: Mapping[str, Any]) -> Key:
    """What a report is a report of: indicator, area, year."""
    return report["indicator_code"], report["area_id"], report["year"]


def give_preferences(reports: list[dict[str, Any]], ranking: Ranking) -> None:
    """Set ``preference`` in each report: 1 for the one shown of its indicator, area and year.

    A doubtful report is never the one shown: where there is no other, the numbers begin at 2.
    """
    rivals: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for report in reports:
        rivals[key_of(report)].append(report)
    for group in rivals.values():
        ordered = ranking.order(group) if len(group) > 1 else group
        for place, report in enumerate(ordered, start=2 if ordered[0]["doubtful"] else 1):
            report["preference"] = place


def stored_ranking(connection: Connection) -> Ranking:
    """The ranking by the standards and sources in the store."""
    standards = connection.execute(
        select(col(Standard.code), col(Standard.first_year), col(Standard.last_year))
    )
    sources = connection.execute(select(col(Source.code), col(Source.kind), col(Source.date)))
    return Ranking(
        {code: (first, last) for code, first, last in standards},
        {code: Document(kind, date) for code, kind, date in sources},
    )


def keys_shared_with_others(connection: Connection, load_ids: list[int]) -> set[Key]:
    """What these loads report that other loads report too."""
    mine, other = Figure.__table__.alias("mine"), Figure.__table__.alias("other")  # type: ignore[attr-defined]
    same = [mine.c[name] == other.c[name] for name in ("indicator_code", "area_id", "year")]
    rows = connection.execute(
        select(mine.c.indicator_code, mine.c.area_id, mine.c.year)
        .join(other, same[0] & same[1] & same[2] & other.c.load_id.not_in(load_ids))
        .where(mine.c.load_id.in_(load_ids))
        .distinct()
    )
    return {(indicator, area, year) for indicator, area, year in rows}


def newest_load_first(connection: Connection) -> Callable[[Mapping[str, Any]], tuple[int, int]]:
    """By what to sort reports that are otherwise alike: the later load first, the embedded data last.

    A correction that names the same source is so shown in place of what it corrects. Within a load the
    order of its rows holds.
    """
    kinds = connection.execute(select(col(Load.id), col(Load.kind)))
    ranks = {row.id: 0 if row.kind == EMBEDDED else int(row.id) for row in kinds}
    return lambda report: (-ranks[report["load_id"]], report["id"])


def settle(connection: Connection, keys: set[Key]) -> None:
    """Decide again which of all loads' reports of ``keys`` are preferred."""
    ranking, order = stored_ranking(connection), newest_load_first(connection)
    # By area: reports of an area lie together, so that those of a block are read in one go.
    wanted = sorted(keys, key=lambda key: (key[1], key[0], key[2]))
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        reports = sorted(_reports(connection, wanted[start : start + KEYS_AT_ONCE]), key=order)
        before = {report["id"]: report["preference"] for report in reports}
        give_preferences(reports, ranking)
        changed = [
            {"figure_id": report["id"], "place": report["preference"]}
            for report in reports
            if report["preference"] != before[report["id"]]
        ]
        if changed:
            connection.execute(
                update(Figure)
                .where(col(Figure.id) == bindparam("figure_id"))
                .values(preference=bindparam("place")),
                changed,
            )


def settle_all(connection: Connection) -> None:
    """Decide the preferences of all stored figures again, whatever was decided before."""
    found = connection.execute(
        select(col(Figure.indicator_code), col(Figure.area_id), col(Figure.year))
        .where(col(Figure.preference) > 1)
        .distinct()
    )
    settle(connection, {(indicator, area, year) for indicator, area, year in found})


def _reports(connection: Connection, wanted: list[Key]) -> list[dict[str, Any]]:
    table = Figure.__table__  # type: ignore[attr-defined]
    names = (*RANKED_BY, "preference")
    columns = [table.c[name] for name in names]
    found: list[Row[Any]] = []
    for start in range(0, len(wanted), 1000):
        named = tuple_(table.c.indicator_code, table.c.area_id, table.c.year).in_(
            wanted[start : start + 1000]
        )
        found += connection.execute(select(*columns).where(named))
    return [dict(zip(names, row, strict=True)) for row in found]
