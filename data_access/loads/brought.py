"""The rows that any load put into a table, read from the ledger: files of offices and embedded data alike."""

import io
from collections.abc import Collection

import pandas as pd
from sqlalchemy import Connection, select
from sqlmodel import col

from data_access.loads.embedded_archive import REFERENCES, REPORTS, rows_of_table
from data_access.loads.rows import TABLES, with_types
from data_access.models import Load, LoadPart, Submission, SubmissionPart
from data_access.models.figure import EMBEDDED


def is_embedded(connection: Connection, load_id: int) -> bool:
    """Whether a load came with the program."""
    return connection.scalar(select(col(Load.kind)).where(col(Load.id) == load_id)) == EMBEDDED


def brought(
    connection: Connection, load_id: int, table: str, areas: Collection[int] | None = None
) -> pd.DataFrame:
    """The rows that a load put into a table, in their order, with every column of the table.

    With ``areas`` only rows of these areas. Columns that the store gives when rows are put in are empty.
    """
    names = [column.name for column in TABLES[table].columns]
    content = _content(connection, load_id, table)
    if content is not None:
        wanted = None if areas is None or "area_id" not in names else [("area_id", "in", list(areas))]
        return with_types(
            pd.read_parquet(io.BytesIO(content), engine="pyarrow", filters=wanted), table, names
        )
    if not (is_embedded(connection, load_id) and table in (*REFERENCES, *REPORTS)):
        return with_types(pd.DataFrame(), table, names)
    found = rows_of_table(connection, table, load_id)
    return found[found["area_id"].isin(areas)] if areas is not None and "area_id" in found else found


def _content(connection: Connection, load_id: int, table: str) -> bytes | None:
    """The part that holds the rows: a file's, or that of embedded data which newer ones replaced."""
    of_file = (
        select(col(SubmissionPart.content))
        .join(Submission, col(Submission.id) == col(SubmissionPart.submission_id))
        .where(col(Submission.load_id) == load_id, col(SubmissionPart.name) == table)
    )
    of_embedded = select(col(LoadPart.content)).where(
        col(LoadPart.load_id) == load_id, col(LoadPart.name) == table
    )
    return connection.scalar(of_file) or connection.scalar(of_embedded)
