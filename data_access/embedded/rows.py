"""Lines of the embedded data as rows of a table, with areas and references resolved."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from data_access.embedded.csv_lines import Line, lines
from data_access.models import Table as Models

AreaKey = tuple[str, str, str]
AreaIds = dict[AreaKey, int]
TABLES = Models.metadata.tables


def plain_rows(data_dir: Path, table: str) -> list[dict[str, Any]]:
    """The lines of a table whose columns are those of its files."""
    return [row_of(line, TABLES[table]) for line in lines(data_dir, table)]


def row_of(line: Line, table: Table, **given: Any) -> dict[str, Any]:
    """A line as a row: every column of the table, null where the line has none, then ``given``."""
    return {column.name: line.cells.get(column.name) for column in table.columns} | given


def area_key(line: Line, prefix: str = "", code: str = "code") -> AreaKey:
    """Vintage, level and code of the area that a line names."""
    cells = line.cells
    return cells[f"{prefix}vintage"], cells[f"{prefix}level"], cells[f"{prefix}{code}"]


def area_id(line: Line, area_ids: AreaIds, prefix: str = "", code: str = "code") -> int:
    """The store's number of that area; refuses the line if there is none."""
    number = area_ids.get(area_key(line, prefix, code))
    return line.refuse("unknown_reference", f"{prefix}{code}") if number is None else number


def reported_rows(
    connection: Connection, data_dir: Path, table: str, area_ids: AreaIds, load_id: int
) -> Iterator[dict[str, Any]]:
    """Rows of a table of reports: each of one load about one area, numbered by the database.

    Refuses a line that names a code which the store does not hold.
    """
    target = TABLES[table]
    known = known_codes(connection, target)
    for line in lines(data_dir, table):
        for column, codes in known.items():
            if line.cells.get(column) is not None and line.cells[column] not in codes:
                line.refuse("unknown_reference", column)
        row = row_of(line, target, load_id=load_id, area_id=area_id(line, area_ids, code="area_code"))
        row.pop("id", None)
        yield row


def known_codes(connection: Connection, table: Table) -> Mapping[str, set[str]]:
    """The codes that each column of a table may refer to."""
    referring = {
        column: next(iter(column.foreign_keys)).column for column in table.columns if column.foreign_keys
    }
    return {
        column.name: set(connection.scalars(select(named)))
        for column, named in referring.items()
        if named.name == "code"
    }
