"""Invented money and outcomes in great number, to measure how questions slow down as a store grows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    String,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    union_all,
)
from sqlmodel import col

from data_access.models import Area, Indicator, Load, Measure, Money, Outcome, Programme, Project, Target

PROGRAMME, MEASURE, SOURCE = "INVENTED", "invented_measure", "invented"
PROJECTS = ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7")
FUNDS = ("central_development", "central_recurrent", "local", "mobilised")
STAGES = ("assigned", "disbursed")
YEARS = range(2021, 2026)
# Of an area: in each year a value, and at each stage the whole and every project by fund.
ROWS_OF_AN_AREA = len(YEARS) * (1 + len(STAGES) * (1 + len(PROJECTS) * len(FUNDS)))


def add_money(engine: Engine) -> int:
    """Add money, outcomes and targets of every area to a store that has areas; return how many rows.

    Each area has in each year and stage a whole and, beneath it, each project by fund.
    """
    with engine.begin() as connection:
        load_id = connection.scalar(select(func.max(col(Load.id)))) or 0
        connection.execute(insert(Programme), [_named(PROGRAMME) | _of_programme()])
        connection.execute(insert(Project), [_project(code, place) for place, code in enumerate(PROJECTS)])
        connection.execute(insert(Measure), [_measure()])
        _invent_money(connection, load_id)
        _invent_results(connection, load_id)
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))
        counts = [
            connection.scalar(select(func.count()).select_from(table)) or 0 for table in (Money, Outcome)
        ]
    return sum(counts)


def _named(code: str) -> dict[str, Any]:
    return {"code": code, "name_vi": code, "name_en": code, "position": 1, "confirmed": True}


def _of_programme() -> dict[str, Any]:
    return {"period_from": 2021, "period_to": 2025, "relation": "own"}


def _project(code: str, place: int) -> dict[str, Any]:
    return _named(code) | {"programme_code": PROGRAMME, "position": place}


def _measure() -> dict[str, Any]:
    row = {
        "code": MEASURE,
        "name_vi": MEASURE,
        "name_en": MEASURE,
        "position": 1,
        "project_code": PROJECTS[0],
    }
    return row | {"kind": "output", "unit": "x", "is_money": False, "direction": "higher", "adds_up": True}


def _invent_money(connection: Connection, load_id: int) -> None:
    whole = _table("cells", [(None, "total", 0)])
    parts = _table("cells", [(project, fund, 1) for project in PROJECTS for fund in FUNDS])
    for stage in STAGES:
        for year in YEARS:
            for cells in (whole, parts):
                rows = _amounts(load_id, stage, year, cells)
                connection.execute(insert(Money).from_select(list(rows.selected_columns.keys()), rows))


def _table(name: str, cells: Sequence[tuple[str | None, str, int]]) -> Any:
    rows = [
        select(
            literal(project, String).label("project"),
            literal(fund).label("fund"),
            literal(mark).label("mark"),
        )
        for project, fund, mark in cells
    ]
    return union_all(*rows).subquery(name)


def _amounts(load_id: int, stage: str, year: int, cells: Any) -> Any:
    given = {"scope": "programme", "programme_code": PROGRAMME, "stage": stage, "source_code": SOURCE}
    given |= {"qualifier": "exact", "status": "final"}
    numbers = {
        "load_id": load_id,
        "period_from": year,
        "period_to": year,
        "preference": 1,
        "beneath_in_fund": 0,
    }
    flags = dict.fromkeys(("each_year", "with_carried_over", "in_wider_fund"), False)
    same = [literal(value).label(name) for name, value in (given | numbers | flags).items()]
    amount = (cast(col(Area.id), BigInteger) * 7_919 + year) % 100_000 * 1_000_000
    return select(
        col(Area.id).label("area_id"),
        cells.c.project.label("project_code"),
        cells.c.fund.label("fund"),
        cells.c.mark.label("beneath"),
        amount.label("amount_vnd"),
        *same,
    ).join(cells, literal(1) == literal(1))


def _invent_results(connection: Connection, load_id: int) -> None:
    said = {"measure_code": MEASURE, "qualifier": "exact", "state": "reported", "status": "final"}
    said |= {"source_kind": "synthetic", "source_code": SOURCE}
    for year in YEARS:
        numbers = {"load_id": load_id, "period_from": year, "period_to": year, "preference": 1, "value": 5.0}
        same = [literal(value).label(name) for name, value in (said | numbers | {"each_year": False}).items()]
        rows: Any = select(col(Area.id).label("area_id"), *same)
        connection.execute(insert(Outcome).from_select(list(rows.selected_columns.keys()), rows))
    indicator = connection.scalar(select(func.min(col(Indicator.code)))) or ""
    aim = {"indicator_code": indicator, "tracked_measure_code": MEASURE, "programme_code": PROGRAMME}
    aim |= {"kind": "level", "direction": "higher", "unit": "x", "qualifier": "exact", "source_code": SOURCE}
    numbers = {"load_id": load_id, "period_from": 2021, "period_to": 2025, "value": 9.0}
    same = [literal(value).label(name) for name, value in (aim | numbers).items()]
    aims: Any = select(col(Area.id).label("area_id"), *same)
    connection.execute(insert(Target).from_select(list(aims.selected_columns.keys()), aims))
