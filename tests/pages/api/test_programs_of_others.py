"""Programs of others get what they ask for: the examples of docs/api.md, and GDAL as QGIS has it."""

import csv
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urlencode

import pyogrio
import pytest

from vocabulary.vintages import OLD

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "api.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
OF_R = re.findall(r"```r\n(.*?)```", TEXT, re.DOTALL)
OF_EXCEL = re.findall(r"```\n(let\n.*?)```", TEXT, re.DOTALL)
WRITTEN = "http://localhost:8501"
RSCRIPT = shutil.which("Rscript")


@pytest.fixture(scope="module")
def site(var_dir: Path) -> Iterator[str]:
    """The address of a server in another process: GDAL lets nothing else run in its own while it waits."""
    command = [sys.executable, "-m", "tests.pages.api.serving"]
    with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().decode().strip()}"
            server.stdin.close()
            server.wait(30)
        finally:
            server.kill()


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_python_of_the_document_runs(site: str, example: str) -> None:
    assert WRITTEN in example
    exec(compile(example.replace(WRITTEN, site), str(DOCUMENT), "exec"), {})


@pytest.mark.skipif(RSCRIPT is None, reason="R is not installed here (Debian: r-base-core)")
@pytest.mark.parametrize("example", OF_R, ids=range(len(OF_R)))
def test_r_of_the_document_runs(site: str, example: str, tmp_path: Path) -> None:
    assert WRITTEN in example
    script = tmp_path / "example.R"
    script.write_text(example.replace(WRITTEN, site), encoding="utf-8")
    ran = subprocess.run([str(RSCRIPT), "--vanilla", script], capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr.decode()
    assert b"area_code" in ran.stdout


def test_excel_of_the_document_asks_what_is_answered(site: str) -> None:
    (example,) = OF_EXCEL
    (address,) = re.findall(r'Web\.Contents\("(.*?)"', example)
    (query,) = re.findall(r"\[Query = \[(.*?)\]\]", example)
    asked = urlencode(dict(re.findall(r'(\w+) = "(.*?)"', query)))
    with urllib.request.urlopen(f"{address.replace(WRITTEN, site)}?{asked}", timeout=30) as answer:
        rows = list(csv.DictReader(answer.read().decode("utf-8").splitlines()))
    typed = re.findall(r'\{"(\w+)", (?:type )?[\w.]+\}', example)
    assert typed
    assert set(typed) <= set(rows[0])


def test_gdal_reads_a_collection_as_a_layer(site: str) -> None:
    assert "OAPIF" in pyogrio.list_drivers()
    layer = f"province-{OLD}-survey_multidimensional_poverty_rate"
    about, _, shapes, columns = pyogrio.raw.read(f"OAPIF:{site}/api/v1/features", layer=layer)
    values = dict(zip(about["fields"], columns, strict=True))
    assert (len(shapes), about["crs"]) == (63, "EPSG:4326")
    assert all(0 <= value <= 100 for value in values["value"])
    assert set(values["unit"]) == {"percent"}
