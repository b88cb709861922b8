"""Programs of others get what they ask for: the examples of docs/api.md, and GDAL as QGIS has it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pyogrio
import pytest

from vocabulary.vintages import OLD

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "api.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
WRITTEN = "http://localhost:8501"


@pytest.fixture(scope="module")
def site(var_dir: Path) -> Iterator[str]:
    """The address of a server in another process: GDAL lets nothing else run in its own while it waits."""
    command = [sys.executable, "-m", "tests.pages.api.serving"]
    with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().decode().strip()}"
        server.stdin.close()
        server.wait(30)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_python_of_the_document_runs(site: str, example: str) -> None:
    assert WRITTEN in example
    exec(compile(example.replace(WRITTEN, site), str(DOCUMENT), "exec"), {})


def test_gdal_reads_a_collection_as_a_layer(site: str) -> None:
    assert "OAPIF" in pyogrio.list_drivers()
    layer = f"province-{OLD}-survey_multidimensional_poverty_rate"
    about, _, shapes, columns = pyogrio.raw.read(f"OAPIF:{site}/api/v1/features", layer=layer)
    values = dict(zip(about["fields"], columns, strict=True))
    assert (len(shapes), about["crs"]) == (63, "EPSG:4326")
    assert all(0 <= value <= 100 for value in values["value"])
    assert set(values["unit"]) == {"percent"}
