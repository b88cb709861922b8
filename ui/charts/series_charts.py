"""Charts of series: a line joins only what can be compared; a change of standard is a gap with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import disable_debug_mode

from ui.charts.end_labels import end_labels
from vocabulary.words import Words

# A chart is checked as a whole when it is written out; checking each part as well takes longer than all else.
disable_debug_mode()


Chart = alt.LayerChart | alt.FacetChart


class Layer(alt.Chart):
    """A layer whose copies share its parts: Altair copies each four times on its way into a chart.

    Nobody changes a layer in place, so the copies need not be deep.
    """

    def __deepcopy__(self, memo: object) -> Layer:
        """Return a layer of the same parts."""
        return self.copy(deep=False)


AREA_COLOUR = "#0b5394"


NATION_COLOUR = "#7a8793"


BREAK_COLOUR = "#b3261e"


SIMULATED_COLOUR = "#7a1f12"


AXIS_HEIGHT = 64


ROOM_AROUND = 10


# A letter of a text beside a bar, in points.
LETTER = 7.4


# How far a break reaches beyond its two points, as a share of the highest value.
AROUND_BREAK = 0.06


# Bars keep at least this share of an axis, however long the texts behind them are.
LEAST_SHARE = 0.25


# On a phone the names of rows must leave room for the bars.
LABEL_LIMIT = alt.ExprRef("containerSize()[0] < 500 ? 110 : 300")


# A label may be of several lines; one of so many letters has room in one.
SPLIT = "split(datum.label, '\\n')"


NAME_LETTERS = 36


# How high a line of names over the dots of a first row is.
NAME_LINE = 17


LABELS = alt.Axis(labelLimit=LABEL_LIMIT, ticks=False, domain=False, labelExpr=SPLIT)


FONT = "Inter, 'Segoe UI', 'Noto Sans', sans-serif"


def series_chart(
    points: pd.DataFrame,
    breaks: pd.DataFrame,
    *,
    unit: str,
    words: Words,
    height: int = 360,
    dashes: pd.DataFrame | None = None,
) -> Chart:
    """Return lines by series and segment, with a mark where neighbouring points cannot be compared.

    ``points`` has ``series`` (label), ``colour``, ``segment`` (a line joins one segment), ``year``,
    ``value`` and ``text`` (the figure as written), and ``thin`` where some lines are to be;
    ``breaks`` has ``year`` (where) and ``reason``; ``dashes`` are points like ``points`` whose segments
    are joined by a dashed line.
    """
    scale, ends = _series_colours(points), end_labels(points, height)
    names = [] if ends.empty else [_names(ends)]
    years = sorted({int(year) for year in points["year"]})
    x = alt.X("year:Q", title=None, axis=_year_axis(years), scale=_year_scale(years, ends))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5))
    tooltip = [
        alt.Tooltip("series:N", title=words("chart.series")),
        alt.Tooltip("year:Q", title=words("picture.year"), format="d"),
        alt.Tooltip("text:N", title=unit),
    ]
    base = Layer(points).encode(
        x=x, y=y, color=alt.Color("series:N", scale=scale, legend=None if names else _legend(points))
    )
    thin = _thin(points, base, tooltip)
    base = base if not thin else base.properties(data=points[~points["thin"].astype(bool)])
    lines = base.mark_line(strokeWidth=2.5).encode(detail=[alt.Detail("series:N"), alt.Detail("segment:N")])
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(tooltip=tooltip)
    dashed = [] if dashes is None or dashes.empty else [_dashed(dashes, base)]
    return layered(
        [*_break_marks(breaks, points, x, unit), *thin, lines, *dashed, dots, *names], words, height=height
    )


def _thin(points: pd.DataFrame, base: alt.Chart, tooltip: list[alt.Tooltip]) -> list[alt.Chart]:
    """Return the lines and dots of the series that are drawn thin, none where there are none."""
    if "thin" not in points or not points["thin"].any():
        return []
    thin = base.properties(data=points[points["thin"].astype(bool)])
    line: alt.Chart = thin.mark_line(strokeWidth=1.2)
    dots: alt.Chart = thin.mark_point(filled=True, size=18, opacity=1)
    return [
        line.encode(detail=[alt.Detail("series:N"), alt.Detail("segment:N")]),
        dots.encode(tooltip=tooltip),
    ]


def _dashed(dashes: pd.DataFrame, base: alt.Chart) -> alt.Chart:
    line: alt.Chart = base.properties(data=dashes).mark_line(strokeWidth=2, strokeDash=[6, 5])
    return line.encode(detail=[alt.Detail("series:N"), alt.Detail("segment:N")])


def _names(ends: pd.DataFrame) -> alt.Chart:
    """Return the names of the series at the ends of their lines."""
    placed = Layer(ends).encode(
        x="year:Q", y="at:Q", text="label:N", color=alt.Color("colour:N", scale=None, legend=None)
    )
    named: alt.Chart = placed.mark_text(
        align="left", dx=10, fontSize=13, font=FONT, lineBreak="\n", baseline="middle"
    )
    return named


def _year_scale(years: Sequence[int], ends: pd.DataFrame) -> alt.Scale:
    """Return the scale of the years, which leaves room at its end for names there."""
    first, last = years[0], years[-1]
    if ends.empty or first == last:
        return alt.Scale(zero=False, nice=False, padding=14)
    longest = max(len(line) for label in ends["label"] for line in label.split("\n"))
    room = f"min(0.5, {LETTER * longest + 14:.0f} / max(120, width))"
    end = alt.ExprRef(f"{last} + ({last} - {first}) * ({room}) / (1 - {room})")
    return alt.Scale(zero=False, nice=False, padding=14, domainMin=first, domainMax=end)


def _series_colours(points: pd.DataFrame) -> alt.Scale:
    pairs = points.drop_duplicates("series")[["series", "colour"]]
    return alt.Scale(domain=list(pairs["series"]), range=list(pairs["colour"]))


def _legend(points: pd.DataFrame) -> alt.Legend | None:
    if points["series"].nunique() < 2:
        return None
    # Places named with their last day have no room for more beside one another.
    columns = 3 if "thin" in points else alt.Undefined
    return alt.Legend(title=None, orient="top", labelLimit=420, columns=columns)


def _year_axis(years: list[int]) -> alt.Axis:
    return alt.Axis(values=years, format="d", labelOverlap="greedy", grid=False)


def _break_marks(breaks: pd.DataFrame, points: pd.DataFrame, x: alt.X, unit: str) -> list[alt.Chart]:
    """Return an upright line where a series breaks: around its own two points where it is one of several."""
    if breaks.empty:
        return []
    tooltip = [alt.Tooltip("reason:N", title=" ")]
    if points["series"].nunique() < 2:
        rule = Layer(breaks[["year", "reason"]]).mark_rule(color=BREAK_COLOUR, strokeDash=[4, 4], size=1.5)
        return [rule.encode(x=x, tooltip=tooltip)]
    around = AROUND_BREAK * float(points["value"].max())
    drawn = breaks.assign(low=(breaks["low"] - around).clip(lower=0.0), high=breaks["high"] + around)
    rule = Layer(drawn).mark_rule(color=BREAK_COLOUR, strokeDash=[4, 3], size=2)
    own = alt.Y("low:Q", title=unit, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5))
    return [rule.encode(x=x, y=own, y2="high:Q", tooltip=tooltip)]


def end_of_axis(longest: float, texts: Iterable[str]) -> alt.ExprRef:
    """Return where an axis must end so that the longest bar's text fits behind it at any width."""
    text = LETTER * max((len(text) for text in texts), default=0) + 12
    return alt.ExprRef(f"{longest:g} / max({LEAST_SHARE}, 1 - {text:.0f} / max(80, width))")


