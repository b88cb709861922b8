"""Many rows into a table at once, by the fastest way each database has."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pandas as pd
import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from data_access.loads.rows import records

ROWS_AT_ONCE = 50_000


def write_rows(connection: Connection, table: str, frame: pd.DataFrame, same: dict[str, Any]) -> None:
    """Append the rows of ``frame`` in its order, each with the values of ``same`` besides."""
    names = [*frame.columns, *same]
    for start in range(0, len(frame), ROWS_AT_ONCE):
        block = frame.iloc[start : start + ROWS_AT_ONCE]
        write_tuples(connection, table, names, ((*row, *same.values()) for row in records(block)))


def write_tuples(
    connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    """Append rows whose values stand in the order of ``names``."""
    write = _copy if connection.dialect.name == "postgresql" else _insert
    write(connection, table, names, rows)


def _insert(
    connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table}" ({listed}) VALUES ({marks})'
    while block := list(islice(rows, ROWS_AT_ONCE)):
        connection.exec_driver_sql(statement, block)


def _copy(connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    statement = f'COPY "{table}" ({listed}) FROM STDIN'
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(statement) as copying:
            for row in rows:
                copying.write_row(row)
    except (psycopg.IntegrityError, psycopg.DataError) as error:
        raise IntegrityError(statement, None, error) from error
    except psycopg.Error as error:
        raise DBAPIError(statement, None, error) from error
