"""Rows written for programs: JSON, CSV as in RFC 4180, Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import orjson
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data_access.text.formulas import neutral
from exports.open_data.columns import Column

Columns = tuple[Column, ...]


def records(rows: pd.DataFrame, columns: Columns) -> list[dict[str, Any]]:
    """Return rows as plain cells by column, None where there is nothing."""
    names = [column.name for column in columns]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*lists(rows, columns), strict=True)]


def lists(rows: pd.DataFrame, columns: Columns) -> list[list[Any]]:
    """Return each column as plain cells, None where there is nothing."""
    return [_cells(rows[column.name], column) for column in columns]


def _cells(cells: pd.Series[Any], column: Column) -> list[Any]:
    # In plain Python: pandas takes ten times as long to tell what is missing in a few hundred rows.
    plain = cells.tolist()
    if column.kind == "text":
        return [cell if isinstance(cell, str) else None for cell in plain]
    if column.kind == "whole":
        return [None if cell is None or cell is pd.NA or cell != cell else int(cell) for cell in plain]
    return [None if cell is None or cell is pd.NA or cell != cell else cell for cell in plain]


def as_json(content: dict[str, Any]) -> bytes:
    """Return a document as JSON."""
    return orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY)


def as_csv(rows: pd.DataFrame, columns: Columns, *, has_names: bool = True) -> bytes:
    """Return rows as CSV in UTF-8, with a line of names; text that a spreadsheet would run is neutral."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if has_names:
        writer.writerow([column.name for column in columns])
    writer.writerows(zip(*(_csv_cells(rows[one.name], one) for one in columns), strict=True))
    return written.getvalue().encode()


def _csv_cells(cells: pd.Series[Any], column: Column) -> list[Any]:
    plain = _cells(cells, column)
    if column.kind == "text":
        return [neutral(cell) for cell in plain]
    if column.kind == "flag":
        return [cell if cell is None else str(cell).lower() for cell in plain]
    return plain


def as_parquet(rows: pd.DataFrame, columns: Columns, about: Mapping[str, str]) -> bytes:
    """Return rows as Parquet, with what is said of them all in its metadata."""
    schema = arrow_schema(columns, about)
    written = io.BytesIO()
    pq.write_table(arrow_table(rows, columns, schema), written, compression="zstd")
    return written.getvalue()


def arrow_schema(columns: Columns, about: Mapping[str, str]) -> Any:
    """Return the columns of a Parquet file, with what is said of all its rows."""
    return pa.schema([column.arrow for column in columns], metadata=dict(about))


def arrow_table(rows: pd.DataFrame, columns: Columns, schema: Any) -> Any:
    """Return rows as a table of a schema."""
    pairs = zip(lists(rows, columns), schema, strict=True)
    return pa.Table.from_arrays([pa.array(cells, field.type) for cells, field in pairs], schema=schema)