def bar_chart(rows: pd.DataFrame, *, unit: str, words: Words, row_height: int = 28) -> Chart:
    """Return labelled bars in the rows' order: ``label``, ``value``, ``text`` and each bar's ``colour``."""
    y = alt.Y("label:N", sort=None, title=None, axis=LABELS)
    longest = float(rows["value"].max())
    scale = alt.Scale(domainMin=0, domainMax=end_of_axis(longest, rows["text"]), nice=False)
    axis = alt.Axis(grid=False, tickCount=4)
    x = alt.X("value:Q", title=unit, axis=axis, scale=scale)
    base = Layer().encode(y=y, x=x)
    bars = base.mark_bar(size=row_height * 0.64).encode(color=alt.Color("colour:N", scale=None))
    texts = base.mark_text(align="left", dx=6, fontSize=14, font=FONT).encode(text=alt.Text("text:N"))
    height = row_height * len(rows) + AXIS_HEIGHT
    return layered([bars, texts], words, height=height, data=rows)


def dot_chart(points: pd.DataFrame, *, colours: Sequence[str], unit: str, words: Words) -> Chart:
    """Return a dot a series in each row, to compare places: ``series``, ``label``, ``value``, ``text``.

    Each series is named over its dot in the first row.
    """
    names = list(dict.fromkeys(points["series"]))
    drawn = points[["series", "label", "value", "text"]]
    drawn = drawn.assign(label=["\n".join(wrap(label, NAME_LETTERS)) for label in drawn["label"]])
    rows = list(dict.fromkeys(drawn["label"]))
    color = alt.Color(
        "series:N",
        scale=alt.Scale(domain=names, range=list(colours[: len(names)])),
        legend=None,
    )
    axis = alt.Axis(labelLimit=300, grid=True, ticks=False, labelExpr=SPLIT)
    y = alt.Y("label:N", sort=rows, title=None, axis=axis)
    tooltip = [alt.Tooltip("series:N", title=" "), alt.Tooltip("text:N", title=unit)]
    dots = Layer(drawn).mark_point(filled=True, size=110, opacity=1)
    x = alt.X("value:Q", title=unit, axis=alt.Axis(tickCount=8))
    encoded = dots.encode(x=x, y=y, color=color, tooltip=tooltip)
    lines = max(label.count("\n") + 1 for label in rows)
    height = (10 + 16 * lines) * len(rows) + AXIS_HEIGHT + 30
    first = drawn[drawn["label"] == rows[0]].sort_values("value", kind="stable")
    return layered([encoded, *_names_above(first, x, color)], words, height=height)


