"""A ranking as dots: the value of now, a thin line from the value of before, the change in figures."""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.charts.series_charts import AXIS_HEIGHT, FONT, Chart, Layer, end_of_axis, layered
from vocabulary.words import Words

ROW_HEIGHT = 24
TOP = alt.Axis(orient="top", tickCount=5, grid=True, gridColor="#e6ebef")
NAMES = alt.Axis(
    labelOverlap=False, labelFlush=False, labelLimit=260, ticks=False, domain=False, labelPadding=6
)
WRITTEN = "datum.change ? datum.text + '  (' + datum.change + ')' : datum.text"


def ranking_chart(rows: pd.DataFrame, *, unit: str, words: Words, years: tuple[int | None, int]) -> Chart:
    """Return a row an area in the rows' order.

    ``label``, ``value``, ``text``, ``before`` (NaN where no change can be said), ``change`` (as
    written) and ``colour``; ``years`` are those of ``before`` and ``value``.
    """
    lowest = min(float(rows[["value", "before"]].min().min()), 0.0)
    known = rows.assign(start=lowest, edge=rows[["value", "before"]].max(axis="columns"))
    base = Layer(known).encode(y=alt.Y("label:N", sort=None, title=None, axis=NAMES))
    scale = _scale(rows, lowest)

    def along(column: str) -> alt.X:
        return alt.X(f"{column}:Q", title=unit, axis=TOP, scale=scale)

    layers = [base.mark_rule(color="#c3cdd5", size=1).encode(x=along("start"), x2=alt.X2("value:Q"))]
    if rows["before"].notna().any():
        layers += _moves(base, along("before"))
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("text:N", title=str(years[1])),
        alt.Tooltip("change:N", title=words("explore.change")),
    ]
    dots = base.mark_point(filled=True, size=110, opacity=1)
    layers.append(dots.encode(x=along("value"), color=alt.Color("colour:N", scale=None), tooltip=tooltip))
    written = base.transform_calculate(line=WRITTEN).mark_text(align="left", dx=10, fontSize=14, font=FONT)
    layers.append(written.encode(x=along("edge"), text=alt.Text("line:N")))
    return layered(layers, words, height=ROW_HEIGHT * len(rows) + AXIS_HEIGHT)


def _scale(rows: pd.DataFrame, lowest: float) -> alt.Scale:
    """Return a scale that has room for what is written behind the longest line."""
    longest = float(rows[["value", "before"]].max().max()) or 1.0
    texts = (f"{text}  ({change})" for text, change in zip(rows["text"], rows["change"], strict=True))
    return alt.Scale(domainMin=lowest, domainMax=end_of_axis(longest, texts), nice=False)


def _moves(base: Layer, before: alt.X) -> list[Layer]:
    """Return the line and the ring of each row whose earlier value may be compared."""
    moved = base.transform_filter("isValid(datum.before)")
    ring = moved.mark_point(filled=True, fill="#ffffff", stroke="#55636f", size=45, opacity=1)
    line = moved.mark_rule(color="#8894a0", size=3)
    return [line.encode(x=before, x2=alt.X2("value:Q")), ring.encode(x=before)]
