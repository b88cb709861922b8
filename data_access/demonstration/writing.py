"""The demonstration put into a database: areas and indicators as they are, the figures as invented."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, insert, text

from data_access.coverage import count_anew
from data_access.demonstration.codes import STARTS
from data_access.demonstration.generation import REFORM, Block
from data_access.demonstration.geography import Geography
from data_access.demonstration.published import FIRST_STANDARD, STANDARD
from data_access.embedded_data import Line, lines
from data_access.models import Table

Progress = Callable[[float, str], None]
TABLES = Table.metadata.tables
KIND = SOURCE = "demonstration"
SOURCE_ROW = {
    "code": SOURCE,
    "title": "Bộ số liệu mô phỏng – không phải số liệu thật",
    "title_en": "Simulated data – not real",
    "kind": "dataset",
    "note_vi": "Do chương trình tự tạo để minh họa. Chỉ tổng số hộ nghèo, hộ cận nghèo của cả nước và "
    "các vùng năm 2022–2024 khớp với số đã công bố.",
    "note_en": "Invented by the program for demonstration. Only the totals of poor and near-poor "
    "households of the nation and its regions in 2022–2024 are those published.",
}
REVIEWED_ANEW = (
    "Danh sách đầu kỳ rà soát lại theo chuẩn nghèo mới, không phải số cuối năm 2021. Số liệu mô phỏng.",
    "The list at the start, reviewed anew by the new standard; it is not the end of 2021. Simulated.",
)


class _Same(NamedTuple):
    """What all figures of one indicator and year have in common, in the order of their columns."""

    load_id: int
    indicator_code: str
    year: int
    decimals: int
    qualifier: str
    state: str
    status: str
    standard_code: str
    source_kind: str
    source_code: str
    note_vi: str | None
    note_en: str | None
    preference: int


def write_references(connection: Connection, data_dir: Path, geography: Geography) -> None:
    """Store areas, indicators, standards and the sources that these rest on; no published figure."""
    standards, classes = list(lines(data_dir, "standard")), list(lines(data_dir, "area_class"))
    cited = {line.cells["source_code"] for line in (*standards, *classes)}
    sources = [line for line in lines(data_dir, "source") if line.cells["code"] in cited]
    _insert(connection, "source", [*(_row("source", line) for line in sources), _padded(SOURCE_ROW)])
    _insert(connection, "standard", (_row("standard", line) for line in standards))
    _insert(connection, "indicator", (_row("indicator", line) for line in lines(data_dir, "indicator")))
    _insert(connection, "area", geography.rows())
    _insert(connection, "area_name", _of_areas("area_name", lines(data_dir, "area_name"), geography))
    _insert(connection, "area_class", _of_areas("area_class", classes, geography))
    _insert(connection, "crosswalk", _crosswalk(data_dir, geography))


def _row(table: str, line: Line) -> dict[str, Any]:
    return {column.name: line.cells.get(column.name) for column in TABLES[table].columns}


def _padded(row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: row.get(column.name) for column in TABLES["source"].columns}


def _of_areas(table: str, found: Iterable[Line], geography: Geography) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(found, start=1):
        cells = line.cells
        key = (cells["vintage"], cells["level"], cells["code"])
        given = {"id": number, "area_id": geography.ids[key] if cells["code"] else None}
        if table == "area_class":
            given["class_code"] = cells["class"]
        yield _row(table, line) | given


def _crosswalk(data_dir: Path, geography: Geography) -> Iterator[dict[str, Any]]:
    for line in lines(data_dir, "crosswalk"):
        ends = {}
        for end in ("from", "to"):
            key = tuple(line.cells[f"{end}_{part}"] for part in ("vintage", "level", "code"))
            ends[f"{end}_area_id"] = geography.ids[key[0], key[1], key[2]]
        yield _row("crosswalk", line) | ends


def _insert(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(insert(TABLES[table]), list(rows))


def write_figures(
    connection: Connection, blocks: list[Block], load_id: int, content_hash: str, progress: Progress
) -> None:
    """Store the figures as one load, then count what they cover.

    Indexes are made after the rows, which is many times faster.
    """
    count = sum(len(block.values) for block in blocks)
    _insert(connection, "load", [_load(load_id, content_hash, count)])
    _unhinder(connection)
    done = 0
    for block in blocks:
        progress(0.15 + 0.6 * done / count, "figures")
        _write_block(connection, block, load_id)
        done += len(block.values)
    progress(0.75, "figures")
    _hinder_again(connection)
    progress(0.92, "coverage")
    count_anew(connection)


def _load(load_id: int, content_hash: str, count: int) -> dict[str, Any]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "id": load_id,
        "kind": KIND,
        "label": KIND,
        "content_hash": content_hash,
        "row_count": count,
        "loaded_at": now,
        "loaded_by": "theo-doi-giam-ngheo",
        "status": "current",
    }


def _unhinder(connection: Connection) -> None:
    figure = TABLES["figure"]
    for index in figure.indexes:
        index.drop(connection)
    if connection.dialect.name == "postgresql":
        for reference in figure.foreign_key_constraints:
            connection.execute(text(f"ALTER TABLE figure DROP CONSTRAINT {reference.name}"))


def _hinder_again(connection: Connection) -> None:
    figure = TABLES["figure"]
    for index in sorted(figure.indexes, key=lambda index: str(index.name)):
        index.create(connection)
    if connection.dialect.name == "postgresql":
        for reference in figure.foreign_key_constraints:
            (column,), (element,) = reference.column_keys, reference.elements
            refers = f"FOREIGN KEY ({column}) REFERENCES {element.target_fullname.replace('.', ' (')})"
            connection.execute(text(f"ALTER TABLE figure ADD CONSTRAINT {reference.name} {refers}"))


def _write_block(connection: Connection, block: Block, load_id: int) -> None:
    is_known = ~np.isnan(block.values)
    write = _write_by_copying if connection.dialect.name == "postgresql" else _write_by_inserting
    known = zip(block.area_ids[is_known].tolist(), block.values[is_known].tolist(), strict=True)
    write(connection, _same(block, load_id, "reported"), list(known))
    unknown: list[tuple[int, float | None]] = [(area, None) for area in block.area_ids[~is_known].tolist()]
    write(connection, _same(block, load_id, "not_applicable"), unknown)


def _same(block: Block, load_id: int, state: str) -> _Same:
    reviewed_anew = block.indicator in STARTS and block.year == 2022
    return _Same(
        load_id=load_id,
        indicator_code=block.indicator,
        year=block.year,
        decimals=block.decimals,
        qualifier="exact",
        state=state,
        status="preliminary" if block.year == REFORM else "final",
        standard_code=FIRST_STANDARD if block.year == 2021 else STANDARD,
        source_kind="synthetic",
        source_code=SOURCE,
        note_vi=REVIEWED_ANEW[0] if reviewed_anew else None,
        note_en=REVIEWED_ANEW[1] if reviewed_anew else None,
        preference=1,
    )


def _write_by_inserting(connection: Connection, same: _Same, rows: list[tuple[int, Any]]) -> None:
    # What is the same stands in the statement itself: binding it anew for each row takes twice as long.
    columns = ", ".join((*same._fields, "area_id", "value"))
    values = ", ".join(_literal(value) for value in same)
    if rows:
        connection.exec_driver_sql(f"INSERT INTO figure ({columns}) VALUES ({values}, ?, ?)", rows)


def _literal(value: str | int | None) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(value)


def _write_by_copying(connection: Connection, same: _Same, rows: list[tuple[int, Any]]) -> None:
    columns = ", ".join((*same._fields, "area_id", "value"))
    start = "\t".join(_copied(value) for value in same)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY figure ({columns}) FROM STDIN") as copying:
        for area, value in rows:
            copying.write(f"{start}\t{area}\t{_copied(value)}\n")


def _copied(value: str | float | None) -> str:
    return "\\N" if value is None else str(value)
