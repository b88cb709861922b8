"""Bars, columns, points and curves of a slide as charts that PowerPoint can edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from exports.slides.native_charts import LETTERS, Box, draw_chart, rgb

Row = Mapping[str, Any]
BARS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
INK = "#0b5394"
# With more bars the letters at them are smaller.
FEW_BARS, SMALL_LETTERS = 12, 11
GAP, OVERLAP = 45, {"bars": -5, "stacked": 100, "columns": 0}


def form_chart(sheet: Any, native: Mapping[str, Any], box: Box) -> None:
    """Draw a chart as ``ui.charts.native`` tells it."""
    if native["form"] in BARS:
        _bars(sheet, native, box)
    else:
        _points(sheet, native, box)


def _by_series(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows of each series, in their order; one without a name where there are none."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row.get("series") or ""), []).append(row)
    return found


def _bars(sheet: Any, native: Mapping[str, Any], box: Box) -> None:
    names = list(dict.fromkeys(_one_line(row["label"]) for row in native["rows"]))
    lies = native["form"] != "columns"
    # The axis of lying bars begins at the foot.
    names = names[::-1] if lies else names
    every, data = _by_series(native["rows"]), CategoryChartData()
    data.categories = names
    known = {name: {_one_line(row["label"]): row for row in rows} for name, rows in every.items()}
    for name, rows in known.items():
        data.add_series(name or native["titles"][0], [rows.get(one, {}).get("value") for one in names])
    chart = draw_chart(sheet, BARS[native["form"]], box, data, native["titles"][0])
    chart.has_legend = len(every) > 1
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = GAP, OVERLAP[native["form"]]
    size = LETTERS if len(names) * len(every) <= FEW_BARS else SMALL_LETTERS
    chart.category_axis.tick_labels.font.size = Pt(size)
    for plotted, rows in zip(plot.series, known.values(), strict=True):
        _paint_bars(plotted, [rows.get(one) for one in names], size)
    # Bars to the left of nothing keep their names at the edge.
    if any((row["value"] or 0) < 0 for row in native["rows"]):
        chart.value_axis.minimum_scale = None
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _paint_bars(plotted: Any, rows: Sequence[Row | None], size: int) -> None:
    """Colour the bars of a series, and write at each what the page writes there."""
    for place, row in enumerate(rows):
        if row is None:
            continue
        fill = plotted.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(row.get("colour") or INK)
        if row.get("text"):
            _write(plotted.points[place].data_label, row["text"], size, XL_LABEL_POSITION.OUTSIDE_END)


def _points(sheet: Any, native: Mapping[str, Any], box: Box) -> None:
    is_curve = native["form"] == "curve"
    every = _by_series([row for row in native["rows"] if None not in (row["x"], row["y"])])
    data = XyChartData()
    for name, rows in every.items():
        series = data.add_series(name or native["titles"][1])
        for row in rows:
            series.add_data_point(row["x"], row["y"])
    kind = XL_CHART_TYPE.XY_SCATTER_LINES if is_curve else XL_CHART_TYPE.XY_SCATTER
    chart = draw_chart(sheet, kind, box, data, native["titles"][1])
    chart.has_legend = len(every) > 1
    axis = chart.category_axis
    axis.has_title, axis.has_major_gridlines = True, False
    axis.axis_title.text_frame.text = native["titles"][0]
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(LETTERS - 2)
    axis.axis_title.text_frame.paragraphs[0].font.bold = False
    for plotted, rows in zip(chart.plots[0].series, every.values(), strict=True):
        _paint_dots(plotted, rows, is_curve=is_curve)


def _paint_dots(plotted: Any, rows: Sequence[Row], *, is_curve: bool) -> None:
    """Colour the dots of a series, join those of a curve, and write at a dot what the page writes there."""
    colour = rgb(rows[0].get("colour") or INK)
    plotted.marker.style, plotted.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    plotted.marker.format.fill.solid()
    plotted.marker.format.fill.fore_color.rgb = colour
    plotted.marker.format.line.color.rgb = colour
    if is_curve:
        plotted.smooth = False
        plotted.format.line.color.rgb = colour
        return
    plotted.format.line.fill.background()
    for place, row in enumerate(rows):
        if row.get("text"):
            _write(plotted.points[place].data_label, row["text"], SMALL_LETTERS, XL_LABEL_POSITION.RIGHT)


def _write(label: Any, text: object, size: int, position: Any) -> None:
    label.text_frame.text = str(text)
    label.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    label.position = position


def _one_line(label: object) -> str:
    return " ".join(str(label).split())
