"""Rows of a query as a frame whose columns have the same types on both databases."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

# The types a column may be declared as. Text and REAL are NaN where null, WHOLE_OR_NULL and
# FLAG_OR_NULL are <NA>.
TEXT = "str"
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
    # Column by column: a frame of objects made into its types takes five times as long for few rows.
    values = zip(*rows, strict=True)
    listed = {name: list(next(values, ())) for name in columns}
    texts: dict[Any, Any] = {}
    for name, kind in columns.items():
        if kind == TEXT:
            # Of thousands of rows most name the same few things: each text is held once.
            listed[name] = list(map(texts.setdefault, listed[name], listed[name]))
    return pd.DataFrame({name: _column(listed[name], kind) for name, kind in columns.items()}, copy=False)


def _column(values: list[Any], kind: str) -> Any:
    return pd.array(values, dtype=_dtype(kind))


@cache
def _dtype(kind: str) -> Any:
    return pd.api.types.pandas_dtype(kind)
