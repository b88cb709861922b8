"""A table as CSV and Parquet in a folder, written while its rows come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from exports.open_data.columns import Column
from exports.open_data.written import arrow_schema, arrow_table, as_csv


def write_table(
    folder: Path,
    name: str,
    pieces: Iterable[pd.DataFrame],
    columns: tuple[Column, ...],
    about: Mapping[str, str],
) -> int:
    """Write a table into ``name.csv`` and ``name.parquet``; return how many rows it has."""
    rows = 0
    schema = arrow_schema(columns, about)
    with (
        (folder / f"{name}.csv").open("wb") as text,
        pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as packed,
    ):
        text.write(as_csv(pd.DataFrame(columns=[column.name for column in columns]), columns))
        for piece in pieces:
            text.write(as_csv(piece, columns, has_names=False))
            packed.write_table(arrow_table(piece, columns, schema))
            rows += len(piece)
    return rows
