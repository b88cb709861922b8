"""Names of rows in lines so short that a phone has room for them beside the bars."""

from __future__ import annotations

from textwrap import wrap

LETTERS, LINE_HEIGHT = 15, 17


def in_lines(name: str) -> str:
    """Return a name in lines of a few letters."""
    return "\n".join(wrap(name, LETTERS))


def height_of(names: list[str], least: int) -> int:
    """Return how high each row must be for the lines of all names, and no less than ``least``."""
    return max([least, *(LINE_HEIGHT * (name.count("\n") + 1) + 8 for name in names)])


def in_one_line(name: str) -> str:
    """Return a name as it was before it was set in lines."""
    return name.replace("\n", " ")
