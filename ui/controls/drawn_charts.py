"""Draws a chart on a page, with its text for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from ui.charts.exhibit import FinishedChart
from ui.charts.series_charts import FONT, ROOM_AROUND, SIMULATED_COLOUR, Chart

# The line of the mark with the room above it.
MARK_ROOM = 44


def draw(
    chart: Chart | FinishedChart,
    alt_text: str,
    *,
    mark: str = "",
    key: str | None = None,
    on_select: Callable[[], None] | Literal["ignore"] = "ignore",
) -> None:
    """Draw a chart on the page; ``mark`` is drawn on the picture itself, so that a saved one still has it.

    ``on_select`` is called when a mark is clicked, and finds the selection in the session under ``key``.
    """
    drawn: Any = _OnPage(chart, mark)
    st.altair_chart(
        drawn, width="stretch", height=_room(chart, mark), alt=alt_text, key=key, on_select=on_select
    )


@dataclass(frozen=True)
class _OnPage:
    """A chart as Streamlit writes it out, with what it bears on the page.

    It is not held to Vega-Lite's schema, which takes longer than all else: the tests do that for every chart.
    """

    chart: Chart | FinishedChart
    mark: str

    def to_dict(self) -> dict[str, Any]:
        spec: dict[str, Any] = self.chart.to_dict(validate=False)
        if self.mark:
            spec["title"] = {"text": self.mark, "color": SIMULATED_COLOUR, "anchor": "start", "fontSize": 14}
            spec["title"]["font"] = FONT
            # Without the room above, the accents of capital letters are cut off.
            spec["padding"] = {"top": 14, "left": 5, "right": 5, "bottom": 5}
        return spec


def _room(chart: Chart | FinishedChart, mark: str) -> int | Literal["content"]:
    """Return the height to keep free for a chart and its mark, so that nothing below it moves."""
    # Asked of the chart itself: writing the whole of it out takes as long as drawing it.
    plot = getattr(chart, "height", None)
    return plot + ROOM_AROUND + (MARK_ROOM if mark else 0) if isinstance(plot, int) else "content"
