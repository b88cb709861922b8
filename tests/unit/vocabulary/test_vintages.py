"""The codes of the vintages are written once, in ``vocabulary/vintages.py``."""

import ast
import re

from tests.unit.vocabulary.keys_in_code import ROOT, docstrings, trees
from vocabulary.vintages import EARLIEST, NEW, OLD

CODE = re.compile("|".join((EARLIEST, OLD, NEW)))


def test_no_module_writes_the_code_of_a_vintage_itself() -> None:
    found = [
        (path.name, node.value)
        for path, tree in trees().items()
        if path != ROOT / "vocabulary" / "vintages.py"
        for node in set(ast.walk(tree)) - docstrings(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.search(node.value)
    ]
    assert found == []
