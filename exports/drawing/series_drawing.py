"""A series as lines on a sheet: only what can be compared is joined, and estimates by dashes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from data_access.store.frames import Row
from exports.drawing.canvas import LINE, QUIET, RULE, Canvas, text_width
from exports.drawing.map_drawing import HALO, Box
from ui.charts.series_charts import BREAK_COLOUR
from ui.summary.series import AreaSeries
from vocabulary.words import Words

STEPS = (1, 2, 5, 10)
LEFT, BELOW, ABOVE = 38.0, 22.0, 18.0
# Room on both sides of the years, for what is written at the ends of a line.
SIDES = 24.0
# How far a break reaches beyond its two points.
AROUND_BREAK = 10.0
# How wide lines are.
JOINED, THIN, DASHED = 2.2, 1.1, 2.0


class _Axes(NamedTuple):
    """Where a year and a value are drawn: the first and last year, the highest value, the box inside."""

    span: tuple[int, int]
    top: float
    inner: Box

    def across(self, year: float) -> float:
        first, last = self.span
        return self.inner[0] + SIDES + (self.inner[2] - 2 * SIDES) * (year - first) / (last - first)

    def down(self, value: float) -> float:
        return self.inner[1] + self.inner[3] * (1 - value / self.top)


def draw_series(canvas: Canvas, series: AreaSeries, box: Box, words: Words, size: float = 11) -> float:
    """Draw points, dashes and breaks of a series into a box (x, y, width, height); return its lower edge."""
    x, y, width, height = box
    points = series.points
    y_legend = _legend(canvas, series, (x, y, width, 0), words, size)
    inner = (x + LEFT, y_legend + ABOVE, width - LEFT, y + height - y_legend - ABOVE - BELOW)
    top = _grid(canvas, float(points["value"].max()), inner, words, size)
    years = sorted({int(year) for year in points["year"]})
    span = (years[0], years[-1]) if len(years) > 1 else (years[0] - 1, years[0] + 1)
    axes = _Axes(span, top, inner)
    _years(canvas, years, axes, size)
    for row in series.breaks.to_dict("records"):
        canvas.add(_break(row, axes, is_alone=points["series"].nunique() < 2))
    written: list[tuple[float, float]] = []
    # Thin ones first, so that none covers the line of the place.
    lines = sorted((rows for _, rows in points.groupby("series", sort=False)), key=_is_thick)
    for rows in lines:
        _line(canvas, rows, axes)
        if len(series.dashes):
            _dashes(canvas, series.dashes[series.dashes["series"] == rows["series"].iloc[0]], axes)
        _dots(canvas, rows, axes, size, written)
    return y + height


def _break(row: Row, axes: _Axes, *, is_alone: bool) -> str:
    """Return the upright line of a break: around its own two points where other lines are drawn too."""
    at, (_, top, _, height) = axes.across(float(row["year"])), axes.inner
    begin, end = top, top + height
    if not is_alone:
        begin = max(top, axes.down(float(row["high"])) - AROUND_BREAK)
        end = min(end, axes.down(float(row["low"])) + AROUND_BREAK)
    return (
        f'<path class="break" d="M{at:.1f} {begin:.1f}V{end:.1f}" stroke="{BREAK_COLOUR}" '
        'stroke-width="1.4" stroke-dasharray="4 3"/>'
    )


def _is_thick(points: pd.DataFrame) -> bool:
    return "thin" not in points or not points["thin"].any()


def _legend(canvas: Canvas, series: AreaSeries, box: Box, words: Words, size: float) -> float:
    """Name the series with their colours and what dashes mean, each where it fits; return the lower edge."""
    x, y, width, _ = box
    left, named = x, series.points.drop_duplicates("series")
    if len(named) == 1 and series.dashes.empty:
        return y
    marks = [(row["series"], row["colour"], _dot_mark) for row in named.to_dict("records")]
    if len(series.dashes):
        marks.append((words("estimates.legend"), series.dashes["colour"].iloc[0], _dash_mark))
    for label, colour, mark in marks:
        needed = text_width(label, size) + 26
        if left > x and left + needed > x + width:
            left, y = x, y + size * LINE
        canvas.add(mark(left, y + size * 0.64, colour))
        canvas.text(left + 14, y + size, label, size)
        left += needed
    return y + size * LINE


def _dot_mark(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x + 5:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _dash_mark(x: float, y: float, colour: str) -> str:
    style = f'stroke="{colour}" stroke-width="{DASHED}" stroke-dasharray="4 2.5"'
    return f'<path d="M{x:.1f} {y:.1f}h11" {style}/>'


def _grid(canvas: Canvas, highest: float, inner: Box, words: Words, size: float) -> float:
    """Draw the lines of round values from zero upwards; return the highest of them."""
    x, y, width, height = inner
    step = _round_step(highest / 4)
    count = max(1, -(-highest // step))
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    for number in range(int(count) + 1):
        level = y + height - height * number / count
        canvas.add(f'<path d="M{x:.1f} {level:.1f}h{width:.1f}" stroke="{RULE}" stroke-width="0.8"/>')
        text = words.number(number * step, decimals)
        canvas.text(x - 6, level + size * 0.35, text, size - 1, fill=QUIET, text_anchor="end")
    return float(count * step)


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 and their tens that is not below ``least``."""
    power = 10.0 ** (len(str(int(least))) - 1) if least >= 1 else 0.1 if least >= 0.1 else 0.01
    return next((step * power for step in STEPS if step * power >= least), 10 * power)


