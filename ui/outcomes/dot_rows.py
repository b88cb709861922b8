"""Amounts one below another: bars as long as they are few, else dots on a line."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.series_charts import (
    AXIS_HEIGHT,
    FONT,
    LABELS,
    Chart,
    Layer,
    bar_chart,
    end_of_axis,
    layered,
)
from vocabulary.words import Words

# More bars than these are a wall.
MOST_BARS = 12
ROW_HEIGHT, LINE_COLOUR = 24, "#d5dce2"


def rows_chart(rows: pd.DataFrame, *, unit: str, words: Words, row_height: int = 28) -> Chart:
    """Return rows as ``bar_chart`` takes them: bars, or dots on a line where there are more than a dozen."""
    if len(rows) <= MOST_BARS:
        return bar_chart(rows, unit=unit, words=words, row_height=row_height)
    y = alt.Y("label:N", sort=None, title=None, axis=LABELS)
    end = end_of_axis(float(rows["value"].max()), rows["text"])
    scale = alt.Scale(domainMin=0, domainMax=end, nice=False)
    x = alt.X("value:Q", title=unit, axis=alt.Axis(grid=False, tickCount=4), scale=scale)
    base = Layer().encode(y=y, x=x)
    lines = base.mark_rule(color=LINE_COLOUR, strokeWidth=2).encode(x2=alt.X2Datum(0))
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(color=alt.Color("colour:N", scale=None))
    texts = base.mark_text(align="left", dx=10, fontSize=14, font=FONT).encode(text=alt.Text("text:N"))
    height = ROW_HEIGHT * len(rows) + AXIS_HEIGHT
    return layered([lines, dots, texts], words, height=height, data=rows)
