"""Rows that figures refer to: renewed in place, so that figures of other loads keep what they rest on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, exists, select, update

from data_access.store.writing_tuples import insert_rows


def merge(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], key: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    """Insert new rows and update known ones by ``key``; return primary keys of rows no longer given.

    The rows no longer given stay for now: what refers to them may have to go first.
    """
    primary = tuple(column.name for column in table.primary_key)
    known = {
        tuple(row[: len(key)]): tuple(row[len(key) :])
        for row in connection.execute(select(*(table.c[name] for name in key + primary)))
    }
    fresh = [row for row in rows if tuple(row[name] for name in key) not in known]
    renewed = [row for row in rows if tuple(row[name] for name in key) in known]
    insert_rows(connection, table.name, fresh)
    if renewed:
        _update(connection, table, renewed, key)
    given = {tuple(row[name] for name in key) for row in rows}
    return [known[old] for old in known if old not in given]


def _update(connection: Connection, table: Table, rows: list[dict[str, Any]], key: tuple[str, ...]) -> None:
    changed = [name for name in rows[0] if name not in key and name not in table.primary_key.columns]
    statement = (
        update(table)
        .where(and_(*(table.c[name] == bindparam(f"key_{name}") for name in key)))
        .values({name: bindparam(f"new_{name}") for name in changed})
    )
    connection.execute(
        statement,
        [
            {f"key_{name}": row[name] for name in key} | {f"new_{name}": row[name] for name in changed}
            for row in rows
        ],
    )


def forget(connection: Connection, table: Table, keys: list[tuple[Any, ...]]) -> None:
    """Delete the rows with these primary keys to which nothing refers any more, newest first."""
    (primary,) = table.primary_key
    referring = [
        column
        for other in table.metadata.tables.values()
        for column in other.columns
        if any(foreign.column is primary for foreign in column.foreign_keys)
    ]
    for (key,) in sorted(keys, reverse=True):
        unused = [~exists().where(_alias_of(column) == key) for column in referring]
        connection.execute(delete(table).where(primary == key, *unused))


def _alias_of(column: Any) -> Any:
    # Under another name, or a table that refers to itself would be compared with the row being deleted.
    return column.table.alias("referring").c[column.name]
