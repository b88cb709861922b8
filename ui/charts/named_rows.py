"""Rows of a chart whose names stand above their bars: a phone cuts none, and all bars begin at one edge."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from ui.charts.series_charts import FONT, Chart, Layer, layered
from vocabulary.words import Words

INK, RULE = "#16212c", "#c3cdd5"
NAME_HEIGHT, LINE_HEIGHT, GAP = 22, 17, 14
WHOLE_WIDTH = alt.ExprRef("width")
# Pixels are counted: nothing may be kept free that the height does not know of.
EDGES = {"top": 5, "bottom": 5, "left": 5, "right": 5}


def in_pixels(layers: Sequence[alt.Chart], words: Words, height: int) -> Chart:
    """Return layers whose places are counted in pixels as one chart of just this height."""
    chart: Chart = layered(layers, words, height=height).properties(padding=EDGES)
    return chart


def tops(heights: Sequence[float], above: float = 0) -> list[float]:
    """Return where each row begins, in pixels from the top, for rows of these heights below their names."""
    found, top = [], above
    for height in heights:
        found.append(top)
        top += NAME_HEIGHT + height + GAP
    return found


def height_of(heights: Sequence[float], above: float = 0) -> int:
    """Return the height of all rows with their names, in pixels."""
    return round(above + sum(NAME_HEIGHT + height + GAP for height in heights))


def down(column: str, height: float) -> alt.Y:
    """Return a column of pixels, counted from the top, as places of a chart of this height."""
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
    return alt.Y(f"{column}:Q", axis=None, scale=scale)


def row_names(labels: Sequence[str], places: Sequence[float], height: float) -> alt.Chart:
    """Return the names of the rows, each over the whole width above its own row."""
    names = pd.DataFrame({"label": list(labels), "name_at": [top + NAME_HEIGHT / 2 for top in places]})
    text = Layer(names).mark_text(
        align="left", baseline="middle", fontSize=14, font=FONT, color=INK, limit=WHOLE_WIDTH
    )
    named: alt.Chart = text.encode(
        x=alt.XValue(0),  # type: ignore[no-untyped-call]
        y=down("name_at", height),
        text=alt.Text("label:N"),
        tooltip=[alt.Tooltip("label:N", title=" ")],
    )
    return named
