"""Plan, assigned and disbursed money of one thing in one line: one bar in another, the amounts at their end.

A stage that is not known is not drawn. More things than a dozen are dots on a line.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from ui.charts.series_charts import AXIS_HEIGHT, FONT, LABEL_LIMIT, Chart, Layer, end_of_axis, layered
from vocabulary.words import Words

INK = "#16212c"
# Names of rows stand above their bars: a phone cuts none, and all bars begin at one edge.
NAME_HEIGHT, LINE_HEIGHT, GAP = 22, 17, 14
WHOLE_WIDTH = alt.ExprRef("width")
# Pixels are counted: nothing may be kept free that the height does not know of.
EDGES = {"top": 5, "bottom": 5, "left": 5, "right": 5}
STAGE_COLOURS = {
    "planned": "#c5cfd8",
    "assigned": "#0b5394",
    "disbursed": "#f0a02c",
    "carried_over": "#7b4f9d",
}
# The same, dark enough to be read as letters.
STAGE_INKS = {
    "planned": "#55636f",
    "assigned": "#0b5394",
    "disbursed": "#8f5200",
    "carried_over": "#7b4f9d",
}
# How high the bar of a stage is: what is within is lower.
THICK = {"planned": 30, "assigned": 18, "disbursed": 8, "carried_over": 7}
HIGHEST, BELOW = 30, 10
MOST_BARS = 12
DOT_ROW = 26
COLUMNS = ("label", "stage", "series", "least", "most", "text", "told")


def stage_chart(rows: pd.DataFrame, *, words: Words, most_bars: int = MOST_BARS) -> Chart:
    """Return each label's stages in one line, in the rows' order: bars for ``most_bars`` of them, else dots.

    ``rows`` has ``label``, ``stage`` (its code), ``series`` (its name), ``least`` and ``most`` (billion đồng)
    ``text`` (the amount) and ``told`` (the amount with its stage, as beside a bar); a range is a bar to its
    least with a line to its most.
    """
    drawn = rows[list(COLUMNS)].assign(
        order=[list(THICK).index(stage) for stage in rows["stage"]],
        ink=rows["stage"].map(STAGE_INKS),
        colour=rows["stage"].map(STAGE_COLOURS),
        end=rows.groupby("label")["most"].transform("max"),
    )
    return _bars(drawn, words) if drawn["label"].nunique() <= most_bars else _dots(drawn, words)


def _bars(rows: pd.DataFrame, words: Words) -> Chart:
    labels = list(dict.fromkeys(rows["label"]))
    heights = [_row_height(rows[rows["label"] == label]) for label in labels]
    places, height = tops(heights), height_of(heights)
    placed = _placed(rows, dict(zip(labels, zip(places, heights, strict=True), strict=True)))
    x = _amounts(rows)
    base = Layer(placed)
    bars = bars_of_rows(base, x, height).encode(tooltip=_tooltip(words))
    texts = base.mark_text(align="left", dx=8, fontSize=14, font=FONT, baseline="middle").encode(
        x=alt.X("end:Q"),
        y=down("text_at", height),
        text=alt.Text("told:N"),
        color=alt.Color("ink:N", scale=None, legend=None),
    )
    layers: list[alt.Chart] = [bars, texts, row_names(labels, places, height)]
    if (placed["most"] > placed["least"]).any():
        line = base.mark_rule(strokeWidth=3, color="#16212c").encode(
            x=x, x2=alt.X2("most:Q"), y=down("middle", height)
        )
        layers.insert(1, line)
    return in_pixels(layers, words, height)


def _row_height(own: pd.DataFrame) -> float:
    """Return how high a row is: its bars, or its amounts one below the other."""
    bars = HIGHEST + (BELOW if (own["stage"] == "carried_over").any() else 0)
    return max(bars, LINE_HEIGHT * len(own))


def _placed(rows: pd.DataFrame, places: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Return the rows with the pixels of their bars and texts; of one stage the longest is drawn first."""
    ordered = rows.sort_values(["order", "most"], ascending=[True, False], kind="stable")
    by_label = ordered.groupby("label")["label"]
    number, count = by_label.cumcount(), by_label.transform("size")
    middles = {label: top + NAME_HEIGHT + high / 2 for label, (top, high) in places.items()}
    middle = ordered["label"].map(middles)
    # What was carried over is no part of what was assigned: it lies below the others.
    with_below = ordered["label"].isin(ordered.loc[ordered["stage"] == "carried_over", "label"])
    is_below = ordered["stage"] == "carried_over"
    centre = middle - with_below * BELOW / 2 + is_below * (HIGHEST + BELOW) / 2
    half = ordered["stage"].map(THICK) / 2
    return ordered.assign(
        zero=0.0,
        middle=centre,
        top=centre - half,
        bottom=centre + half,
        text_at=middle + (number - (count - 1) / 2) * LINE_HEIGHT,
    )


