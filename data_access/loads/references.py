"""Whether the codes and areas that rows name are in the store: asked before anything is written."""

from collections.abc import Iterable, Mapping

import pandas as pd
from sqlalchemy import Column, Connection, select

from data_access.loads.errors import LoadRefused
from data_access.loads.rows import TABLES

# Rows are checked against these themselves, or the store gives them.
NOT_ASKED = {"load_id"}


def refuse_dangling(connection: Connection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Raise ``LoadRefused`` (reason ``dangling``) at the first name that leads nowhere.

    What the load itself brings counts as being there.
    """
    for table, frame in frames.items():
        for column in TABLES[table].columns:
            if column.foreign_keys and column.name not in NOT_ASKED:
                named = next(iter(column.foreign_keys)).column
                _refuse(connection, table, frame[column.name].dropna().unique(), column.name, named, frames)


def _refuse(
    connection: Connection,
    table: str,
    named: Iterable[object],
    column: str,
    key: "Column[object]",
    frames: Mapping[str, pd.DataFrame],
) -> None:
    known = set(connection.scalars(select(key)))
    if key.table.name in frames and key.name in frames[key.table.name]:
        known |= set(frames[key.table.name][key.name])
    missing = sorted(str(value) for value in set(named) - known)
    if missing:
        raise LoadRefused(reason="dangling", table=table, column=column, value=missing[0])
