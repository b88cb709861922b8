"""Invented figures in great number, to measure how questions slow down as a store grows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, literal, select, text, union_all
from sqlmodel import col

from data_access.embedded.coverage import recount
from data_access.migrations import upgrade
from data_access.models import Area, Figure, Indicator, Load, Source

YEARS = range(2006, 2017)
INDICATOR = "invented_000"
FEW = 100_000
COUNTS = {"province": 63, "district": 696, "commune": 10_035}


def fill(engine: Engine, count: int) -> None:
    """Add ``count`` invented figures through a writing engine; make the tables if there are none.

    The indicators are ``invented_000``, ``invented_001`` and so on. Each of them has every year of
    ``YEARS`` for the provinces of v2008 or, from a hundred thousand figures on, for every area of
    the store; so ``invented_000`` has the same provinces' figures (with the 63 of a store that was
    empty or as it ships: 693) however many figures there are beside them.
    """
    with engine.begin() as connection:
        upgrade(connection)
        _invent_areas(connection)
        load_id = _new_load(connection, count)
        _invent_figures(connection, load_id, count)
        recount(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))


def _invent_areas(connection: Connection) -> None:
    if connection.scalar(select(func.count()).select_from(Area)):
        return
    keys = [(level, f"{number:05}") for level, count in COUNTS.items() for number in range(count)]
    rows = [_area(number, level, code) for number, (level, code) in enumerate(keys, start=1)]
    connection.execute(insert(Area), rows)


def _area(number: int, level: str, code: str) -> dict[str, Any]:
    names = dict.fromkeys(("name_vi", "name_en", "full_name_vi", "full_name_en"), f"{level} {code}")
    key = {"id": number, "vintage": "v2008", "level": level, "code": code, "kind": level}
    return key | names | {"folded_name": f"{level} {code}"}


def _new_load(connection: Connection, count: int) -> int:
    number = (connection.scalar(select(func.max(col(Load.id)))) or 0) + 1
    row = {"id": number, "kind": "invented", "label": "invented", "content_hash": "", "row_count": count}
    told = {"loaded_at": "2000-01-01T00:00:00Z", "loaded_by": "test", "status": "current"}
    connection.execute(insert(Load), [row | told])
    known = select(col(Source.code)).where(col(Source.code) == "invented")
    if connection.scalar(known) is None:
        connection.execute(insert(Source), [{"code": "invented", "title": "invented", "kind": "dataset"}])
    return number


def _invent_figures(connection: Connection, load_id: int, count: int) -> None:
    areas = select(col(Area.id))
    if count < FEW:
        areas = areas.where(col(Area.vintage) == "v2008", col(Area.level) == "province")
    ids = areas.subquery("ids")
    each = (connection.scalar(select(func.count()).select_from(ids)) or 0) * len(YEARS)
    for number, start in enumerate(range(0, count, each)):
        code = f"invented_{number:03}"
        connection.execute(insert(Indicator), [_indicator(code, number)])
        chosen = _figures(load_id, code, number, ids).limit(min(each, count - start))
        connection.execute(insert(Figure).from_select(list(chosen.selected_columns.keys()), chosen))


def _indicator(code: str, number: int) -> dict[str, Any]:
    row = {"code": code, "group": "context", "position": 1000 + number, "name_vi": code, "name_en": code}
    return row | {"unit": "percent", "decimals": 1, "direction": "lower", "roll_up": "none"}


def _figures(load_id: int, code: str, number: int, ids: Any) -> Any:
    years = union_all(*_numbers(YEARS)).subquery("years")
    value = (ids.c.id * 37 + years.c.year * 11 + number * 101) % 1000 / 10.0
    given = {"indicator_code": code, "source_code": "invented", "source_kind": "synthetic"}
    given |= {"qualifier": "exact", "state": "reported", "status": "final"}
    columns: list[Any] = [literal(text_).label(name) for name, text_ in given.items()]
    whole = {"load_id": load_id, "decimals": 1, "preference": 1}
    columns += [literal(number_).label(name) for name, number_ in whole.items()]
    return (
        select(ids.c.id.label("area_id"), years.c.year, value.label("value"), *columns)
        .select_from(ids.join(years, literal(1) == literal(1)))
        # A year at a time, as reports come in.
        .order_by(years.c.year, ids.c.id)
    )


def _numbers(numbers: Iterable[int]) -> list[Any]:
    return [select(literal(number).label("year")) for number in numbers]
