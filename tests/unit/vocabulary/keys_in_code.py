"""Which keys of the catalogues the code asks for, read from its syntax trees."""

import ast
import csv
import re
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = SETTINGS["tool"]["importlinter"]["root_packages"]
# What a text of the code may be: a part that is written there, or None for one that is filled in.
Parts = tuple[str | None, ...]


class Request(NamedTuple):
    """One place where the code asks for a text: its key, and the facts given (None: some are not named)."""

    where: str
    key: Parts
    facts: frozenset[str] | None


class Written(NamedTuple):
    """A text with holes in the code."""

    module: Path
    parts: Parts


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the syntax tree of every module of the program; migrations say nothing to anybody."""
    paths = [ROOT / "app.py"]
    for package in PACKAGES:
        found = [path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
        assert found, f"no module in {package}"
        paths += found
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(paths)}


def docstrings(tree: ast.Module) -> set[ast.expr]:
    """Return the docstrings of a module, its classes and functions."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, documented))
    return {body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)}


def parts_of(node: ast.expr) -> Parts | None:
    """Return the parts of a text or an f-string; None for any other expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.JoinedStr):
        return tuple(str(part.value) if isinstance(part, ast.Constant) else None for part in node.values)
    return None


def branches(node: ast.expr) -> list[ast.expr]:
    """Return what a conditional expression may be."""
    return [*branches(node.body), *branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def is_words(called: ast.expr) -> bool:
    """Whether an expression is a ``words``, ``visit.words`` or ``Words(…)``."""
    if isinstance(called, ast.Call):
        return isinstance(called.func, ast.Name) and called.func.id == "Words"
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name == "words"


@cache
def requests() -> list[Request]:
    """Return each place that asks for a text by a key that can be read there."""
    return [
        Request(f"{path.relative_to(ROOT)}:{call.lineno}", parts, _facts(call))
        for path, tree in trees().items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and is_words(call.func) and call.args
        for node in _what_it_may_be(call.args[0], tree)
        if (parts := parts_of(node)) is not None
    ]


def _facts(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _what_it_may_be(node: ast.expr, tree: ast.Module) -> Iterator[ast.expr]:
    """Return the texts that a key may be: written in the call, or given to its name in the module."""
    if not isinstance(node, ast.Name):
        yield from branches(node)
        return
    for given in ast.walk(tree):
        if isinstance(given, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == node.id for target in given.targets
        ):
            yield from (one for one in branches(given.value) if _has_point(parts_of(one) or ()))


def _has_point(parts: Parts) -> bool:
    return any("." in part for part in parts if part)


def fits(parts: Parts, key: str, *known: Collection[str], first: tuple[Collection[str], ...] = ()) -> bool:
    """Whether a key is a text with its holes filled by ``known`` values; by any slug where none are given.

    A hole at the beginning is filled by ``first`` where that is given.
    """
    if not parts:
        return not key
    beginning, *rest = parts
    if beginning is not None:
        return key.startswith(beginning) and fits(tuple(rest), key[len(beginning) :], *known)
    ends = range(1, len(key) + 1)
    return any(_fills(key[:end], first or known) and fits(tuple(rest), key[end:], *known) for end in ends)


def _fills(value: str, known: tuple[Collection[str], ...]) -> bool:
    return any(value in values for values in known) if known else re.fullmatch(r"[\w.]+", value) is not None


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return every text, keyword and declared field in a module's code."""
    tree = trees()[path]
    inside = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    left_out = docstrings(tree) | inside
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            found.add(node.value)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return frozenset(found)


@cache
def texts_with_holes() -> list[Written]:
    """Return every f-string of the code."""
    return [
        Written(path, parts)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and (parts := parts_of(node)) is not None
    ]


@cache
def codes_in_data() -> frozenset[str]:
    """Return every value of the embedded tables that is a code."""
    paths = [path for folder in ("", "figures/", "programmes/") for path in ROOT.glob(f"data/{folder}*.csv")]
    assert len(paths) > 10
    found: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found |= {value for value in row.values() if value and re.fullmatch(r"[\w.-]+", value)}
    return frozenset(found)


def placeholders(text: str | tuple[str, ...]) -> set[str]:
    """Return the names of the facts that a text has places for, in any of its plural forms."""
    forms = (text,) if isinstance(text, str) else text
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}
