"""The demonstration put into a database: areas, indicators and projects as they are, the rest as invented."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, update

from data_access.demonstration.bulk import Batch
from data_access.demonstration.codes import STARTS
from data_access.demonstration.generation import REFORM, Block
from data_access.demonstration.geography import Geography
from data_access.demonstration.published import FIRST_STANDARD, SOURCE, STANDARD
from data_access.embedded.csv_lines import Line, lines
from data_access.models import Table
from data_access.store.writing_tuples import insert_rows

TABLES = Table.metadata.tables
KIND = "demonstration"
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
# As they are in law: names, not numbers.
PROGRAMME_TABLES = ("programme", "project", "measure", "lineage")
REVIEWED_ANEW = (
    "Danh sách đầu kỳ rà soát lại theo chuẩn nghèo mới, không phải số cuối năm 2021. Số liệu mô phỏng.",
    "The list at the start, reviewed anew by the new standard; it is not the end of 2021. Simulated.",
)


def write_references(connection: Connection, data_dir: Path, geography: Geography) -> None:
    """Store areas, indicators, standards and the sources that these rest on; no published number."""
    kept = {table: list(lines(data_dir, table)) for table in ("standard", "area_class", *PROGRAMME_TABLES)}
    standards, classes = kept["standard"], kept["area_class"]
    cited = {line.cells.get("source_code") for found in kept.values() for line in found}
    sources = [line for line in lines(data_dir, "source") if line.cells["code"] in cited]
    insert_rows(connection, "source", [*(_row("source", line) for line in sources), _padded(SOURCE_ROW)])
    insert_rows(connection, "standard", (_row("standard", line) for line in standards))
    insert_rows(connection, "indicator", (_row("indicator", line) for line in lines(data_dir, "indicator")))
    insert_rows(connection, "area", geography.rows())
    insert_rows(connection, "area_name", _of_areas("area_name", lines(data_dir, "area_name"), geography))
    insert_rows(connection, "area_class", _of_areas("area_class", classes, geography))
    insert_rows(connection, "crosswalk", _crosswalk(data_dir, geography))
    for table in PROGRAMME_TABLES:
        rows = [_row(table, line) for line in kept[table]]
        if table == "lineage":
            rows = [row | {"id": number} for number, row in enumerate(rows, start=1)]
        insert_rows(connection, table, rows)


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


def write_load(connection: Connection, load_id: int, content_hash: str) -> None:
    """Store the load that every row is of."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = {
        "id": load_id,
        "kind": KIND,
        "label": KIND,
        "content_hash": content_hash,
        "row_count": 0,
        "loaded_at": now,
        "loaded_by": "theo-doi-giam-ngheo",
        "status": "current",
    }
    insert_rows(connection, "load", [row])


def count_rows(connection: Connection, load_id: int, row_count: int) -> None:
    """Tell the load how many rows it has, which is known when they are all stored."""
    load = TABLES["load"]
    connection.execute(update(load).where(load.c.id == load_id).values(row_count=row_count))


def write_coverage(connection: Connection, blocks: Iterable[Block], geography: Geography) -> None:
    """Store how many areas report a value, as ``count_anew`` counts them, which takes far longer."""
    rows = [
        {"indicator_code": block.indicator, "vintage": vintage, "level": level, "year": block.year}
        | {"areas": areas}
        for block in blocks
        for (vintage, level), areas in geography.counted(block.area_ids[~np.isnan(block.values)]).items()
    ]
    insert_rows(connection, "coverage", rows)


def figure_batches(blocks: Iterable[Block], load_id: int) -> Iterator[Batch]:
    """The figures as rows: what has no value is not applicable."""
    for block in blocks:
        is_known = ~np.isnan(block.values)
        known = {"area_id": block.area_ids[is_known].tolist(), "value": block.values[is_known].tolist()}
        yield Batch("figure", _same(block, load_id, "reported"), known)
        yield Batch(
            "figure", _same(block, load_id, "not_applicable"), {"area_id": block.area_ids[~is_known].tolist()}
        )


def _same(block: Block, load_id: int, state: str) -> dict[str, Any]:
    reviewed_anew = block.indicator in STARTS and block.year == 2022
    return {
        "load_id": load_id,
        "indicator_code": block.indicator,
        "year": block.year,
        "decimals": block.decimals,
        "qualifier": "exact",
        "state": state,
        "status": "preliminary" if block.year == REFORM else "final",
        "standard_code": FIRST_STANDARD if block.year == 2021 else STANDARD,
        "source_kind": "synthetic",
        "source_code": SOURCE,
        "note_vi": REVIEWED_ANEW[0] if reviewed_anew else None,
        "note_en": REVIEWED_ANEW[1] if reviewed_anew else None,
        "preference": 1,
    }
