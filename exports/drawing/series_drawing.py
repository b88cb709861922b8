"""A series as lines on a sheet: only what can be compared is joined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from exports.drawing.canvas import LINE, QUIET, RULE, Canvas, text_width
from exports.drawing.map_drawing import HALO, Box
from ui.charts.series_charts import BREAK_COLOUR
from vocabulary.words import Words

STEPS = (1, 2, 5, 10)
LEFT, BELOW, ABOVE = 38.0, 22.0, 18.0
# Room on both sides of the years, for what is written at the ends of a line.
SIDES = 24.0


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


def draw_series(
    canvas: Canvas, points: pd.DataFrame, breaks: pd.DataFrame, box: Box, words: Words, size: float = 11
) -> float:
    """Draw points and breaks of a series into a box (x, y, width, height); return its lower edge."""
    x, y, width, height = box
    y_legend = _legend(canvas, points, x, y, width, size)
    inner = (x + LEFT, y_legend + ABOVE, width - LEFT, y + height - y_legend - ABOVE - BELOW)
    top = _grid(canvas, float(points["value"].max()), inner, words, size)
    years = sorted({int(year) for year in points["year"]})
    span = (years[0], years[-1]) if len(years) > 1 else (years[0] - 1, years[0] + 1)
    axes = _Axes(span, top, inner)
    _years(canvas, years, axes, size)
    for place in breaks["year"]:
        at = axes.across(float(place))
        canvas.add(
            f'<path class="break" d="M{at:.1f} {inner[1]:.1f}v{inner[3]:.1f}" stroke="{BREAK_COLOUR}" '
            'stroke-width="1.2" stroke-dasharray="4 3"/>'
        )
    written: list[tuple[float, float]] = []
    for _, lines in points.groupby("series", sort=False):
        _line(canvas, lines, axes, size, written)
    return y + height


def _legend(canvas: Canvas, points: pd.DataFrame, x: float, y: float, width: float, size: float) -> float:
    """Name the series with their colours, each on the line where it fits; return the lower edge."""
    left = x
    if points["series"].nunique() == 1:
        return y
    for row in points.drop_duplicates("series").to_dict("records"):
        needed = text_width(row["series"], size) + 26
        if left > x and left + needed > x + width:
            left, y = x, y + size * LINE
        canvas.add(f'<circle cx="{left + 5:.1f}" cy="{y + size * 0.64:.1f}" r="4" fill="{row["colour"]}"/>')
        canvas.text(left + 14, y + size, row["series"], size)
        left += needed
    return y + size * LINE


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


def _line(
    canvas: Canvas, points: pd.DataFrame, axes: _Axes, size: float, written: list[tuple[float, float]]
) -> None:
    """Draw one series; ``written`` holds where values are written already, so that none covers another."""
    places = [(axes.across(row["year"]), axes.down(row["value"]), row) for row in points.to_dict("records")]
    colour = points["colour"].iloc[0]
    for (x, y, row), (next_x, next_y, next_row) in pairwise(places):
        if row["segment"] == next_row["segment"]:
            canvas.add(
                f'<path class="joined" d="M{x:.1f} {y:.1f}L{next_x:.1f} {next_y:.1f}" stroke="{colour}" '
                'stroke-width="2.2"/>'
            )
    for x, y, row in places:
        canvas.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{colour}" data-year="{row["year"]}"/>')
    for x, y, row in {places[0][0]: places[0], places[-1][0]: places[-1]}.values():
        taken = any(abs(x - there) < size * 4 and abs(y - 7 - at) < size * LINE for there, at in written)
        base = y + size + 6 if taken else y - 7
        written.append((x, base))
        canvas.text(x, base, row["text"], size, bold=True, fill=colour, text_anchor="middle", **HALO)
