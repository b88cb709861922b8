"""Many rows into a table at once, by the fastest way each database has."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

import pandas as pd
import psycopg
import pyarrow as pa
from pyarrow import csv
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from data_access.loads.rows import TABLES, records

ROWS_AT_ONCE = 50_000
# SQLite makes the lists of a table's rules anew for each statement, not for each row of it.
ROWS_OF_STATEMENT = 100
# Below so many rows an index is kept up to date sooner than it is made anew.
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
def references_asked_already(connection: Connection) -> Iterator[None]:
    """Have PostgreSQL not ask for each row of the block again what ``refuse_dangling`` has asked of all.

    Asking is two thirds of its work. The change holds the lock of all changes, so that nothing a row names
    can go meanwhile; the rules of the table itself are asked all the same. A role that may not say so, or a
    server before version 15, asks for each row.
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


def write_tuples(
    connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    """Append rows whose values stand in the order of ``names``."""
    write = _copy if connection.dialect.name == "postgresql" else _insert
    write(connection, table, names, rows)


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


def _insert(
    connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    marks = f"({', '.join('?' * len(names))})"
    statement = f'INSERT INTO "{table}" ({listed}) VALUES '
    while block := list(islice(rows, ROWS_AT_ONCE)):
        whole = len(block) - len(block) % ROWS_OF_STATEMENT
        if whole:
            many = [
                tuple(chain.from_iterable(block[start : start + ROWS_OF_STATEMENT]))
                for start in range(0, whole, ROWS_OF_STATEMENT)
            ]
            connection.exec_driver_sql(statement + ", ".join([marks] * ROWS_OF_STATEMENT), many)
        if block[whole:]:
            connection.exec_driver_sql(statement + marks, block[whole:])


def _copy_frame(connection: Connection, table: str, block: pd.DataFrame) -> None:
    """Hand rows over as text that is made a column at a time; what is quoted is a text, null is nothing."""
    buffer = io.BytesIO()
    options = csv.WriteOptions(include_header=False, quoting_style="needed")
    csv.write_csv(pa.Table.from_pandas(block, preserve_index=False), buffer, options)
    listed = ", ".join(f'"{name}"' for name in block.columns)
    with _copying(connection, f'COPY "{table}" ({listed}) FROM STDIN (FORMAT csv)') as copying:
        copying.write(buffer.getbuffer())


def _copy(connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    with _copying(connection, f'COPY "{table}" ({listed}) FROM STDIN') as copying:
        for row in rows:
            copying.write_row(row)


@contextmanager
def _copying(connection: Connection, statement: str) -> Iterator[Any]:
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(statement) as copying:
            yield copying
    except (psycopg.IntegrityError, psycopg.DataError) as error:
        raise IntegrityError(statement, None, error) from error
    except psycopg.Error as error:
        raise DBAPIError(statement, None, error) from error
