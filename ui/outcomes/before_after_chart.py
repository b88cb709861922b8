"""Two values of each row joined by a line: what was before, and what is after."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from ui.charts.series_charts import (
    AREA_COLOUR,
    AXIS_HEIGHT,
    FONT,
    LABEL_LIMIT,
    NATION_COLOUR,
    SPLIT,
    Chart,
    Layer,
    layered,
)
from vocabulary.words import Words

NAME_LETTERS, ROW_HEIGHT, LINE_HEIGHT = 30, 18, 16
# Letters beside the dots must not be cut at the ends of the axis.
ROOM = 48


def before_after_chart(rows: pd.DataFrame, *, names: tuple[str, str], unit: str, words: Words) -> Chart:
    """Return rows of ``label``, ``before``, ``after`` and their texts ``before_text`` and ``after_text``.

    ``names`` of both stand over the first row in place of a legend.
    """
    drawn = rows.assign(label=["\n".join(wrap(label, NAME_LETTERS)) for label in rows["label"]])
    drawn = drawn.assign(is_first=[place == 0 for place in range(len(drawn))])
    axis = alt.Axis(
        labelLimit=LABEL_LIMIT, ticks=False, domain=False, grid=False, labelExpr=SPLIT, labelFlush=False
    )
    y = alt.Y("label:N", sort=list(drawn["label"]), title=None, axis=axis, scale=alt.Scale(padding=0.9))
    base = Layer().encode(y=y)
    line = base.mark_rule(strokeWidth=3, color="#b8c2cb").encode(x=_x("before", unit), x2=alt.X2("after:Q"))
    ends = [
        layer
        for end, name, colour, side in (
            ("before", names[0], NATION_COLOUR, -1),
            ("after", names[1], AREA_COLOUR, 1),
        )
        for layer in _end(base, end, name, colour, side * _turn(drawn), unit)
    ]
    lines = max((label.count("\n") + 1 for label in drawn["label"]), default=1)
    height = (ROW_HEIGHT + LINE_HEIGHT * lines) * len(drawn) + AXIS_HEIGHT + 20
    return layered([line, *ends], words, height=height, data=drawn)


def _turn(rows: pd.DataFrame) -> int:
    """Return 1 where most rows grow, else -1: texts stand on the outer sides of the dots."""
    return 1 if (rows["after"] >= rows["before"]).mean() >= 0.5 else -1


def _x(end: str, unit: str) -> alt.X:
    scale = alt.Scale(zero=True, nice=False, padding=ROOM)
    return alt.X(f"{end}:Q", title=unit, axis=alt.Axis(tickCount=4, grid=False), scale=scale)


def _end(base: alt.Chart, end: str, name: str, colour: str, side: int, unit: str) -> list[alt.Chart]:
    at = base.encode(x=_x(end, unit))
    beside: dict[str, Any] = {
        "align": "left" if side > 0 else "right",
        "dx": 9 * side,
        "font": FONT,
        "color": colour,
    }
    texts = at.mark_text(fontSize=13, **beside).encode(text=alt.Text(f"{end}_text:N"))
    named = at.transform_filter("datum.is_first").mark_text(
        fontSize=13, dy=-17, fontWeight="bold", text=name, **beside
    )
    return [at.mark_point(filled=True, size=110, opacity=1, color=colour), texts, named]
