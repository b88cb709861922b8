"""A register counted by Apache Spark on two workers: what leaves is what leaves where DuckDB counts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data_access.store.settings import ROOT
from microdata.__main__ import main
from microdata.engines import duck_engine
from tests.queries.workbooks.commands_store import store_of_commands
from tests.spark_cluster import cluster, end, environment_of_spark

pytestmark = pytest.mark.spark
PROVINCE = "12"
PLACE = f"v2025.province.{PROVINCE}"
SECONDS = 240
# Both commands in one process: the second finds the virtual machine of the first.
BOTH = """
import sys
from microdata.__main__ import main
register, flawed, folder, place = sys.argv[1:]
made = main(["make", register, folder, "--place", place, "--json"])
sys.exit(made or main(["check", flawed, "--json"]))
"""


def counted_on_spark(address: str, *arguments: str) -> tuple[int, list[str]]:
    """Run both commands on a cluster; return the exit code and the lines that they answered."""
    environment = environment_of_spark(MICRODATA_ENGINE="spark", MICRODATA_SPARK=address)
    process = subprocess.Popen(
        [sys.executable, "-c", BOTH, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        told, _ = process.communicate(timeout=SECONDS)
        return process.returncode, told.decode().splitlines()
    finally:
        end(process)


def test_spark_makes_the_same_forms_and_finds_the_same_flaws(
    built_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, flawed = tmp_path / "register", tmp_path / "flawed.parquet"
    with store_of_commands(built_store, tmp_path):
        assert main(["generate", str(register), "--provinces", PROVINCE]) == 0
        with duck_engine() as engine:
            few = f"SELECT * FROM read_parquet('{register}/*.parquet') LIMIT 500"
            members = "CASE WHEN people = 'kinh' THEN 0 ELSE members END AS members"
            wrong = f"SELECT * REPLACE ({members}) FROM ({few})"
            engine.connection.execute(f"COPY ({wrong} UNION ALL FROM ({few})) TO '{flawed}' (FORMAT parquet)")
        assert main(["make", str(register), str(tmp_path / "duckdb"), "--place", PLACE]) == 0
        capsys.readouterr()
        assert main(["check", str(flawed), "--json"]) == 4
        expected = json.loads(capsys.readouterr().out.splitlines()[-1])["findings"]
        with cluster(tmp_path) as address:
            code, told = counted_on_spark(address, str(register), str(flawed), str(tmp_path / "spark"), PLACE)
    assert code == 4, told
    found = json.loads(told[-1])["findings"]
    assert [(one["code"], one["column"], one["rows"]) for one in found] == [
        (one["code"], one["column"], one["rows"]) for one in expected
    ]
    files = sorted(path.name for path in (tmp_path / "duckdb").iterdir())
    assert files == ["forms.csv", "measures.csv", "watched.csv"]
    for name in files:
        assert (tmp_path / "spark" / name).read_bytes() == (tmp_path / "duckdb" / name).read_bytes(), name
