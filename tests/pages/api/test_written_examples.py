"""The examples of docs/api.md do what they say."""

import re
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
WRITTEN = "http://localhost:8501"


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_python_of_the_document_runs(site: str, example: str) -> None:
    assert WRITTEN in example
    exec(compile(example.replace(WRITTEN, site), str(DOCUMENT), "exec"), {})
