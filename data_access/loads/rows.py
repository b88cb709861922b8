"""Rows of a load as frames and as bytes, with the columns and types of the table they are for."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Boolean, Column, Double, Integer, LargeBinary

from data_access.models import Table as Models

TABLES = Models.metadata.tables
# What a load may bring, in the order in which rows refer to one another.
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
    columns: dict[str, pd.Series[Any]] = {}
    for name in names:
        given = frame[name] if name in frame else pd.Series([None] * len(frame), dtype="object")
        columns[name] = _as_kind(given.reset_index(drop=True), TABLES[table].columns[name])
    return pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))


def _as_kind(series: "pd.Series[Any]", column: Column[Any]) -> "pd.Series[Any]":
    kind = _kind(column)
    if series.dtype == kind:
        return series
    if kind == "str":
        series = series.astype("object").where(series.notna(), None)
    return series.astype(kind)  # type: ignore[call-overload,no-any-return]


def _kind(column: Column[Any]) -> str:
    kinds = ((Boolean, "boolean"), (Integer, "Int64"), (Double, "Float64"), (LargeBinary, "object"))
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "str")


def all_typed(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Frames by table, from frames by the name of a target or table; tables without rows are left out.

    Raises ``ValueError`` for a name that is neither.
    """
    unknown = set(frames) - set(TARGETS) - set(BROUGHT)
    if unknown:
        raise ValueError(f"a load cannot bring {sorted(unknown)}")
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
