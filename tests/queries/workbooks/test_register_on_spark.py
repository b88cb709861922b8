"""A register counted by Apache Spark on two workers: the same counts as by DuckDB, and the same flaws."""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data_access.store.settings import ROOT
from microdata.__main__ import main
from microdata.counting.measures import measures
from microdata.counting.review import counted
from microdata.counting.upwards import AREA_KEYS
from microdata.engines import duck_engine, engine_of
from microdata.reading.files import open_register
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table
from tests.spark_cluster import cluster, end, environment_of_spark

pytestmark = pytest.mark.spark
# A province of 116,000 households.
PROVINCE, HOUSEHOLDS = "12", 100_000
SECONDS = 240
SCRIPT = (
    "import sys; from tests.queries.workbooks.test_register_on_spark import write_answers;"
    " write_answers(*sys.argv[1:])"
)


def answers(register: Path, flawed: Path) -> dict[str, Any]:
    """What the engine of the settings finds wrong with a register, and what it counts of another one."""
    with engine_of() as engine:
        wrong = findings_of(engine, raw_table(open_register(engine, flawed)))
        columns = open_register(engine, register)
        review = counted(engine, columns)
    flaws = wrong[["code", "column", "rows"]].to_numpy().tolist()
    rows = (review.watched, review.passages)
    return {"flaws": flaws, "counts": review.counts, "rows": [in_order(found) for found in rows]}


def in_order(found: pd.DataFrame) -> list[list[str]]:
    """Rows whose order no engine promises."""
    return sorted([_written(cell) for cell in row] for row in found.astype("object").to_numpy().tolist())


def _written(cell: Any) -> str:
    """A cell whatever the type is that an engine gives it in."""
    if pd.isna(cell):
        return ""
    return str(cell) if isinstance(cell, str | bool) else str(float(cell))


def write_answers(register: str, flawed: str, file: str) -> None:
    """Write the answers into a file: a process of its own ends with the virtual machine that it started."""
    Path(file).write_bytes(pickle.dumps(answers(Path(register), Path(flawed))))


def answers_of_spark(address: str, folder: Path, *files: str) -> dict[str, Any]:
    """The answers of a cluster, asked by a process that is ended with all that it started."""
    environment = environment_of_spark(MICRODATA_ENGINE="spark", MICRODATA_SPARK=address)
    asked = [sys.executable, "-c", SCRIPT, *files, str(folder / "answers")]
    process = subprocess.Popen(
        asked, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert process.wait(SECONDS) == 0
    finally:
        end(process)
    found: dict[str, Any] = pickle.loads((folder / "answers").read_bytes())
    return found


def of_areas(counts: pd.DataFrame) -> pd.DataFrame:
    named = counts.reset_index().assign(level="commune").rename(columns={"commune": "code"})
    return measures(named.set_index(list(AREA_KEYS)))


def test_spark_counts_what_duckdb_counts_and_finds_the_same_flaws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    assert "MICRODATA_ENGINE" not in os.environ
    register, flawed = tmp_path / "register", tmp_path / "flawed.parquet"
    assert main(["generate", str(register), "--provinces", PROVINCE]) == 0
    with duck_engine() as engine:
        few = f"SELECT * FROM read_parquet('{register}/*.parquet') LIMIT 500"
        members = "CASE WHEN people = 'kinh' THEN 0 ELSE members END AS members"
        wrong = f"SELECT * REPLACE ({members}) FROM ({few})"
        engine.connection.execute(f"COPY ({wrong} UNION ALL FROM ({few})) TO '{flawed}' (FORMAT parquet)")
    expected = answers(register, flawed)
    with cluster(tmp_path) as address:
        found = answers_of_spark(address, tmp_path, str(register), str(flawed))
    assert found["flaws"] == expected["flaws"]
    assert {code for code, *_ in found["flaws"]} == {"not_in_range", "twice"}
    assert int(found["counts"]["total_households"].sum()) > HOUSEHOLDS
    assert plain(found["counts"]) == plain(expected["counts"])
    assert found["rows"] == expected["rows"]
    of_spark, of_duckdb = of_areas(found["counts"]), of_areas(expected["counts"])
    assert len(of_duckdb) > 30
    assert float(np.abs(of_spark.to_numpy() - of_duckdb.to_numpy()).max()) <= 1e-12


def plain(counts: pd.DataFrame) -> tuple[list[str], list[list[Any]]]:
    """Columns and cells of the counts; an engine keeps its texts in a type of its own."""
    cells = counts.reset_index()
    return list(cells.columns), cells.to_numpy().tolist()
