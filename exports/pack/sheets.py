"""The briefs of a pack: the site's own sheets, what several have alike kept once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sheets:
    """Sheets as lists of numbers of their lines: neighbours share a map, all share their headings."""

    numbers: dict[str, int] = field(default_factory=dict)
    lines_of: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: str, svg: str) -> None:
        """Keep the sheet of a place."""
        lines = svg.split("\n")
        self.lines_of[key] = [self.numbers.setdefault(line, len(self.numbers)) for line in lines]

    @property
    def packed(self) -> dict[str, Any]:
        """The lines that occur, and for each place the numbers of its own."""
        return {"lines": list(self.numbers), "sheets": self.lines_of}
