"""Many rows put into a table at once: what they have in common is written once, the rest row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from data_access.models import Table

TABLES = Table.metadata.tables
# The tables that are too large for their rules to be checked row by row.
LARGE = ("figure", "money", "outcome")


@dataclass(frozen=True)
class Batch:
    """Rows of one table: ``same`` holds for all of them, ``differing`` has one column a name."""

    table: str
    same: dict[str, Any]
    differing: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(next(iter(self.differing.values())))


def register_batch(table: str, rows: list[dict[str, Any]], load_id: int) -> Batch:
    """Rows of a small table, each with the same columns, as one batch of a load."""
    names = list(rows[0]) if rows else ["source_code"]
    return Batch(table, {"load_id": load_id}, {name: [row[name] for row in rows] for name in names})


def write_batch(connection: Connection, batch: Batch) -> None:
    """Store the rows of a batch; an empty one is nothing."""
    if len(batch):
        write = _by_copying if connection.dialect.name == "postgresql" else _by_inserting
        write(connection, batch)


def drop_indexes(connection: Connection) -> None:
    """Drop the indexes (and in PostgreSQL the references) of the large tables: after is many times faster."""
    for name in LARGE:
        for index in TABLES[name].indexes:
            index.drop(connection)
        if connection.dialect.name == "postgresql":
            for reference in TABLES[name].foreign_key_constraints:
                connection.execute(text(f"ALTER TABLE {name} DROP CONSTRAINT {reference.name}"))


def create_indexes(connection: Connection) -> Iterator[str]:
    """Create those indexes and references again; yield the name of each table when it is done."""
    for name in LARGE:
        for index in sorted(TABLES[name].indexes, key=lambda index: str(index.name)):
            index.create(connection)
        if connection.dialect.name == "postgresql":
            _refer_again(connection, name)
        yield name


def _refer_again(connection: Connection, name: str) -> None:
    for reference in TABLES[name].foreign_key_constraints:
        (column,), (element,) = reference.column_keys, reference.elements
        refers = f"FOREIGN KEY ({column}) REFERENCES {element.target_fullname.replace('.', ' (')})"
        connection.execute(text(f"ALTER TABLE {name} ADD CONSTRAINT {reference.name} {refers}"))


def _by_inserting(connection: Connection, batch: Batch) -> None:
    # Values shared by all rows are written into the statement: binding them for each row takes twice as long.
    columns = ", ".join((*batch.same, *batch.differing))
    values = ", ".join((*map(_literal, batch.same.values()), *("?" for _ in batch.differing)))
    rows = list(zip(*batch.differing.values(), strict=True))
    connection.exec_driver_sql(f"INSERT INTO {batch.table} ({columns}) VALUES ({values})", rows)


def _literal(value: str | int | float | bool | None) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, bool):
        return str(int(value))
    return "NULL" if value is None else str(value)


def _by_copying(connection: Connection, batch: Batch) -> None:
    columns = ", ".join((*batch.same, *batch.differing))
    start = "".join(f"{_copied(value)}\t" for value in batch.same.values())
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {batch.table} ({columns}) FROM STDIN") as copying:
        for row in zip(*batch.differing.values(), strict=True):
            copying.write(start + "\t".join(map(_copied, row)) + "\n")


def _copied(value: str | int | float | bool | None) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value)
