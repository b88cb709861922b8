"""Rows put into a table at once, by the fastest way each database has."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

ROWS_AT_ONCE = 50_000
# SQLite builds the lists of a table's constraints for each statement, not for each row of it.
ROWS_OF_STATEMENT = 100
# PostgreSQL copies into none of these for a role that is held to their policies (migration 0015).
WITH_ROW_SECURITY = frozenset({"submission", "submission_part", "audit"})


def write_tuples(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Append rows whose values are in the order of ``names``."""
    write = _copy if connection.dialect.name == "postgresql" else _insert
    write(connection, table, names, iter(rows))


def insert_rows(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Store rows of the same columns, also where there are none."""
    listed = list(rows)
    if listed:
        names = list(listed[0])
        write_tuples(connection, table, names, (tuple(row[name] for name in names) for row in listed))


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


def _copy(connection: Connection, table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    if table in WITH_ROW_SECURITY:
        statement = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join(["%s"] * len(names))})'
        while block := list(islice(rows, ROWS_OF_STATEMENT)):
            connection.exec_driver_sql(statement, block)
        return
    with copying_into(connection, f'COPY "{table}" ({listed}) FROM STDIN') as copying:
        for row in rows:
            copying.write_row(row)


@contextmanager
def copying_into(connection: Connection, statement: str) -> Iterator[Any]:
    """A copy into PostgreSQL to write to; raises SQLAlchemy's errors, as its statements do."""
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(statement) as copying:
            yield copying
    except (psycopg.IntegrityError, psycopg.DataError) as error:
        raise IntegrityError(statement, None, error) from error
    except psycopg.Error as error:
        raise DBAPIError(statement, None, error) from error
