"""The codes of the vintages are written once, in ``vocabulary/vintages.py``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vocabulary.vintages import EARLIEST, NEW, OLD

ROOT = Path(__file__).parents[3]
CODE = re.compile("|".join((EARLIEST, OLD, NEW)))


def texts_of(path: Path) -> Iterator[str]:
    """Return every text in a module's code, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


@pytest.mark.parametrize("package", ["data_access", "exports", "geo", "pages", "ui"])
def test_no_module_writes_the_code_of_a_vintage_itself(package: str) -> None:
    # A migration says what the tables were at its time, whatever is named here since.
    modules = [path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
    assert modules
    found = [(path.name, text) for path in modules for text in texts_of(path) if CODE.search(text)]
    assert found == []
