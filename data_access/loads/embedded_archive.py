"""The embedded data of a store before newer ones take their place: kept, so that the past can be shown."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, null, or_, select, update
from sqlmodel import col

from data_access.loads.rows import TABLES, from_bytes, to_bytes, with_types
from data_access.models import Load, LoadPart, LoadSpan
from data_access.models.figure import EMBEDDED

# Parents come before their children.
REFERENCES = (
    *("source", "standard", "indicator", "area", "area_name", "crosswalk", "area_class", "known_slip"),
    *("programme", "project", "measure", "lineage"),
)
REPORTS = ("figure", "money", "target", "outcome")


def keep_embedded(connection: Connection) -> None:
    """Keep the tables of the embedded load that counts now, if there is one, as its parts."""
    number = embedded_in_force(connection)
    if number is None:
        return
    rows = [
        {"load_id": number, "name": table, "content": to_bytes(rows_of_table(connection, table, number))}
        for table in (*REFERENCES, *REPORTS)
    ]
    connection.execute(insert(LoadPart), rows)


def embedded_in_force(connection: Connection) -> int | None:
    """The number of the embedded load that counts now."""
    found = select(col(Load.id)).where(col(Load.kind) == EMBEDDED, col(Load.status) == "current")
    return connection.scalar(found)


def begin_embedded_span(connection: Connection, number: int) -> None:
    """Write down that embedded loads before ``number`` count no more, and that it does."""
    earlier = select(col(Load.id)).where(col(Load.kind) == EMBEDDED, col(Load.id) != number)
    is_open = col(LoadSpan.load_id).in_(earlier), col(LoadSpan.until).is_(None)
    connection.execute(update(LoadSpan).where(*is_open).values(until=number))
    connection.execute(insert(LoadSpan), [{"load_id": number, "since": number, "until": None}])


def kept_tables(connection: Connection, number: int) -> Mapping[str, pd.DataFrame]:
    """The tables of an embedded load: its parts, or, of the one that counts now, the tables themselves."""
    found = connection.execute(
        select(col(LoadPart.name), col(LoadPart.content)).where(col(LoadPart.load_id) == number)
    )
    parts = {row.name: row.content for row in found}
    if not parts:
        return {name: rows_of_table(connection, name, number) for name in (*REFERENCES, *REPORTS)}
    names = {name: [column.name for column in TABLES[name].columns] for name in parts}
    return {
        name: from_bytes(parts[name], name, names[name]) for name in (*REFERENCES, *REPORTS) if name in parts
    }


def rows_of_table(connection: Connection, table: str, number: int) -> pd.DataFrame:
    """Every column of the rows that an embedded load put into a table, in the order of its key."""
    target = TABLES[table]
    statement = select(target).order_by(*target.primary_key)
    if table in REPORTS:
        statement = statement.where(target.c.load_id == number)
    elif "load_id" in target.c:
        statement = statement.where(or_(target.c.load_id.is_(null()), target.c.load_id == number))
    names: list[Any] = [column.name for column in target.columns]
    return with_types(pd.DataFrame(connection.execute(statement).all(), columns=names), table, names)
