"""What contains what among rows of money, so that a whole is never added to its parts.

Sources print a total beside its funds, a project beside its sub-projects, a programme beside its
projects. Rows with area, period, stage and scope in common are compared with one another, and each is marked
once, at the load:

- ``in_wider_fund``: the same project (or item) is there with a wider fund, such as ``total``;
- ``beneath``: which wider rows there are with any money of the same funds: 1 for the programme, 2 for a
  project, 4 for a sub-project, added up;
- ``beneath_in_fund``: the same, counting only rows of the same fund.

Which rows a sum adds by these marks is in ``money_sums``.

Where both a whole and its parts are reported, the whole counts; where rows overlap and neither contains
the other (central money of the programme, all money of a project), the wider project counts, so that a
sum may leave something out but never has it twice. What is in kind contains no money and
is contained in none. Periods, stages, levels and programmes are never added up at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import col

from data_access.models import Money, Project
from data_access.models.money import FUND_WITHIN
from data_access.reports.figure_preferences import newest_load_first
from data_access.reports.money_preferences import give_preferences, source_dates

Row = dict[str, Any]
SHARED = (
    *("scope", "programme_code", "area_id", "period_from", "period_to"),
    *("each_year", "stage", "with_carried_over"),
)
# Labour days and land given are two things and not two reports of one.
MONEY_KEY = (*SHARED, "project_code", "item_code", "fund", "quantity_unit")
MARKS = ("preference", "in_wider_fund", "beneath", "beneath_in_fund")
IN_KIND = "in_kind"
# The state budget parted by kind of spending overlaps with it parted by central and local.
BY_SPENDING = frozenset(("development", "recurrent"))
BY_LEVEL = frozenset(fund for fund in FUND_WITHIN if fund.startswith(("central", "local")))


class Node(NamedTuple):
    """What money is for: an item of a project, a project, or (both null) the whole programme."""

    project: str | None
    item: str | None


class Kind(NamedTuple):
    """A fund, or what is given in kind by its unit."""

    fund: str
    unit: str | None


def mark(rows: list[Row], project_parents: Mapping[str, str | None], dates: Mapping[str, str | None]) -> None:
    """Set ``preference`` and the three marks in each row; reports that are not shown contain nothing.

    ``project_parents`` names the project above each project; ``dates`` are those of the sources.
    """
    give_preferences(rows, MONEY_KEY, dates)
    together: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        row.update(in_wider_fund=False, beneath=0, beneath_in_fund=0)
        if row["preference"] == 1:
            together[tuple(row[name] for name in SHARED)].append(row)
    for compared in together.values():
        _mark_compared(compared, project_parents)


def _mark_compared(rows: list[Row], project_parents: Mapping[str, str | None]) -> None:
    kinds: dict[Node, set[Kind]] = defaultdict(set)
    for row in rows:
        kinds[_node(row)].add(_kind(row))
    for row in rows:
        kind, here = _kind(row), _node(row)
        row["in_wider_fund"] = any(_is_within(kind, other) for other in kinds[here])
        for bit, node in _wider_nodes(here, project_parents):
            above = kinds.get(node, set())
            row["beneath_in_fund"] += bit * (kind in above)
            row["beneath"] += bit * any(_overlap(kind, other) for other in above)


def _node(row: Row) -> Node:
    return Node(row["project_code"], row["item_code"])


def _kind(row: Row) -> Kind:
    return Kind(row["fund"], row["quantity_unit"] if row["fund"] == IN_KIND else None)


def _wider_nodes(node: Node, project_parents: Mapping[str, str | None]) -> Iterator[tuple[int, Node]]:
    """What contains a node, each with the bit of its depth: 1 the programme, 2 a project, 4 a sub-project."""
    line = [node.project] if node.project is not None else []
    while line and (parent := project_parents.get(line[0])) is not None:
        line.insert(0, parent)
    nodes = [Node(project, None) for project in (None, *line)]
    for depth, wider in enumerate(nodes):
        if wider != node:
            yield 1 << depth, wider


def _is_within(one: Kind, other: Kind) -> bool:
    wider = FUND_WITHIN[one.fund]
    while wider is not None and wider != other.fund:
        wider = FUND_WITHIN[wider]
    return wider is not None or (one.fund in BY_SPENDING and other.fund in BY_LEVEL)


def _overlap(one: Kind, other: Kind) -> bool:
    return one == other or _is_within(one, other) or _is_within(other, one)


def project_parents(connection: Connection) -> dict[str, str | None]:
    """The project above each project, null for those right under their programme."""
    found = connection.execute(select(col(Project.code), col(Project.parent_code)))
    return {row.code: row.parent_code for row in found}


def recompute_marks(connection: Connection, area_ids: Iterable[int]) -> None:
    """Mark the stored money of these areas again, among all loads together."""
    names = ("id", "load_id", *MONEY_KEY, "as_of", "status", "qualifier", "source_code", *MARKS)
    wanted = sorted(set(area_ids))
    found: list[Row] = []
    for start in range(0, len(wanted), 1000):
        statement = select(*(col(getattr(Money, name)) for name in names)).where(
            col(Money.area_id).in_(wanted[start : start + 1000])
        )
        found += [dict(zip(names, row, strict=True)) for row in connection.execute(statement)]
    found.sort(key=newest_load_first(connection))
    before = {row["id"]: tuple(row[name] for name in MARKS) for row in found}
    mark(found, project_parents(connection), source_dates(connection))
    _store_marks(
        connection, [row for row in found if before[row["id"]] != tuple(row[name] for name in MARKS)]
    )


def _store_marks(connection: Connection, rows: list[Row]) -> None:
    if rows:
        statement = update(Money).where(col(Money.id) == bindparam("row"))
        connection.execute(
            statement.values({name: bindparam(f"new_{name}") for name in MARKS}),
            [{"row": row["id"]} | {f"new_{name}": row[name] for name in MARKS} for row in rows],
        )
