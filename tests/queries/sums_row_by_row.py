"""Sums of money made a second time, row by row in plain Python, without the program's marks and masks.

The rule as it is written in ``data_access.money``, for few rows: an amount counts unless another one that
fits the question contains it, which is looked up here among the rows themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import text
from sqlalchemy.orm import Session

from data_access.money.money_question import MoneyQuestion

Row = dict[str, Any]
Parents = Mapping[str, str | None]
PERIOD = ("period_from", "period_to", "each_year", "with_carried_over")
COLUMNS = ("project_code", "item_code", "fund", "quantity_unit", "stage", *PERIOD, "qualifier")
AMOUNTS = ("amount_vnd", "amount_min_vnd", "amount_max_vnd")
WIDER = {
    "state_budget": "total",
    "mobilised": "total",
    "other_programmes": "total",
    **dict.fromkeys(("central", "local", "development", "recurrent", "policy_credit"), "state_budget"),
    **dict.fromkeys(("central_development", "central_recurrent"), "central"),
    **dict.fromkeys(("local_development", "local_recurrent"), "local"),
}
SPENDING = {"development", "recurrent"}
GOVERNMENTS = {"central", "local", "central_development", "central_recurrent"} | {
    "local_development",
    "local_recurrent",
}


def amounts(session: Session, question: MoneyQuestion) -> list[Row]:
    """Every shown amount of a question's level, and of its area where it names one."""
    names = ", ".join(f"m.{name}" for name in (*COLUMNS, *AMOUNTS))
    found = session.execute(
        text(
            f"SELECT a.code, {names} FROM money m JOIN area a ON a.id = m.area_id WHERE a.vintage = :vintage"
            " AND a.level = :level AND (a.code = :code OR :code = '') AND m.preference = 1"
            " AND m.programme_code = :programme ORDER BY a.code, m.id"
        ),
        {
            "vintage": question.vintage,
            "level": question.level,
            "code": question.code or "",
            "programme": question.programme,
        },
    )
    rows = [dict(zip(("area_code", *COLUMNS, *AMOUNTS), row, strict=True)) for row in found]
    for row in rows:
        row["each_year"], row["with_carried_over"] = bool(row["each_year"]), bool(row["with_carried_over"])
    return [row for row in rows if row["amount_vnd"] is not None or row["amount_min_vnd"] is not None]


def project_parents(session: Session) -> Parents:
    found = session.execute(text("SELECT code, parent_code FROM project"))
    return {row.code: row.parent_code for row in found}


def counted(rows: Iterable[Row], question: MoneyQuestion, parents: Parents) -> list[Row]:
    """The rows that the sum of a question adds."""
    fitting = [row for row in rows if _fits(row, question, parents)]
    cells: dict[Any, list[Row]] = defaultdict(list)
    for row in fitting:
        cells[row["area_code"], row["stage"], *(row[name] for name in PERIOD)].append(row)
    return [
        row
        for cell in cells.values()
        for row in cell
        if not any(_contains(other, row, parents, question.fund) for other in cell)
    ]


def _fits(row: Row, question: MoneyQuestion, parents: Parents) -> bool:
    at = question.stage in (None, row["stage"])
    within = question.period in (None, (row["period_from"], row["period_to"]))
    if question.project is not None:
        project = row["project_code"]
        within = within and (project == question.project or parents.get(project) == question.project)
    of_fund = row["fund"] == question.fund if question.fund else row["fund"] != "in_kind"
    return at and within and of_fund


def _contains(one: Row, other: Row, parents: Parents, fund: str | None) -> bool:
    node, inner = ((row["project_code"], row["item_code"]) for row in (one, other))
    funds = one["fund"], other["fund"]
    if node == inner:
        return fund is None and _is_wider(*funds)
    if node not in list(_nodes_above(inner, parents)):
        return False
    if fund is not None:
        return fund != "in_kind" or one["quantity_unit"] == other["quantity_unit"]
    return funds[0] == funds[1] or _is_wider(*funds) or _is_wider(*reversed(funds))


def _nodes_above(
    node: tuple[str | None, str | None], parents: Parents
) -> Iterator[tuple[str | None, str | None]]:
    project, item = node
    if item is not None and project is not None:
        yield project, None
    while project is not None and (project := parents.get(project)) is not None:
        yield project, None
    if node != (None, None):
        yield None, None


def _is_wider(one: str, other: str) -> bool:
    if one in GOVERNMENTS and other in SPENDING:
        return True
    above = WIDER.get(other)
    return above is not None and (above == one or _is_wider(one, above))


def by_year(rows: list[Row], question: MoneyQuestion, parents: Parents) -> list[Row]:
    return _summed(counted(rows, question, parents), lambda row: {"stage": row["stage"]})


