"""Rows that exist once for each code: sources and livelihood models.

Of several loads that have a code the latest is shown; when it is withdrawn, the one before it does again.
A source of the embedded data is never changed by an office.
"""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update

from data_access.embedded.reference_rows import forget
from data_access.loads.parts import rows_in_force
from data_access.loads.rows import TABLES, records

KEYED = ("source", "livelihood_model")


def show_newest_by_code(connection: Connection, table: str, frame: pd.DataFrame, load_id: int) -> None:
    """Show a load's rows, but for codes of the embedded data or of a later load."""
    target = TABLES[table]
    owners = _owners(connection, table)
    for row in _rows(frame, load_id):
        owner = owners.get(row["code"], -1)
        if owner == -1:
            connection.execute(insert(target), [row])
        elif owner is not None and owner <= load_id:
            connection.execute(update(target).where(target.c.code == row["code"]).values(**row))


def show_previous_by_code(connection: Connection, table: str, load_id: int) -> None:
    """Show no row of a load that counts no more: the one of the load before it, or none."""
    target = TABLES[table]
    codes = [code for code, owner in _owners(connection, table).items() if owner == load_id]
    earlier: dict[str, Any] = {}
    for number, frame in rows_in_force(connection, table) if codes else ():
        earlier |= {row["code"]: row for row in _rows(frame, number)}
    for code in codes:
        if code in earlier:
            connection.execute(update(target).where(target.c.code == code).values(**earlier[code]))
        else:
            # Where rows of another load rest on it, it stays for as long as they do.
            forget(connection, target, [(code,)])


def show_all_newest_by_code(connection: Connection, table: str) -> None:
    """Show the rows of every load that counts, after the embedded data were loaded again."""
    for number, frame in rows_in_force(connection, table):
        show_newest_by_code(connection, table, frame, number)


def _owners(connection: Connection, table: str) -> dict[str, int | None]:
    target = TABLES[table]
    return {row.code: row.load_id for row in connection.execute(select(target.c.code, target.c.load_id))}


def _rows(frame: pd.DataFrame, load_id: int) -> list[dict[str, Any]]:
    listed = (dict(zip(frame.columns, values, strict=True)) for values in records(frame))
    return [row | {"load_id": load_id} for row in listed]
