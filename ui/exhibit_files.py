"""A chart and its data as files that stand alone: picture with title and source, numbers unrounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
import vl_convert

from data_access.formulas import neutral
from ui.charts import Chart

WIDTH = 1000
# Letters of a title line, and of the lines under it, that fit the width.
TITLE_LETTERS, LINE_LETTERS = 80, 125
PRINT_SCALE = 3.0
HALL_WIDTH, HALL_HEIGHT, HALL_LETTERS = 900, 400, 17


def chart_png(chart: Chart | None, title: str, lines: Sequence[str]) -> bytes:
    """Return the chart as a picture three times the size of the screen's."""
    return bytes(vl_convert.vegalite_to_png(standing_alone(chart, title, lines), scale=PRINT_SCALE))


def chart_svg(chart: Chart | None, title: str, lines: Sequence[str]) -> bytes:
    """Return the chart as SVG."""
    return str(vl_convert.vegalite_to_svg(standing_alone(chart, title, lines))).encode()


def hall_svg(chart: Chart) -> str:
    """Return the chart alone as SVG, in letters that a hall can read when it fills the screen."""
    spec = _with_width(chart.to_dict(), HALL_WIDTH)
    # A high chart is made smaller to fit.
    size = HALL_LETTERS * max(1.0, spec.get("height", 0) / HALL_HEIGHT)
    letters = {"labelFontSize": size, "titleFontSize": size}
    spec["config"] |= {part: spec["config"].get(part, {}) | letters for part in ("axis", "legend")}
    return str(vl_convert.vegalite_to_svg(spec | {"background": "white", "padding": 8}))


def _with_width(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a specification that is as wide as the room it stands in with a width of its own."""
    for part in (spec, spec.get("spec", {})):
        if part.get("width") == "container":
            part["width"] = width
    return spec


def standing_alone(chart: Chart | None, title: str, lines: Sequence[str]) -> dict[str, Any]:
    """Return a chart's specification with a fixed width, its title, and the lines that say what it is."""
    if chart is None:
        raise ValueError("there is no chart to save")
    spec = _with_width(chart.to_dict(), WIDTH)
    spec["title"] = {
        "text": wrap(title, TITLE_LETTERS),
        "subtitle": [part for line in lines for part in wrap(line, LINE_LETTERS)],
        "anchor": "start",
        "fontSize": 22,
        "subtitleFontSize": 14,
        "subtitleColor": "#55636f",
        "subtitlePadding": 6,
        "offset": 18,
    }
    spec["background"] = "white"
    spec["padding"] = 24
    return spec


def data_csv(data: pd.DataFrame | None, headers: Sequence[str], cells: Sequence[Sequence[str]]) -> bytes:
    """Return the data, or else the table as written, as CSV that Excel opens with its accents.

    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    rows = cells if data is None else data.astype("object").where(data.notna(), "").to_numpy().tolist()
    writer.writerow([neutral(name) for name in (headers if data is None else data.columns)])
    writer.writerows([[neutral(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")
