"""Rows of a query as a frame whose columns have the same types on both databases."""

from collections.abc import Iterable, Mapping, Sequence
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


def frame(rows: Iterable[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """``rows`` under ``columns`` (name → type) in that order, also when there are none."""
    listed = [tuple(row) for row in rows]
    return pd.DataFrame(listed, columns=list(columns), dtype="object").astype(dict(columns))
