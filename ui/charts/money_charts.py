"""Charts of money: planned, assigned and disbursed side by side, shares against the calendar, curves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

import altair as alt
import pandas as pd

from ui.charts.series_charts import (
    AXIS_HEIGHT,
    BREAK_COLOUR,
    FONT,
    LABELS,
    Chart,
    Layer,
    end_of_axis,
    layered,
)
from vocabulary.words import Words

STAGE_COLOURS = {
    "planned": "#b7c2cc",
    "assigned": "#0b5394",
    "disbursed": "#d98200",
    "carried_over": "#7b4f9d",
}
BAR_HEIGHT = 25
ROW_GAP = 12
# A chart's height holds its legend and the mark of simulated figures too.
MARK_ROOM = 44
LABEL_LETTERS = 38
# A bar longer than this percentage holds its number.
INSIDE = 12


def stage_bars(rows: pd.DataFrame, *, words: Words) -> Chart:
    """Return bars of each stage in each row, in the rows' order.

    ``rows`` has ``label``, ``stage`` (its code), ``series`` (its name), ``least`` and ``most`` (billion đồng)
    and ``text``; a range is a bar to its least with a line to its most.
    """
    rows = rows.assign(line=_in_two_lines(rows["label"]))
    labels, series = (list(dict.fromkeys(rows[name])) for name in ("line", "series"))
    bands = alt.Scale(paddingInner=0.22)
    y = alt.Y("line:N", sort=labels, title=None, axis=LABELS, scale=bands)
    base = Layer().encode(y=y, yOffset=alt.YOffset("series:N", sort=series))
    x, tooltip = _amount_axis(rows, words), _amount_tooltip(words)
    bars = base.mark_bar().encode(x=x, color=_stage_colour(rows, series), tooltip=tooltip)
    ranges = base.mark_rule(strokeWidth=3, color="#16212c").encode(x=x, x2=alt.X2("most:Q"))
    texts = base.mark_text(align="left", dx=6, fontSize=14, font=FONT).encode(
        x=alt.X("most:Q"), text=alt.Text("text:N")
    )
    has_range = bool((rows["most"] > rows["least"]).any())
    layers = [bars, *([ranges] if has_range else []), texts]
    height = _bars_height(len(labels), len(series))
    return layered(layers, words, height=height, data=rows)


def _amount_axis(rows: pd.DataFrame, words: Words) -> alt.X:
    longest = max(float(rows["most"].max()), 1e-9)
    return alt.X(
        "least:Q",
        title=words("funding.unit_axis"),
        scale=alt.Scale(domainMin=0, domainMax=end_of_axis(longest, rows["text"]), nice=False),
        axis=alt.Axis(grid=False, tickCount=4),
    )


def _amount_tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("series:N", title=words("funding.stage")),
        alt.Tooltip("text:N", title=words("funding.amount")),
    ]


def _stage_colour(rows: pd.DataFrame, series: Sequence[str]) -> alt.Color:
    stage_of = dict(zip(rows["series"], rows["stage"], strict=True))
    colours = [STAGE_COLOURS[stage_of[name]] for name in series]
    return alt.Color(
        "series:N",
        scale=alt.Scale(domain=series, range=colours),
        legend=alt.Legend(title=None, orient="top", labelLimit=420, columns=2),
    )


def _bars_height(labels: int, series: int) -> int:
    rows_of_legend = (series + 1) // 2
    bars = labels * (BAR_HEIGHT * series + ROW_GAP)
    return bars + AXIS_HEIGHT + 34 * rows_of_legend + MARK_ROOM


def _in_two_lines(labels: Iterable[str]) -> list[str]:
    """Return labels in two lines at most; the whole of a longer one is under the pointer."""
    return ["\n".join(wrap(label, LABEL_LETTERS, max_lines=2, placeholder=" …")) for label in labels]


def share_bars(rows: pd.DataFrame, *, expected_name: str, words: Words) -> Chart:
    """Return the disbursed share of each row beside what the calendar lets one expect.

    ``rows`` has ``label``, ``share`` and ``expected`` (percent), ``text`` and ``colour``.
    """
    rows = rows.assign(line=_in_two_lines(rows["label"]))
    y = alt.Y("line:N", sort=list(rows["line"]), title=None, axis=LABELS)
    longest = max(float(rows["share"].max()), 100.0) * 1.12
    x = alt.X(
        "share:Q",
        title=words("absorption.axis"),
        scale=alt.Scale(domain=[0, longest], nice=False),
        axis=alt.Axis(grid=False, values=[0, 25, 50, 75, 100]),
    )
    base = Layer().encode(y=y)
    bars = base.mark_bar(size=18).encode(x=x, color=alt.Color("colour:N", scale=None))
    # In the bar, where the mark of the time gone by cannot cover it.
    texts = base.mark_text(align="left", dx=6, fontSize=14, font=FONT).encode(
        x=alt.XValue(0),  # type: ignore[no-untyped-call]
        text=alt.Text("text:N"),
        color=alt.ColorValue("#16212c", condition={"test": f"datum.share > {INSIDE}", "value": "white"}),
    )
    ticks = base.mark_tick(thickness=3, size=26, color=BREAK_COLOUR).encode(
        x=alt.X("expected:Q"), tooltip=[alt.Tooltip("expected:Q", title=expected_name, format=".0f")]
    )
    height = 40 * len(rows) + AXIS_HEIGHT + MARK_ROOM
    return layered([bars, texts, ticks], words, height=height, data=rows)


def gains_and_losses(rows: pd.DataFrame, *, words: Words) -> Chart:
    """Return bars to both sides of nothing: ``label``, ``value`` (billion đồng), ``text`` and ``colour``."""
    most, least = max(float(rows["value"].max()), 0.0), min(float(rows["value"].min()), 0.0)
    room = 0.45 * (most - least)
    scale = alt.Scale(domain=[least - (room if least else 0), most + (room if most else 0)], nice=False)
    axis = alt.Axis(grid=False, tickCount=5)
    x = alt.X("value:Q", title=words("funding.unit_axis"), scale=scale, axis=axis)
    base = Layer().encode(y=alt.Y("label:N", sort=None, title=None, axis=LABELS), x=x)
    bars = base.mark_bar(size=18).encode(color=alt.Color("colour:N", scale=None))
    gained = base.transform_filter("datum.value > 0").mark_text(align="left", dx=6, fontSize=14, font=FONT)
    lost = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-6, fontSize=14, font=FONT)
    texts = [side.encode(text=alt.Text("text:N")) for side in (gained, lost)]
    height = 28 * len(rows) + AXIS_HEIGHT + MARK_ROOM
    return layered([bars, *texts], words, height=height, data=rows)


def curve(points: pd.DataFrame, *, x_title: str, y_title: str, words: Words) -> Chart:
    """Return a concentration curve with its diagonal: ``x`` and ``y`` in percent, ``label`` of each point."""
    even = pd.DataFrame({"x": [0.0, 100.0], "y": [0.0, 100.0]})
    axis = alt.Axis(values=[0, 25, 50, 75, 100], grid=True)
    x = alt.X("x:Q", title=x_title, axis=axis, scale=alt.Scale(domain=[0, 100]))
    y = alt.Y("y:Q", title=y_title, axis=axis, scale=alt.Scale(domain=[0, 100]))
    diagonal = Layer(even).mark_line(color="#7a8793", strokeDash=[5, 4]).encode(x=x, y=y)
    line = Layer().mark_line(color=STAGE_COLOURS["assigned"], strokeWidth=2.5, interpolate="linear")
    dots = Layer().mark_point(filled=True, size=30, color=STAGE_COLOURS["assigned"], opacity=0.8)
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("x:Q", title=x_title, format=".1f"),
        alt.Tooltip("y:Q", title=y_title, format=".1f"),
    ]
    layers = [diagonal, line.encode(x=x, y=y), dots.encode(x=x, y=y, tooltip=tooltip)]
    return layered(layers, words, height=360, data=points)


def quadrant(
    points: pd.DataFrame, *, x_title: str, y_title: str, middle: tuple[float, float], words: Words
) -> Chart:
    """Return places as dots by two measures, with lines at the middle of each.

    ``points`` has ``x``, ``y``, ``label``, ``group`` (a name) and ``colour``.
    """
    groups = points.drop_duplicates("group")
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(groups["group"]), range=list(groups["colour"])),
        legend=alt.Legend(title=None, orient="top", labelLimit=420, columns=1),
    )
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(zero=True, nice=True))
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(zero=False, nice=True, padding=12))
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("x:Q", title=x_title, format=",.1f"),
        alt.Tooltip("y:Q", title=y_title, format=",.1f"),
    ]
    dots = Layer(points).mark_point(filled=True, size=60 if len(points) < 200 else 22, opacity=0.75)
    lines: Sequence[alt.Chart] = [
        Layer(pd.DataFrame({"at": [middle[0]]})).mark_rule(color="#7a8793").encode(x=alt.X("at:Q")),
        Layer(pd.DataFrame({"at": [middle[1]]})).mark_rule(color="#7a8793").encode(y=alt.Y("at:Q")),
    ]
    layers = [*lines, dots.encode(x=x, y=y, color=colour, tooltip=tooltip)]
    return layered(layers, words, height=420)


def track(points: pd.DataFrame, *, colours: Sequence[str], unit: str, words: Words) -> Chart:
    """Return lines over the days of a period: ``date`` (ISO), ``series``, ``value`` (percent), ``text``."""
    names = list(dict.fromkeys(points["series"]))
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=names, range=list(colours[: len(names)])),
        legend=alt.Legend(title=None, orient="top", labelLimit=420),
    )
    x = alt.X("date:T", title=None, axis=alt.Axis(format="%d/%m/%Y", labelOverlap="greedy", grid=False))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    tooltip = [alt.Tooltip("series:N", title=" "), alt.Tooltip("text:N", title=unit)]
    base = Layer().encode(x=x, y=y, color=colour)
    layers = [
        base.mark_line(strokeWidth=2.5),
        base.mark_point(filled=True, size=70, opacity=1).encode(tooltip=tooltip),
    ]
    return layered(layers, words, height=300, data=points)
