"""The content of a store table by table: read in one order, hashed, and copied into another store."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select, text

from data_access.models import Table as Models
from data_access.store.writing_tuples import write_tuples

ROWS_AT_ONCE = 20_000
# Parents come before their children.
ALL_TABLES: Sequence[Table] = tuple(Models.metadata.sorted_tables)
IN_HASTE = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -262144", "foreign_keys = OFF")


class Content(NamedTuple):
    """How many rows a table holds, and the fingerprint of all their values."""

    rows: int
    digest: str


def content_of(connection: Connection, table: Table) -> Content:
    """The content of one table; the same on both databases when they hold the same."""
    return _Hashing().all_of(rows_of(connection, table))


def contents_of(connection: Connection) -> dict[str, Content]:
    """The content of every table by its name."""
    return {table.name: content_of(connection, table) for table in ALL_TABLES}


def rows_of(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Every row of a table, by its key, read a block at a time."""
    statement = select(table).order_by(*table.primary_key)
    for row in connection.execute(statement, execution_options={"yield_per": ROWS_AT_ONCE}):
        yield tuple(row)


def copy_table(source: Connection, target: Connection, table: Table) -> Content:
    """Copy a table into an empty one of another store; return what was read."""
    hashing, rows = _Hashing(), rows_of(source, table)
    names = [column.name for column in table.columns]
    write_tuples(target, table.name, names, hashing.passing(rows))
    return hashing.content()


def count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in ALL_TABLES:
        (key, *others) = table.primary_key
        if not others and key.autoincrement is not False and str(key.type) == "BIGINT":
            following = f"(SELECT coalesce(max({key.name}), 0) + 1 FROM {table.name})"
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'), {following}, false)"
                )
            )


class _Hashing:
    """A running fingerprint of rows."""

    def __init__(self) -> None:
        self._digest, self._rows = hashlib.sha256(), 0

    def all_of(self, rows: Iterator[tuple[Any, ...]]) -> Content:
        for _ in self.passing(rows):
            pass
        return self.content()

    def passing(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        while block := list(islice(rows, 1000)):
            self._digest.update("".join(map(repr, block)).encode())
            self._rows += len(block)
            yield from block

    def content(self) -> Content:
        return Content(self._rows, self._digest.hexdigest())
