"""One bar as measured: what the dashboard took, what a bare script took, the ratio, and what may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEADERS = ("Bar", "What", "ours", "a bare script", "ratio", "may be", "reached")
UNKNOWN = "–"


@dataclass(frozen=True)
class Row:
    """One number: ``bare`` is None where a bare script has no such thing, ``most`` where there is no bar."""

    what: str
    ours: float
    bare: float | None
    most: float | None = None
    digits: int = 0

    @property
    def ratio(self) -> float | None:
        """How many times the bare script's; None where either is nothing or less, as a shrinking memory."""
        if self.bare is None or min(self.ours, self.bare) <= 0:
            return None
        return self.ours / self.bare

    def cells(self) -> Iterator[str]:
        """Yield the cells after the name of the bar."""
        yield self.what
        yield self._told(self.ours)
        yield self._told(self.bare)
        yield UNKNOWN if self.ratio is None else f"{self.ratio:.1f}"
        yield UNKNOWN if self.most is None else f"{self.most:g}"
        yield UNKNOWN if self.most is None else "yes" if self.ours <= self.most else "**no**"

    def _told(self, value: float | None) -> str:
        return UNKNOWN if value is None else f"{value:,.{self.digits}f}"


@dataclass(frozen=True)
class Bar:
    """A bar with its rows; ``name`` says of what."""

    name: str
    rows: Sequence[Row]


def bar_lines(bars: Sequence[Bar]) -> Iterator[str]:
    """Yield one table of all bars, in Markdown."""
    yield "The dashboard and a script of Streamlit that only counts, the same viewers at one after the other:"
    yield ""
    yield f"| {' | '.join(HEADERS)} |"
    yield "|---" * len(HEADERS) + "|"
    for bar in bars:
        for row in bar.rows:
            yield f"| {bar.name} | {' | '.join(row.cells())} |"
    yield ""
