"""The templates of the chart with values in them, as Helm would write them.

Helm itself is not at hand where the tests run. This understands the part of its language that the chart
keeps to, and refuses whatever else stands in a template: if, range, end; join, quote, toYaml, nindent; values
and variables.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

CHART = Path(__file__).parents[3] / "deploy" / "chart"
ACTION = re.compile(r"\{\{(-?)\s*(.*?)\s*(-?)\}\}", re.DOTALL)
RANGE = re.compile(r"range (?:(\$\w+), )?(\$\w+) := (\S+)")
Piece = tuple[str, str]


def rendered(values: Mapping[str, Any], release: str = "monitor", revision: int = 1) -> list[dict[str, Any]]:
    """All objects that the chart makes of some values."""
    facts = {"Values": values, "Release": {"Name": release, "Revision": revision}}
    texts = [path.read_text(encoding="utf-8") for path in sorted((CHART / "templates").glob("*.yaml"))]
    written = "\n---\n".join(written_template(text, facts) for text in texts)
    return [found for found in yaml.safe_load_all(written) if found is not None]


def written_template(text: str, facts: Mapping[str, Any]) -> str:
    pieces = list(_pieces(text))
    written, rest = _block(pieces, facts, {})
    assert rest == [], "an end too many"
    return written


def _pieces(text: str) -> Iterator[Piece]:
    """Yield texts and actions in turn; a dash takes away the space at its side."""
    position, trims = 0, False
    for match in ACTION.finditer(text):
        before = text[position : match.start()]
        before = before.lstrip() if trims else before
        yield "text", before.rstrip() if match[1] else before
        yield "action", match[2]
        position, trims = match.end(), bool(match[3])
    yield "text", text[position:].lstrip() if trims else text[position:]


def _block(pieces: list[Piece], facts: Mapping[str, Any], known: dict[str, Any]) -> tuple[str, list[Piece]]:
    """Write pieces until the end of a block; return that and what comes after its end."""
    written = ""
    while pieces:
        (kind, content), *pieces = pieces
        if kind == "text":
            written += content
        elif content == "end":
            return written, [*pieces]
        elif content.startswith("if "):
            inner, pieces = _block(pieces, facts, known)
            written += inner if _value(content.removeprefix("if "), facts, known) else ""
        elif match := RANGE.fullmatch(content):
            found = _value(match[3], facts, known)
            pairs = sorted(found.items()) if isinstance(found, dict) else list(enumerate(found))
            # Written once in any case, for what comes after it.
            _, after = _block(pieces, facts, known | {match[1] or "": "", match[2]: ""})
            for name, one in pairs:
                inner, _ = _block(pieces, facts, known | {match[1] or "": name, match[2]: one})
                written += inner
            pieces = after
        else:
            written += str(_piped(content, facts, known))
    return written, []


def _piped(expression: str, facts: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    first, *others = expression.split(" | ")
    if first.startswith("join "):
        _, separator, name = first.split(" ")
        found: Any = separator.strip('"').join(_value(name, facts, known))
    elif first.startswith("toYaml "):
        found = yaml.safe_dump(_value(first.removeprefix("toYaml "), facts, known)).rstrip()
    else:
        found = _value(first, facts, known)
    for other in others:
        if other == "quote":
            found = '"' + str(found).replace("\\", "\\\\").replace('"', '\\"') + '"'
        else:
            spaces = int(other.removeprefix("nindent "))
            found = "".join(f"\n{' ' * spaces}{line}" for line in str(found).splitlines())
    return found


def _value(name: str, facts: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    if name in known:
        return known[name]
    first, *path = name.removeprefix("$").split(".")
    assert first == "", f"not understood: {name}"
    found: Any = facts
    for part in path:
        found = found[part]
    return found
