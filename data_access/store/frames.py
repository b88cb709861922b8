"""Rows of a query as a frame whose columns have the same types on both databases."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

# A row of a frame, as its names and cells.
Row = Mapping[Hashable, Any]

# The types a column may be declared as. Text and REAL are NaN where null, WHOLE_OR_NULL and
# FLAG_OR_NULL are <NA>. REPEATED is text that many rows share, stored once and referred to by its number.
TEXT = "str"
REPEATED = "category"
WHOLE = "int64"
WHOLE_OR_NULL = "Int64"
REAL = "float64"
FLAG = "bool"
FLAG_OR_NULL = "boolean"


def kept(rows: pd.DataFrame, which: "pd.Series[bool]") -> pd.DataFrame:
    """The rows that are marked; where all of them are, the frame itself and no copy of it."""
    return rows if which.all() else rows[which]


def frame(rows: Iterable[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """``rows`` under ``columns`` (name → type) in that order, also when there are none."""
    found = list(rows)
    if not found:
        return _empty(tuple(columns.items())).copy(deep=False)
    # Column by column: a frame of objects made into its types takes five times as long for few rows.
    values = zip(*found, strict=True)
    listed = {name: list(next(values)) for name in columns}
    texts: dict[Any, Any] = {}
    for name, kind in columns.items():
        if kind == TEXT:
            # Of thousands of rows most name the same few things: each text is held once.
            listed[name] = list(map(texts.setdefault, listed[name], listed[name]))
    return pd.DataFrame({name: _column(listed[name], kind) for name, kind in columns.items()}, copy=False)


@cache
def _empty(columns: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return pd.DataFrame({name: _column([], kind) for name, kind in columns})


def of_each(codes: "pd.Series[str]", rows: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """What a column holds in the row of each area code, missing where there is no such row.

    ``rows`` has one row an ``area_code`` at most. Whole numbers come as Int64.
    """
    # A merge would build the whole frame again.
    at = pd.Index(rows["area_code"]).get_indexer(pd.Index(codes))
    held = rows[column].astype(_dtype(WHOLE_OR_NULL)) if rows[column].dtype == WHOLE else rows[column]
    return pd.Series(held.array.take(at, allow_fill=True), index=codes.index)


def by_code(rows: pd.DataFrame) -> Mapping[str, Row]:
    """The rows of a catalogue by their code; of several the last."""
    return {str(row["code"]): row for row in rows.to_dict("records")}


def rows_by(rows: pd.DataFrame, column: str) -> Mapping[str, Sequence[Row]]:
    """The rows of a frame, in their order, by what a column holds."""
    found: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(str(row[column]), []).append(row)
    return found


def _column(values: list[Any], kind: str) -> Any:
    if kind == REPEATED:
        return _numbered(values)
    return pd.array(values, dtype=_dtype(kind))


def _numbered(texts: list[Any]) -> pd.Categorical:
    """Texts by their numbers in the order of the texts, -1 for null."""
    known = sorted(set(texts) - {None})
    numbers: dict[Any, int] = {text: number for number, text in enumerate(known)} | {None: -1}
    return pd.Categorical.from_codes([*map(numbers.__getitem__, texts)], pd.Index(known, dtype=TEXT))


@cache
def _dtype(kind: str) -> Any:
    return pd.api.types.pandas_dtype(kind)
