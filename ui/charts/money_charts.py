"""Charts of money beside need and time: the concentration curve, the quadrant, what was paid out by date."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from ui.charts.series_charts import FONT, Chart, Layer, layered
from ui.charts.stage_charts import STAGE_COLOURS
from vocabulary.words import Words


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

    ``points`` has ``x``, ``y``, ``label``, ``name`` (written at the dot, "" for none), ``group`` (a name) and
    ``colour``.
    """
    groups = points.drop_duplicates("group")
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(groups["group"]), range=list(groups["colour"])),
        legend=alt.Legend(title=None, orient="top", labelLimit=420, columns=1),
    )
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=6))
    y = alt.Y(
        "y:Q", title=y_title, scale=alt.Scale(zero=False, nice=True, padding=12), axis=alt.Axis(tickCount=6)
    )
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
    names = Layer(points[points["name"] != ""]).mark_text(
        align="left", dx=8, fontSize=13, font=FONT, color="#16212c"
    )
    layers = [
        *lines,
        dots.encode(x=x, y=y, color=colour, tooltip=tooltip),
        names.encode(x=x, y=y, text=alt.Text("name:N")),
    ]
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