def _names_above(first: pd.DataFrame, x: alt.X, color: alt.Color) -> list[alt.Chart]:
    """Return the names of series over their dots of the first row: those at the left end there, others begin.

    The outermost names are the lowest, so that the line of none crosses another name.
    """
    layers: list[alt.Chart] = []
    count = len(first)
    for place in range(count):
        is_left = place < count // 2
        level = place if is_left else count - 1 - place
        one = Layer(first.iloc[[place]])
        top = -8 - NAME_LINE * level
        line = one.mark_rule(strokeWidth=1.5).encode(x=x, y=alt.value(top), y2=alt.value(0), color=color)
        name = one.mark_text(
            align="right" if is_left else "left", dx=-5 if is_left else 5, fontSize=14, font=FONT
        ).encode(x=x, y=alt.value(top), text=alt.Text("series:N"), color=color)
        layers += [line, name]
    return layers


def layered(
    layers: Sequence[alt.Chart], words: Words, *, height: int, data: pd.DataFrame | None = None
) -> Chart:
    """Return layers as one chart with the product's type face and the language's way of writing numbers.

    ``data`` are those of all layers that have none of their own: asked for in each, Altair writes them out.
    """
    # All at once: each step of a chain copies the whole chart.
    shared = alt.Undefined if data is None else data
    return alt.layer(*layers, data=shared, height=height, width="container", config=_config(words.language))


@cache
def _config(language: str) -> alt.Config:
    comma = language == "vi"
    number: dict[str, Any] = {
        "decimal": "," if comma else ".",
        "thousands": "." if comma else ",",
        "grouping": [3],
        "currency": ["", ""],
    }
    axis = alt.AxisConfig(
        labelFontSize=14,
        titleFontSize=14,
        titleFontWeight="normal",
        labelColor="#16212c",
        titleColor="#55636f",
    )
    return alt.Config(
        font=FONT,
        locale=alt.Locale(number=alt.NumberLocale(**number)),
        axis=axis,
        legend=alt.LegendConfig(labelFontSize=14, labelColor="#16212c"),
        view=alt.ViewConfig(stroke=None),
    )
