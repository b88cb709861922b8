"""Shares against one line, and changes to both sides of nothing: bars for a dozen rows, dots for more."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from ui.charts.series_charts import (
    AXIS_HEIGHT,
    BREAK_COLOUR,
    FONT,
    LABELS,
    LETTER,
    Chart,
    Layer,
    end_of_axis,
    layered,
)
from ui.charts.stage_charts import (
    DOT_ROW,
    MOST_BARS,
    NAME_HEIGHT,
    bars_of_rows,
    dot_rows,
    down,
    height_of,
    in_pixels,
    row_names,
    tops,
)
from vocabulary.words import Words

BAR, TICK, EXPECTED_ROOM = 18, 5, 22
# A larger percentage has room for its number at the left of its mark.
WITHIN = 30


def share_chart(rows: pd.DataFrame, *, expected: float, expected_name: str, words: Words) -> Chart:
    """Return the disbursed share of each row and, as one line through all, what the calendar lets one expect.

    ``rows`` has ``label``, ``share`` (percent), ``text`` and ``colour``; ``expected`` is in percent and
    ``expected_name`` is written at its line.
    """
    if len(rows) > MOST_BARS:
        return _share_dots(rows, expected, expected_name, words)
    heights = [float(BAR)] * len(rows)
    places, height = tops(heights, EXPECTED_ROOM), height_of(heights, EXPECTED_ROOM)
    starts = pd.Series(places, index=rows.index) + NAME_HEIGHT
    placed = rows.assign(zero=0.0, top=starts, bottom=starts + BAR, middle=starts + BAR / 2)
    placed = placed.assign(tick_top=starts - 1, tick_bottom=starts + BAR + TICK)
    x = _shares(rows, expected)
    base = Layer(placed)
    bars = bars_of_rows(base, x, height)
    # At the end of the bar and within it, where the line of the time gone by cannot cross it.
    within = {"test": f"datum.share > {WITHIN}", "value": "#ffffff"}
    texts = _written(
        base, x, ("#16212c", within), at_left=f"datum.share > {WITHIN}", y=down("middle", height)
    )
    names = row_names(list(rows["label"]), places, height)
    # At the bars alone: a line through all would cross the names.
    ticks = base.mark_rule(color=BREAK_COLOUR, size=2.5).encode(
        x=alt.XDatum(expected, axis=None), y=down("tick_top", height), y2=alt.Y2("tick_bottom:Q")
    )
    layers = [bars, ticks, _expected_name(expected, expected_name), *texts, names]
    return in_pixels(layers, words, height)


def _shares(rows: pd.DataFrame, expected: float) -> alt.X:
    longest = max(float(rows["share"].max()), expected)
    scale = alt.Scale(domainMin=0, domainMax=end_of_axis(longest, rows["text"]), nice=False)
    return alt.X("share:Q", axis=None, scale=scale)


def _expected_name(expected: float, name: str) -> alt.Chart:
    """Return the name of the line of what is expected, at its top and left of it."""
    text = Layer(pd.DataFrame({"expected": [expected], "name": [name]})).mark_text(
        align="right", dx=-6, fontSize=13, font=FONT, color=BREAK_COLOUR, baseline="top"
    )
    named: alt.Chart = text.encode(
        x=alt.X("expected:Q", axis=None),
        y=alt.YValue(2),  # type: ignore[no-untyped-call]
        text=alt.Text("name:N"),
    )
    return named


def _written(
    base: alt.Chart, x: alt.X, ink: tuple[str, dict[str, str] | None], *, at_left: str, y: alt.Y | None = None
) -> list[alt.Chart]:
    """Return the numbers: at the left of their mark where the test holds, else at its right."""
    colour = alt.ColorValue(ink[0], **({"condition": ink[1]} if ink[1] else {}))
    sides: tuple[tuple[str, Literal["right", "left"], int], ...] = (
        (at_left, "right", -9),
        (f"!({at_left})", "left", 9),
    )
    texts = []
    for test, align, aside in sides:
        side = base.transform_filter(test).mark_text(
            align=align, dx=aside, fontSize=14, font=FONT, baseline="middle"
        )
        text: alt.Chart = side.encode(x=x, text=alt.Text("text:N"), color=colour)
        texts.append(text if y is None else text.encode(y=y))
    return texts


def _share_dots(rows: pd.DataFrame, expected: float, expected_name: str, words: Words) -> Chart:
    x = _shares(rows, expected)
    first = pd.DataFrame({"label": [""]})
    base = Layer(rows).encode(y=dot_rows(["", *rows["label"]]))
    # What is lacking is the line from the dot to what is expected; its number stands on the other side.
    colour = alt.Color("colour:N", scale=None, legend=None)
    line = base.mark_rule(opacity=0.45).encode(x=x, x2=alt.X2Datum(expected), color=colour)
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(x=x, color=colour)
    is_late = f"datum.share < {expected:g} && datum.share > {WITHIN}"
    texts = _written(base, x, ("#16212c", None), at_left=is_late)
    rule = (
        Layer(pd.DataFrame({"expected": [expected]}))
        .mark_rule(color=BREAK_COLOUR, size=2, strokeDash=[5, 4])
        .encode(x=alt.X("expected:Q", axis=None))
    )
    # An empty row keeps room for the name of the line.
    room = Layer(first).mark_point(opacity=0).encode(y=dot_rows(["", *rows["label"]]))
    layers = [room, line, _expected_name(expected, expected_name), rule, dots, *texts]
    return in_pixels(layers, words, DOT_ROW * (len(rows) + 1))


def change_chart(rows: pd.DataFrame, *, words: Words) -> Chart:
    """Return changes to both sides of nothing: ``label``, ``value`` (billion đồng), ``text``, ``colour``."""
    scale = _both_sides(rows)
    axis = alt.Axis(grid=False, tickCount=5)
    x = alt.X("value:Q", title=words("funding.unit_axis"), scale=scale, axis=axis)
    colour = alt.Color("colour:N", scale=None, legend=None)
    are_dots = len(rows) > MOST_BARS
    y = dot_rows(list(rows["label"])) if are_dots else alt.Y("label:N", sort=None, title=None, axis=LABELS)
    base = Layer().encode(y=y, x=x)
    if are_dots:
        marks = [
            base.mark_rule(size=2).encode(x=x, x2=alt.X2Datum(0), color=colour),
            base.mark_point(filled=True, size=110, opacity=1).encode(color=colour),
        ]
    else:
        marks = [base.mark_bar(size=18).encode(color=colour)]
    middle = Layer(pd.DataFrame({"zero": [0]})).mark_rule(color="#7a8793").encode(x=alt.X("zero:Q"))
    gained = base.transform_filter("datum.value > 0").mark_text(align="left", dx=10, fontSize=14, font=FONT)
    lost = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-10, fontSize=14, font=FONT)
    texts = [side.encode(text=alt.Text("text:N")) for side in (gained, lost)]
    return layered([middle, *marks, *texts], words, height=DOT_ROW * len(rows) + AXIS_HEIGHT, data=rows)


def _both_sides(rows: pd.DataFrame) -> alt.Scale:
    """Return a scale with room, at any width, for what is written beyond the longest mark of each side."""
    sides = {side: rows[(rows["value"] > 0) == (side == "gains")] for side in ("gains", "losses")}
    most, least = max(float(rows["value"].max()), 0.0), min(float(rows["value"].min()), 0.0)
    room = {
        side: LETTER * max((len(text) for text in of_side["text"]), default=0) + 14
        for side, of_side in sides.items()
    }
    one = f"({most - least:g}) / max(60, width - {room['gains'] + room['losses']:.0f})"
    low, high = (
        alt.ExprRef(f"{end:g} {sign} {room[side]:.0f} * {one}")
        for end, sign, side in ((least, "-", "losses"), (most, "+", "gains"))
    )
    return alt.Scale(domainMin=low, domainMax=high, nice=False)
