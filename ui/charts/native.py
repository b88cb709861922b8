"""A chart as PowerPoint has it, beside the picture that a page and a hall show of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

# Bars lie, columns stand; both may have several series, side by side or stacked. Points are dots by two
# numbers, a curve joins them in their order.
Form = Literal["bars", "stacked", "columns", "points", "curve"]
OF_NUMBERS = ("points", "curve")
# With more names their letters are too small to read on a slide: the picture stays.
MOST_NAMES = 20
COLUMNS = ("label", "series", "value", "x", "y", "text", "colour")


@dataclass(frozen=True)
class NativeChart:
    """What a slide's own chart holds.

    ``rows`` has ``label`` and ``value``, or ``x`` and ``y`` for points and curves, and may have ``series``,
    ``colour`` and ``text``, which is written at a bar or dot. ``titles`` are those of the axes: of
    the values, or of x and of y.
    """

    form: Form
    rows: pd.DataFrame
    titles: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether a slide has room for the names of all bars."""
        return self.form in OF_NUMBERS or self.rows["label"].nunique() <= MOST_NAMES

    @property
    def content(self) -> dict[str, Any]:
        """The chart as plain values, None where nothing is known."""
        rows = self.rows[[name for name in COLUMNS if name in self.rows]].astype("object")
        plain = rows.where(rows.notna(), None).to_dict("records")
        return {"form": self.form, "rows": plain, "titles": list(self.titles)}


def native_bars(rows: pd.DataFrame, unit: str) -> NativeChart:
    """Return lying bars of one series: ``rows`` has ``label``, ``value``, ``text`` and ``colour``."""
    return NativeChart("bars", rows, (unit,))
