"""What a column of a table for programs holds: its kind and what it means, for documents and files alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import pyarrow as pa

Kind = Literal["text", "whole", "real", "flag"]
# Of each kind: JSON Schema's name of it, Frictionless's, and the type of a Parquet column.
OF_KIND: Mapping[Kind, tuple[str, str, Any]] = {
    "text": ("string", "string", pa.string()),
    "whole": ("integer", "integer", pa.int64()),
    "real": ("number", "number", pa.float64()),
    "flag": ("boolean", "boolean", pa.bool_()),
}


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind, what it means with its unit, and whether every row has it."""

    name: str
    kind: Kind
    about: str
    required: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the column as JSON Schema."""
        kind = OF_KIND[self.kind][0]
        return {"type": kind if self.required else [kind, "null"], "description": self.about}

    def field(self) -> dict[str, Any]:
        """Return the column as a field of a Frictionless data package."""
        found: dict[str, Any] = {"name": self.name, "type": OF_KIND[self.kind][1], "description": self.about}
        return found | ({"constraints": {"required": True}} if self.required else {})

    @property
    def arrow(self) -> Any:
        """The column's field in a Parquet file."""
        return pa.field(self.name, OF_KIND[self.kind][2], metadata={"description": self.about})


def text(name: str, about: str, *, required: bool = False) -> Column:
    """Return a column of text."""
    return Column(name, "text", about, required)


def whole(name: str, about: str, *, required: bool = False) -> Column:
    """Return a column of whole numbers."""
    return Column(name, "whole", about, required)


def real(name: str, about: str) -> Column:
    """Return a column of numbers."""
    return Column(name, "real", about)


def flag(name: str, about: str, *, required: bool = False) -> Column:
    """Return a column of yes and no."""
    return Column(name, "flag", about, required)


def of_columns(rows: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return rows with just these columns in this order; an empty text is as none."""
    found = rows[[column.name for column in columns]].copy(deep=False)
    for column in columns:
        if column.kind == "text" and not column.required:
            found[column.name] = found[column.name].replace("", None)
    return found.reset_index(drop=True)
