"""The engine that counts a register: every question is one Ibis expression, written once for all engines.

An expression is compiled to the dialect of the engine and answered by it. DuckDB runs in the process. Apache
Spark is known by name and not connected: it takes PySpark, which is not among the dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import pandas as pd

from microdata.errors import EngineUnusable, RegisterRefused
from microdata.settings import DUCKDB, SPARK, RegisterSettings

TABLE = "register"
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

    def open_files(self, paths: Sequence[Path], *, as_text: bool) -> dict[str, str]:
        """Name files as the table; return its columns and whether each is flag, text, whole or other."""

    def answer(self, question: ibis.Table) -> pd.DataFrame:
        """Return the rows that a question about the table comes to."""


class DuckEngine:
    """DuckDB in the process."""

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
def engine_of(settings: RegisterSettings | None = None) -> Iterator[DuckEngine]:
    """Yield the engine that the settings name and close it; EngineUnusable where there is none."""
    chosen = settings or RegisterSettings()
    _expect_duckdb(chosen.microdata_engine)
    connection = duckdb.connect(config=_configured(chosen))
    try:
        yield DuckEngine(connection)
    finally:
        connection.close()


def _expect_duckdb(name: str) -> None:
    if name == DUCKDB:
        return
    if name != SPARK:
        raise EngineUnusable(engine=name, reason="unknown")
    reason = "not_installed" if find_spec("pyspark") is None else "not_connected_yet"
    raise EngineUnusable(engine=name, reason=reason)


def _configured(settings: RegisterSettings) -> dict[str, Any]:
    settings.folder.mkdir(parents=True, exist_ok=True)
    config: dict[str, Any] = {
        "memory_limit": f"{settings.microdata_memory_mb}MB",
        "temp_directory": str(settings.folder),
        # Nothing is fetched: what a register needs is in the wheel.
        "autoinstall_known_extensions": "false",
    }
    return config | ({"threads": settings.microdata_threads} if settings.microdata_threads else {})