def _amounts(rows: pd.DataFrame) -> alt.X:
    """Return amounts along the line, with room behind the longest bar for what is written there."""
    longest = max(float(rows["most"].max()), 1e-9)
    scale = alt.Scale(domainMin=0, domainMax=end_of_axis(longest, rows["told"]), nice=False)
    return alt.X("least:Q", axis=None, scale=scale)


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("series:N", title=words("funding.stage")),
        alt.Tooltip("text:N", title=words("funding.amount")),
    ]


def dot_rows(labels: Sequence[str]) -> alt.Y:
    """Return one line a label for dots, in their order, each name beside its line."""
    axis = alt.Axis(labelLimit=LABEL_LIMIT, labelOverlap=False, labelFlush=False, ticks=False, domain=False)
    scale = alt.Scale(type="point", padding=0.5)
    return alt.Y("label:N", sort=list(labels), title=None, axis=axis, scale=scale)


def _dots(rows: pd.DataFrame, words: Words) -> Chart:
    """Return a dot a stage on one line a label, the largest amount and its stage behind it."""
    labels = list(dict.fromkeys(rows["label"]))
    stages = rows.drop_duplicates("series").sort_values("order")
    longest = max(float(rows["most"].max()), 1e-9)
    is_one = len(stages) == 1
    largest = rows.sort_values("most", kind="stable").drop_duplicates("label", keep="last")
    x = alt.X(
        "least:Q",
        title=words("funding.unit_axis"),
        scale=alt.Scale(domainMin=0, domainMax=end_of_axis(longest, rows["told"]), nice=False),
        axis=alt.Axis(grid=False, tickCount=4),
    )
    y = dot_rows(labels)
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=list(stages["series"]), range=list(stages["ink" if is_one else "colour"])),
        legend=None if is_one else alt.Legend(title=None, orient="top", labelLimit=340, columns=2),
    )
    base = Layer(rows).encode(y=y)
    line = base.mark_rule(color="#c3cdd5").encode(x=x, x2=alt.X2Datum(0))
    dots = base.mark_point(filled=True, size=110, opacity=1, stroke="#ffffff", strokeWidth=0.5)
    written = Layer(largest).mark_text(align="left", dx=10, fontSize=14, font=FONT)
    layers = [
        line,
        dots.encode(x=x, color=colour, tooltip=_tooltip(words)),
        written.encode(x=alt.X("end:Q"), y=y, text=alt.Text("told:N")),
    ]
    return layered(layers, words, height=DOT_ROW * len(labels) + AXIS_HEIGHT + 34)


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


def bars_of_rows(base: alt.Chart, x: alt.X, height: float) -> alt.Chart:
    """Return a bar for each row from zero on, between its top and bottom, in its own colour."""
    bars: alt.Chart = base.mark_rect().encode(
        x=x,
        x2=alt.X2("zero:Q"),
        y=down("top", height),
        y2=alt.Y2("bottom:Q"),
        color=alt.Color("colour:N", scale=None, legend=None),
    )
    return bars


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
