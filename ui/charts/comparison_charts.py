"""Charts of the explorer alone: distribution, years as strips, scatter, heat table, stacked parts."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from ui.charts.series_charts import AXIS_HEIGHT, FONT, Chart, Layer, layered
from vocabulary.words import Words

DOT_COLOUR = "#8aa6bd"
CHOSEN_COLOUR = "#d55e00"


def distribution_chart(
    bins: pd.DataFrame, marks: pd.DataFrame, *, unit: str, areas: str, colour: str, words: Words
) -> Chart:
    """Return how many areas lie in each span of values, with named values as lines over it.

    ``bins`` has ``low``, ``high``, ``count`` and ``text``; ``marks`` has ``value``, ``label`` and ``colour``.
    """
    x = alt.X("low:Q", title=unit, axis=alt.Axis(tickCount=8, grid=False), scale=alt.Scale(nice=False))
    y = alt.Y("count:Q", title=areas, axis=alt.Axis(tickCount=4, tickMinStep=1))
    tooltip = [alt.Tooltip("text:N", title=unit), alt.Tooltip("count:Q", title=areas)]
    bars = Layer(bins).mark_bar(color=colour, stroke="#ffffff", opacity=0.9)
    layers: list[alt.Chart] = [bars.encode(x=x, x2=alt.X2("high:Q"), y=y, y2=alt.Y2Datum(0), tooltip=tooltip)]
    if len(marks):
        base = Layer(marks).encode(x=alt.X("value:Q", title=unit))
        line = base.mark_rule(size=2.5).encode(color=alt.Color("colour:N", scale=None))
        text = base.mark_text(align="left", dx=6, fontSize=14, font=FONT, fontWeight="bold")
        at = alt.Y("row:Q", scale=None, axis=None)
        layers += [line, text.encode(text=alt.Text("label:N"), y=at, color=alt.Color("colour:N", scale=None))]
    return layered(layers, words, height=380)


def strips_chart(points: pd.DataFrame, named: pd.DataFrame, *, unit: str, words: Words) -> Chart:
    """Return a strip a year, with a tick an area and the named places as dots over it.

    ``points`` has ``year`` (text), ``value``, ``name``, ``text``; ``named`` also ``series`` and ``colour``.
    """
    years = list(dict.fromkeys(points["year"]))
    y = alt.Y(
        "year:N",
        sort=years,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=260),
    )
    x = alt.X("value:Q", title=unit, axis=alt.Axis(tickCount=6))
    tooltip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=unit)]
    ticks = Layer(points).mark_tick(thickness=2, size=24, opacity=0.45, color="#0b5394")
    layers: list[alt.Chart] = [ticks.encode(x=x, y=y, tooltip=tooltip)]
    if len(named):
        series = named.drop_duplicates("series")
        scale = alt.Scale(domain=list(series["series"]), range=list(series["colour"]))
        colour = alt.Color("series:N", scale=scale, legend=alt.Legend(title=None, orient="top"))
        dots = Layer(named).mark_point(filled=True, size=130, opacity=1, stroke="#ffffff")
        layers.append(dots.encode(x=x, y=y, color=colour, tooltip=tooltip))
    height = 40 * len(years) + AXIS_HEIGHT
    return layered(layers, words, height=height)


def scatter_chart(points: pd.DataFrame, *, titles: tuple[str, str], words: Words) -> Chart:
    """Return a dot an area; a click on one picks its ``code``, the chosen ones bear their names.

    ``points`` has ``x``, ``y``, ``code``, ``name``, ``x_text``, ``y_text`` and ``is_chosen``.
    """
    pick = alt.selection_point(name="pick", fields=["code"], empty=False)
    x = alt.X("x:Q", title=titles[0], scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=6))
    y = alt.Y("y:Q", title=titles[1], scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=6))
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("x_text:N", title=titles[0]),
        alt.Tooltip("y_text:N", title=titles[1]),
    ]
    base = Layer(points).encode(x=x, y=y, tooltip=tooltip)
    colour = alt.condition("datum.is_chosen", alt.value(CHOSEN_COLOUR), alt.value(DOT_COLOUR))
    size = alt.condition("datum.is_chosen", alt.value(220), alt.value(80))
    dots = base.mark_point(filled=True, opacity=0.85, stroke="#33475b", strokeWidth=0.6)
    names = base.transform_filter("datum.is_chosen").mark_text(
        align="left", dx=10, fontSize=15, font=FONT, fontWeight="bold"
    )
    # The names lie under the dots: a click meant for a dot must not end on a name.
    layers = [names.encode(text="name:N"), dots.encode(color=colour, size=size).add_params(pick)]
    return layered(layers, words, height=520)


def heat_chart(
    cells: pd.DataFrame, *, colours: Sequence[str], columns: Sequence[str], unit: str, words: Words
) -> Chart:
    """Return a table of coloured cells: ``row``, ``column``, ``value``, ``text``; rows in their order."""
    rows = list(dict.fromkeys(cells["row"]))
    y_axis = alt.Axis(labelOverlap=False, labelFlush=False, labelLimit=240, ticks=False, domain=False)
    x_axis = alt.Axis(
        orient="top", labelAngle=-35, labelOverlap=False, labelLimit=240, ticks=False, domain=False
    )
    base = Layer(cells).encode(
        y=alt.Y("row:N", sort=rows, title=None, axis=y_axis),
        x=alt.X("column:N", sort=list(columns), title=None, axis=x_axis),
    )
    scale = alt.Scale(range=list(colours))
    fill = alt.Color("value:Q", scale=scale, legend=alt.Legend(title=unit, orient="right"))
    rects = base.mark_rect(stroke="#ffffff").encode(color=fill)
    middle = (float(cells["value"].max()) + float(cells["value"].min())) / 2
    is_dark = {"test": f"datum.value > {middle * 1.25}", "value": "#ffffff"}
    ink = alt.ColorValue("#16212c", condition=is_dark)
    texts = base.mark_text(fontSize=14, font=FONT).encode(text=alt.Text("text:N"), color=ink)
    height = 26 * len(rows)
    return layered([rects, texts], words, height=height)


def parts_chart(parts: pd.DataFrame, *, colours: Sequence[str], unit: str, words: Words) -> Chart:
    """Return stacked bars of ``label``, ``part``, ``position``, ``value``, ``text``, in their order."""
    rows, names = list(dict.fromkeys(parts["label"])), list(dict.fromkeys(parts["part"]))
    legend = alt.Legend(title=None, orient="top", columns=4, labelLimit=300)
    scale = alt.Scale(domain=names, range=list(colours))
    tooltip = [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("part:N", title="  "),
        alt.Tooltip("text:N", title=unit),
    ]
    bars = Layer(parts).mark_bar(size=17, stroke="#ffffff", strokeWidth=0.5)
    axis = alt.Axis(labelOverlap=False, labelFlush=False, labelLimit=260, ticks=False)
    encoded = bars.encode(
        y=alt.Y("label:N", sort=rows, title=None, axis=axis),
        x=alt.X("value:Q", title=unit, stack="zero"),
        color=alt.Color("part:N", scale=scale, legend=legend),
        order=alt.Order("position:Q"),
        tooltip=tooltip,
    )
    height = 26 * len(rows) + AXIS_HEIGHT
    return layered([encoded], words, height=height)
