"""The code asks for keys that exist, gives the facts that their texts name, and writes no text itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.unit.vocabulary.keys_in_code import (
    ROOT,
    Written,
    codes_in_data,
    docstrings,
    fits,
    names_in,
    placeholders,
    requests,
    texts_with_holes,
    trees,
)
from vocabulary.catalogues import LANGUAGES, texts

# A name of a language is written in that language, whatever the language of the view.
NOT_TRANSLATED = set(LANGUAGES.values())
SHOWN_BY = {
    "button", "caption", "error", "expander", "file_uploader", "header", "html", "info", "markdown",
    "popover", "segmented_control", "selectbox", "subheader", "success", "text", "text_input", "title",
    "toggle", "warning", "write",
}  # fmt: skip


@cache
def names_in_code() -> frozenset[str]:
    """Return every text, keyword and field in the code."""
    return frozenset().union(*(names_in(path) for path in trees()))


@cache
def names_with_endings() -> frozenset[str]:
    """Return every name of the code with each word that the code puts after a name: ``disbursed_vnd``."""
    endings = {parts[1] for _, parts in texts_with_holes() if len(parts) == 2 and parts[0] is None}
    words = [ending for ending in endings if re.fullmatch(r"_[a-z]{3,}", ending or "")]
    names = [name for name in names_in_code() if re.fullmatch(r"\w+", name)]
    return frozenset(f"{name}{word}" for name in names for word in words)


@cache
def texts_like_keys() -> frozenset[Written]:
    """Return the texts with holes that may be a key."""
    return frozenset(
        text
        for text in texts_with_holes()
        if re.fullmatch(r"[\w.]+", "".join(part or "" for part in text.parts))
    )


def is_used(key: str) -> bool:
    """Whether the code writes a key, or a text whose holes filled with names of the code or data make it.

    A text that begins with a hole makes only keys whose beginning its own module writes.
    """
    if key in names_in_code():
        return True
    known = (names_in_code(), codes_in_data(), names_with_endings())
    for module, parts in texts_like_keys():
        first = (names_in(module),) if parts[0] is None else ()
        if all(part in key for part in parts if part) and fits(parts, key, *known, first=first):
            return True
    return False


def shown() -> list[tuple[Path, ast.Module]]:
    """Return the modules of the pages; the others hold names of places and what offices write."""
    packages = (ROOT / "pages", ROOT / "ui")
    found = [(path, tree) for path, tree in trees().items() if set(packages) & set(path.parents)]
    assert len(found) > 100
    return [*found, (ROOT / "app.py", trees()[ROOT / "app.py"])]


def test_every_key_that_the_code_asks_for_exists() -> None:
    known = list(texts("vi"))
    asked = requests()
    assert len(asked) > 1000
    assert {where.partition("/")[0] for where, _, _ in asked} >= {"data_access", "exports", "geo", "ui"}
    exists = cache(lambda parts: any(fits(parts, key) for key in known))
    assert [(where, key) for where, key, _ in asked if not exists(key)] == []


def test_every_fact_that_a_text_names_is_given() -> None:
    catalogue = texts("vi")
    lacking = [
        (where, key[0], sorted(placeholders(catalogue[str(key[0])]) - facts))
        for where, key, facts in requests()
        if len(key) == 1 and facts is not None and placeholders(catalogue[str(key[0])]) - facts
    ]
    assert lacking == []


def test_no_key_is_left_over() -> None:
    assert [key for key in texts("vi") if not is_used(key)] == []


def test_no_vietnamese_stands_outside_the_catalogues() -> None:
    vietnamese = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]|[àáâãèéêìíòóôõùúý]")
    found = [
        (path.name, node.value)
        for path, tree in shown()
        for node in set(ast.walk(tree)) - docstrings(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value not in NOT_TRANSLATED
        and vietnamese.search(node.value)
    ]
    assert found == []


def test_no_word_is_shown_that_is_not_from_the_catalogues() -> None:
    found = [
        (path.name, node.lineno, text)
        for path, tree in shown()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and shows(node.func)
        for text in literal_texts(node)
        if re.search(r"[A-Za-z]{2}", text)
    ]
    assert found == []


def shows(called: ast.expr) -> bool:
    """Whether a call puts something on a page; a logger writes for whoever runs the program."""
    if not isinstance(called, ast.Attribute) or called.attr not in SHOWN_BY:
        return False
    return not (isinstance(called.value, ast.Name) and called.value.id == "logger")


def literal_texts(call: ast.Call) -> Iterator[str]:
    """Return what of a call's first argument is written there, without its HTML tags."""
    if call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr):
        parts = getattr(call.args[0], "values", [call.args[0]])
        written = "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in parts)
        yield re.sub(r"<script>.*</script>|<[^>]*>", "", written)