def _years(canvas: Canvas, years: Sequence[int], axes: _Axes, size: float) -> None:
    last = -1e9
    below = axes.inner[1] + axes.inner[3] + size + 6
    for year in years:
        at = axes.across(year)
        if at - last < text_width("0000", size) + 6:
            continue
        last = at
        canvas.text(at, below, str(year), size, fill=QUIET, text_anchor="middle")


def _line(canvas: Canvas, points: pd.DataFrame, axes: _Axes) -> None:
    """Join the points of one series within its segments."""
    width = JOINED if _is_thick(points) else THIN
    for row, after in pairwise(points.to_dict("records")):
        if row["segment"] == after["segment"]:
            style = f'stroke="{row["colour"]}" stroke-width="{width}"'
            canvas.add(f'<path class="joined" d="{_between(row, after, axes)}" {style}/>')


def _dashes(canvas: Canvas, dashes: pd.DataFrame, axes: _Axes) -> None:
    """Join by dashes the pairs of points of which one was estimated."""
    for row, after in pairwise(dashes.to_dict("records")):
        if row["segment"] == after["segment"]:
            style = f'stroke="{row["colour"]}" stroke-width="{DASHED}" stroke-dasharray="6 4"'
            canvas.add(f'<path class="dashed" d="{_between(row, after, axes)}" {style}/>')


def _between(row: Row, after: Row, axes: _Axes) -> str:
    ends = [(axes.across(point["year"]), axes.down(point["value"])) for point in (row, after)]
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*ends[0], *ends[1])


def _dots(
    canvas: Canvas, points: pd.DataFrame, axes: _Axes, size: float, written: list[tuple[float, float]]
) -> None:
    """Draw the points of one series, and write the first and last value of one that is not thin.

    ``written`` holds where values are written already, so that none covers another.
    """
    places = [(axes.across(row["year"]), axes.down(row["value"]), row) for row in points.to_dict("records")]
    colour, is_thick = points["colour"].iloc[0], _is_thick(points)
    radius = 3.2 if is_thick else 1.8
    for x, y, row in places:
        canvas.add(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" data-year="{row["year"]}"/>'
        )
    ends = {places[0][0]: places[0], places[-1][0]: places[-1]} if is_thick else {}
    for x, y, row in ends.values():
        taken = any(abs(x - there) < size * 4 and abs(y - 7 - at) < size * LINE for there, at in written)
        base = y + size + 6 if taken else y - 7
        written.append((x, base))
        canvas.text(x, base, row["text"], size, bold=True, fill=colour, text_anchor="middle", **HALO)
