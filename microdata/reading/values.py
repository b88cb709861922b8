"""The cells of a register read into values, from CSV, where all is text, and from Parquet."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
from ibis.expr.types import Value

from microdata.naming import TABLE
from microdata.schema import COLUMNS, FLAG, WHOLE, Column

TRUE, FALSE = ("1", "true"), ("0", "false")
TYPES = {"flag": "boolean", "whole": "int64", "text": "string"}


def raw_table(columns: Mapping[str, str]) -> ibis.Table:
    """Return the table of the files as it is written."""
    return ibis.table({name: TYPES[kind] for name, kind in columns.items()}, name=TABLE)


def values_of(raw: ibis.Table) -> dict[str, Value]:
    """Return the value of each column, empty where what is written cannot be one."""
    return {name: _read(raw[name], COLUMNS[name]) for name in raw.columns}


def typed(raw: ibis.Table) -> ibis.Table:
    """Return the rows of a register with typed values in the columns of the schema."""
    return raw.select(**values_of(raw))


def _read(cell: Value, column: Column) -> Value:
    if not cell.type().is_string():
        return cell
    if column.kind == WHOLE:
        return ibis.ifelse(cell.re_search(r"^[0-9]{1,9}$"), cell.try_cast("int64"), ibis.null("int64"))
    if column.kind == FLAG:
        bare = cell.lower()
        return ibis.cases((bare.isin(TRUE), True), (bare.isin(FALSE), False))
    return cell
