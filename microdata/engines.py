"""The engine that counts a register: every question is one Ibis expression, written once for all engines.

An expression is compiled to the dialect of the engine and answered by it. DuckDB runs in the process; Apache
Spark (``microdata.spark``) is there where PySpark and a Java are, and told by its name alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import pandas as pd

from microdata.errors import EngineUnusable, RegisterRefused
from microdata.naming import TABLE
from microdata.settings import DUCKDB, SPARK, RegisterSettings
from microdata.spark.engine import spark_engine

# The ways in which the types of a file are called by DuckDB.
TYPES = {
    "BOOLEAN": "flag",
    **dict.fromkeys(("VARCHAR", "ENUM"), "text"),
    **dict.fromkeys(
        ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"), "whole"
    ),
}


class Engine(Protocol):
    """What reads files as the table ``register`` and answers questions about it."""

    @property
    def keeps_order(self) -> bool:
        """Whether rows are numbered in the order of the files: the first row of a flaw can be told."""

    def open_files(self, paths: Sequence[Path], *, as_text: bool) -> dict[str, str]:
        """Name files as the table; return its columns and whether each is flag, text, whole or other."""

    def answer(self, question: ibis.Table) -> pd.DataFrame:
        """Return the rows that a question about the table comes to."""


class DuckEngine:
    """DuckDB in the process."""

    keeps_order = True

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection, self._files = connection, ""

    def open_files(self, paths: Sequence[Path], *, as_text: bool) -> dict[str, str]:
        """Name files as the table; RegisterRefused (``not_a_register``) for what cannot be read."""
        files = [str(path) for path in paths]
        self._files = ", ".join(path.name for path in paths)
        try:
            read = self._csv(files) if as_text else self.connection.read_parquet(files)
        except duckdb.Error:
            raise self._unreadable() from None
        read.create_view(TABLE, replace=True)
        names = [str(name).partition("(")[0] for name in read.types]
        return {name: TYPES.get(kind, "other") for name, kind in zip(read.columns, names, strict=True)}

    def _csv(self, files: list[str]) -> duckdb.DuckDBPyRelation:
        return self.connection.read_csv(files, header=True, all_varchar=True, encoding="utf-8")

    def _unreadable(self) -> RegisterRefused:
        return RegisterRefused(reason="not_a_register", file=self._files)

    def answer(self, question: ibis.Table) -> pd.DataFrame:
        """Return the rows that a question comes to; whole numbers as int64.

        RegisterRefused (``not_a_register``, ``not_enough_memory``) where the rows cannot be read.
        """
        try:
            found = self.connection.execute(str(ibis.to_sql(question, dialect="duckdb"))).df()
        except duckdb.OutOfMemoryException as error:
            raise RegisterRefused(reason="not_enough_memory") from error
        except duckdb.Error:
            # What it says quotes the row, which may hold a name.
            raise self._unreadable() from None
        # A file may hold its numbers shorter.
        return found.astype(dict.fromkeys(found.select_dtypes("integer"), "int64"))


@contextmanager
def engine_of(settings: RegisterSettings | None = None) -> Iterator[Engine]:
    """Yield the engine that the settings name and close it; EngineUnusable where there is none."""
    chosen = settings or RegisterSettings()
    if chosen.microdata_engine == DUCKDB:
        with duck_engine(chosen) as in_process:
            yield in_process
    elif chosen.microdata_engine == SPARK:
        with spark_engine(chosen) as spread:
            yield spread
    else:
        raise EngineUnusable(engine=chosen.microdata_engine, reason="unknown")


@contextmanager
def duck_engine(settings: RegisterSettings | None = None) -> Iterator[DuckEngine]:
    """Yield DuckDB in the process, whatever engine the settings name, and close it."""
    connection = duckdb.connect(config=_configured(settings or RegisterSettings()))
    try:
        yield DuckEngine(connection)
    finally:
        connection.close()


def _configured(settings: RegisterSettings) -> dict[str, Any]:
    settings.folder.mkdir(parents=True, exist_ok=True)
    config: dict[str, Any] = {
        "memory_limit": f"{settings.microdata_memory_mb}MB",
        "temp_directory": str(settings.folder),
        # Nothing is fetched: what a register needs is in the wheel.
        "autoinstall_known_extensions": "false",
    }
    return config | ({"threads": settings.microdata_threads} if settings.microdata_threads else {})