def by_area(rows: list[Row], question: MoneyQuestion, parents: Parents) -> list[Row]:
    return _summed(counted(rows, question, parents), lambda row: {"area_code": row["area_code"]})


def first_of_each_area(rows: list[Row], question: MoneyQuestion, parents: Parents) -> list[Row]:
    """The first sum of each area that is no amount of each year."""
    found: dict[str, Row] = {}
    for row in by_area(rows, question, parents):
        if not row["each_year"]:
            found.setdefault(row["area_code"], row)
    return list(found.values())


def by_project(rows: list[Row], question: MoneyQuestion, parents: Parents) -> list[Row]:
    """Sums by project; each counts what of its own rows no other of them contains."""
    fitting = [row for row in rows if _fits(row, question, parents)]
    shown = [row for part in _parted(fitting, "project_code") for row in counted(part, question, parents)]
    found = _with_added(shown, counted(rows, question, parents), "project_code")
    return _with_parts(found, "project_code", lambda one, other: one in _above(other, parents))


def by_fund(rows: list[Row], question: MoneyQuestion, parents: Parents) -> list[Row]:
    """Sums by fund; each counts what of its own rows no other of them contains."""
    shown = [
        row
        for part in _parted(rows, "fund")
        if question.fund in (None, part[0]["fund"])
        for row in counted(part, _of_fund(question, part[0]["fund"]), parents)
    ]
    found = _with_added(shown, counted(rows, question, parents), "fund")
    return _with_parts(found, "fund", _is_wider)


def _above(project: str | None, parents: Parents) -> list[str | None]:
    return [node[0] for node in _nodes_above((project, None), parents)]


def _of_fund(question: MoneyQuestion, fund: str) -> MoneyQuestion:
    return MoneyQuestion(**{**question.__dict__, "fund": fund})


def _parted(rows: Sequence[Row], column: str) -> list[list[Row]]:
    parts: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row[column]].append(row)
    return list(parts.values())


def _with_added(shown: list[Row], added: list[Row], column: str) -> list[Row]:
    def key(row: Row) -> Row:
        return {"stage": row["stage"], column: row[column]}

    sums = _summed(shown, key)
    once = {id(row) for row in added}
    for one in sums:
        mine = [
            row
            for row in shown
            if id(row) in once and all(row[name] == one[name] for name in (*key(one), *PERIOD))
        ]
        one["added_min_vnd"] = sum(_bound(row, "min") for row in mine)
        one["added_max_vnd"] = sum(_bound(row, "max") for row in mine)
    return sums


def _with_parts(sums: list[Row], column: str, is_wider: Callable[[Any, Any], bool]) -> list[Row]:
    for one in sums:
        beside = [other for other in sums if all(one[name] == other[name] for name in ("stage", *PERIOD))]
        one["has_parts"] = any(is_wider(one[column], other[column]) for other in beside)
    return sums


def _summed(rows: Iterable[Row], key: Callable[[Row], Row]) -> list[Row]:
    """Sums by a key and the period, in their order; a text that is null comes first."""
    groups: dict[Any, tuple[Row, list[Row]]] = {}
    for row in rows:
        named = key(row) | {name: row[name] for name in PERIOD}
        groups.setdefault(tuple(named.values()), (named, []))[1].append(row)
    ordered = sorted(groups, key=lambda values: [(value is not None, value) for value in values])
    return [named | _sum(parts) for named, parts in (groups[values] for values in ordered)]


def _sum(parts: list[Row]) -> Row:
    has_range = any(part["amount_vnd"] is None for part in parts)
    return {
        "amount_vnd": None if has_range else sum(part["amount_vnd"] for part in parts),
        "amount_min_vnd": sum(_bound(part, "min") for part in parts),
        "amount_max_vnd": sum(_bound(part, "max") for part in parts),
        "qualifier": _qualifier({part["qualifier"] for part in parts} - {"exact"}),
        "areas": len({part["area_code"] for part in parts}),
        "reports": len(parts),
    }


def _bound(row: Row, bound: str) -> int:
    return int(row[f"amount_{bound}_vnd"] if row["amount_vnd"] is None else row["amount_vnd"])


def _qualifier(kinds: set[str]) -> str:
    if len(kinds) <= 1:
        return next(iter(kinds), "exact")
    for bounds, name in (({"more_than", "at_least"}, "more_than"), ({"less_than", "nearly"}, "less_than")):
        if kinds == bounds:
            return name
    return "about"


def records(found: pd.DataFrame) -> list[Mapping[Hashable, Any]]:
    """The rows of a frame of sums as they are made here: None for null, whole numbers as such."""
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in found.astype(object).to_dict("records")
    ]
