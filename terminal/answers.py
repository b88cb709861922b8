"""Answers on standard output and failures on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text


def say(lines: str | Iterable[str]) -> None:
    """Write an answer for people: a line, or several."""
    written = [lines] if isinstance(lines, str) else lines
    sys.stdout.write("".join(f"{line}\n" for line in written))


def write_json(value: Any) -> None:
    """Write an answer for programs: one JSON value on a line of its own."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def say_failure(sentence: str, facts: Mapping[str, Any] | None = None) -> None:
    """Write on standard error why a command failed, in red at a terminal.

    With ``facts`` they are written to standard output as well, for programs.
    """
    Console(stderr=True).print(Text(sentence, style="red"), soft_wrap=True)
    if facts is not None:
        write_json(facts)
