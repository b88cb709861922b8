"""Many rows into a table at once, by the fastest way each database has."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import csv
from sqlalchemy import Connection, func, select, text

from data_access.loads.rows import TABLES, records
from data_access.store.writing_tuples import ROWS_AT_ONCE, copying_into, write_tuples

# Below so many rows an index is kept up to date sooner than it is created again.
FEWEST_FOR_NEW_INDEXES = 10_000
MAY_LEAVE_REFERENCES = "SELECT has_parameter_privilege('session_replication_role', 'SET')"


def write_rows(connection: Connection, table: str, frame: pd.DataFrame, same: dict[str, Any]) -> None:
    """Append the rows of ``frame`` in its order, each with the values of ``same`` besides."""
    is_copied = connection.dialect.name == "postgresql" and not frame.dtypes.eq("object").any()
    with _with_fewer_indexes(connection, table, len(frame)):
        for start in range(0, len(frame), ROWS_AT_ONCE):
            block = frame.iloc[start : start + ROWS_AT_ONCE]
            if is_copied:
                _copy_frame(connection, table, block.assign(**same))
            else:
                rows = ((*row, *same.values()) for row in records(block))
                write_tuples(connection, table, [*frame.columns, *same], rows)


@contextmanager
def references_checked_once(connection: Connection) -> Iterator[None]:
    """Stop PostgreSQL from checking references row by row in the block: ``refuse_dangling`` checked them all.

    The checks take two thirds of its time. The change holds the lock of all changes, so nothing a row names
    can be deleted during it; the constraints of the table itself are still checked. A role without this
    right, or a server before version 15, checks each row.
    """
    is_left = connection.dialect.name == "postgresql" and _may_leave_references(connection)
    if is_left:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    yield
    if is_left:
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")


def _may_leave_references(connection: Connection) -> bool:
    version = connection.dialect.server_version_info or (0,)
    return version >= (15,) and bool(connection.scalar(text(MAY_LEAVE_REFERENCES)))


@contextmanager
def _with_fewer_indexes(connection: Connection, table: str, rows: int) -> Iterator[None]:
    """Make SQLite's indexes after the rows where these are the most of the table.

    A change of SQLite is made in a file that nobody reads yet. On PostgreSQL it would keep readers waiting.
    """
    target, is_most = TABLES[table], False
    if connection.dialect.name == "sqlite" and rows >= FEWEST_FOR_NEW_INDEXES:
        is_most = rows > (connection.scalar(select(func.count()).select_from(target)) or 0)
    indexes = sorted(target.indexes, key=lambda index: str(index.name)) if is_most else []
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def _copy_frame(connection: Connection, table: str, block: pd.DataFrame) -> None:
    """Hand rows over as text that is made a column at a time; what is quoted is a text, null is nothing."""
    buffer = io.BytesIO()
    options = csv.WriteOptions(include_header=False, quoting_style="needed")
    csv.write_csv(pa.Table.from_pandas(block, preserve_index=False), buffer, options)
    listed = ", ".join(f'"{name}"' for name in block.columns)
    with copying_into(connection, f'COPY "{table}" ({listed}) FROM STDIN (FORMAT csv)') as copying:
        copying.write(buffer.getbuffer())
