"""Rows of a load as frames and as bytes, with the columns and types of the table they are for."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Boolean, Column, Double, Integer, LargeBinary

from data_access.models import Table as Models

TABLES = Models.metadata.tables
# The tables a load may fill, in the order in which rows refer to one another.
TARGETS = {
    "sources": "source",
    "area_class": "area_class",
    "figures": "figure",
    "money": "money",
    "outcomes": "outcome",
    "targets": "target",
    "models": "livelihood_model",
    "overlap_pairs": "overlap_pair",
    "bottlenecks": "bottleneck",
}
BROUGHT = tuple(TARGETS.values())
TEXT_KIND, BYTES_KIND = pd.api.types.pandas_dtype("str"), np.dtype("object")
KINDS: tuple[tuple[type, Any], ...] = (
    (Boolean, pd.BooleanDtype()),
    (Integer, pd.Int64Dtype()),
    (Double, pd.Float64Dtype()),
    (LargeBinary, BYTES_KIND),
)
# Given by the store when rows are put in, and no part of what an office says.
GIVEN = {"id", "load_id", "preference", "in_wider_fund", "beneath", "beneath_in_fund"}


def columns_of(table: str) -> list[Column[Any]]:
    """The columns of a table that a load fills."""
    return [column for column in TABLES[table].columns if column.name not in GIVEN]


def typed(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """``frame`` with exactly the columns that a load fills, each of its type; those it lacks are empty."""
    return with_types(frame, table, [column.name for column in columns_of(table)])


def with_types(frame: pd.DataFrame, table: str, names: Sequence[str]) -> pd.DataFrame:
    """``frame`` with exactly these columns of a table, each of its type; those it lacks are empty."""
    kinds, size = _kinds(table), len(frame)
    frame = frame.set_axis(pd.RangeIndex(size))
    # Rows that the ledger kept come back as they shall be.
    if frame.columns.tolist() == list(names) and all(frame.dtypes == [kinds[name] for name in names]):
        return frame
    columns = {
        name: _as_kind(frame[name], kinds[name]) if name in frame.columns else _nothing(size, kinds[name])
        for name in names
    }
    return pd.DataFrame(columns, index=frame.index)


def _as_kind(series: "pd.Series[Any]", kind: Any) -> "pd.Series[Any]":
    if series.dtype == kind:
        return series
    if kind == TEXT_KIND:
        series = series.astype("object").where(series.notna(), None)
    return series.astype(kind)


def _nothing(size: int, kind: Any) -> Any:
    return pd.array([None] * size, dtype=kind) if kind != BYTES_KIND else np.full(size, None)


@cache
def _kinds(table: str) -> dict[str, Any]:
    """The type of each column: made once, because pandas parses the name of a type each time."""
    return {column.name: _kind(column) for column in TABLES[table].columns}


def _kind(column: Column[Any]) -> Any:
    return next((found for kind, found in KINDS if isinstance(column.type, kind)), TEXT_KIND)


def all_typed(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Frames by table, from frames by the name of a target or table; tables without rows are left out.

    Raises ``ValueError`` for a name that is neither.
    """
    unknown = set(frames) - set(TARGETS) - set(BROUGHT)
    if unknown:
        raise ValueError(f"a load cannot fill {sorted(unknown)}")
    by_table = {TARGETS.get(name, name): frame for name, frame in frames.items()}
    return {table: typed(by_table[table], table) for table in BROUGHT if len(by_table.get(table, ()))}


def to_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as a compressed Parquet file."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, engine="pyarrow", compression="zstd", index=False)
    return buffer.getvalue()


def from_bytes(content: bytes, table: str, names: Sequence[str] | None = None) -> pd.DataFrame:
    """The frame that ``to_bytes`` wrote, with the columns that a load fills or with those named."""
    found = pd.read_parquet(io.BytesIO(content), engine="pyarrow")
    return typed(found, table) if names is None else with_types(found, table, names)


def records(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows of a frame as a database takes them: nothing is None."""
    return zip(*(_plain(frame[name]) for name in frame), strict=True)


def _plain(series: "pd.Series[Any]") -> list[Any]:
    known = series.notna()
    if not known.any():
        return [None] * len(series)
    plain: list[Any] = (series if known.all() else series.astype("object").where(known, None)).tolist()
    return plain
