"""Questions about a register answered by Apache Spark: in the process, on a cluster, or through Connect."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pandas as pd

from microdata.errors import EngineUnusable, RegisterRefused
from microdata.naming import TABLE
from microdata.settings import SPARK, RegisterSettings
from microdata.spark.java import Machine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# The ways in which the types of a file are called by Spark.
TYPES = {
    "boolean": "flag",
    "string": "text",
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), "whole"),
}
CONNECT = "sc://"
CONFIGURED = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Communes are few: a register of the nation is parted into more pieces than there are cores, and no more.
    "spark.sql.shuffle.partitions": "16",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


class SparkEngine:
    """A session of Spark. Rows are spread over machines and have no order."""

    keeps_order = False

    def __init__(self, session: SparkSession) -> None:
        self._session, self._files = session, ""

    def open_files(self, paths: Sequence[Path], *, as_text: bool) -> dict[str, str]:
        """Name files as the table; RegisterRefused (``not_a_register``) for what cannot be read.

        Every machine of a cluster finds the files under the same path.
        """
        from pyspark.errors import PySparkException

        files = [str(path.absolute()) for path in paths]
        self._files = ", ".join(path.name for path in paths)
        reader = self._session.read
        try:
            read = reader.csv(files, header=True, encoding="utf-8") if as_text else reader.parquet(*files)
            read.createOrReplaceTempView(TABLE)
            return {name: TYPES.get(kind, "other") for name, kind in read.dtypes}
        except PySparkException:
            raise self._unreadable() from None

    def _unreadable(self) -> RegisterRefused:
        return RegisterRefused(reason="not_a_register", file=self._files)

    def answer(self, question: ibis.Table) -> pd.DataFrame:
        """Return the rows that a question comes to, as ``DuckEngine.answer`` does."""
        from pyspark.errors import PySparkException

        try:
            asked = self._session.sql(str(ibis.to_sql(question, dialect="pyspark")))
            found: pd.DataFrame = asked.toArrow().to_pandas()
        except PySparkException:
            # What it says quotes the row, which may hold a name.
            raise self._unreadable() from None
        return found.astype(dict.fromkeys(found.select_dtypes("integer"), "int64"))


@contextmanager
def spark_engine(settings: RegisterSettings) -> Iterator[SparkEngine]:
    """Yield the engine on the Spark that the settings name and end its session.

    Raises EngineUnusable: ``not_installed`` without PySpark, ``no_java`` without a Java that it runs in,
    ``no_answer`` where no Spark answers at the address.
    """
    if find_spec("pyspark") is None:
        raise EngineUnusable(engine=SPARK, reason="not_installed")
    session = _session(settings)
    try:
        yield SparkEngine(session)
    finally:
        session.stop()


def _session(settings: RegisterSettings) -> SparkSession:
    address = settings.microdata_spark
    if not address.startswith(CONNECT):
        _expect_java()
    # Not before: without PySpark there is nothing to import, without Java nothing to start.
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    if address.startswith(CONNECT):
        builder = builder.remote(address)
    else:
        builder = builder.appName("register").master(address)
    for name, value in CONFIGURED.items():
        builder = builder.config(name, value)
    try:
        session: SparkSession = builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise EngineUnusable(engine=SPARK, reason="no_answer", address=address) from error
    return session


def _expect_java() -> None:
    home = Machine(os.environ).java_home()
    if home is None:
        raise EngineUnusable(engine=SPARK, reason="no_java")
    # Where PySpark looks for the program that it starts.
    os.environ["JAVA_HOME"] = str(home)
