"""Native charts of a slide, which PowerPoint can edit: a line joins only what can be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ui.text.map_sentences import in_running_text

LETTERS = 16
# As many years as have room to be written at the axis.
YEAR_FORMAT, MOST_YEARS = "yyyy", 14
Box = tuple[float, float, float, float]
Content = Mapping[str, Any]


class _Stroke(NamedTuple):
    """A line of a chart: its name, colour, values by year, and whether it is dashed or thin."""

    name: str
    colour: str
    values: dict[int, float]
    dashed: bool
    thin: bool


def line_chart(sheet: Any, content: Content, box: Box) -> None:
    """Draw lines by series and segment: each segment is a series of its own, so that no gap is joined.

    Points that dashes join are one dashed line, named as an estimate.
    """
    strokes = _strokes(content)
    known_years = {year for stroke in strokes for year in stroke.values}
    years = range(min(known_years), max(known_years) + 1)
    data = CategoryChartData()
    # Days, so that PowerPoint draws an axis of time: a year that nobody counted keeps its room.
    data.categories = [dt.date(year, 1, 1) for year in years]
    for stroke in strokes:
        data.add_series(stroke.name, [stroke.values.get(year) for year in years])
    chart = draw_chart(sheet, XL_CHART_TYPE.LINE_MARKERS, box, data, content["unit"])
    seen: set[str] = set()
    for number, (plotted, stroke) in enumerate(zip(chart.plots[0].series, strokes, strict=True)):
        _paint(plotted, stroke)
        if stroke.name in seen:
            _leave_out_of_legend(chart, number)
        seen.add(stroke.name)
    chart.has_legend = chart.has_legend and len(seen) > 1
    _write_years(chart, -(-len(years) // MOST_YEARS))
    # Within a segment a year without a figure does not break the line.
    _set_gaps(chart, "span")


def _write_years(chart: Any, step: int) -> None:
    """Let the axis of time count in years, and write every one of so many as a bare number."""
    axis = chart.category_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = YEAR_FORMAT, False
    for name in ("c:baseTimeUnit", "c:majorTimeUnit"):
        for old in axis._element.findall(qn(name)):
            axis._element.remove(old)
    # In the order that the form of the file asks for, behind the offset of labels.
    etree.SubElement(axis._element, qn("c:baseTimeUnit")).set("val", "years")
    etree.SubElement(axis._element, qn("c:majorUnit")).set("val", str(step))
    etree.SubElement(axis._element, qn("c:majorTimeUnit")).set("val", "years")


def _paint(plotted: Any, stroke: _Stroke) -> None:
    colour = rgb(stroke.colour)
    plotted.smooth = False
    plotted.format.line.color.rgb = colour
    plotted.format.line.width = Pt(1.25 if stroke.thin else 2.75)
    if stroke.dashed:
        plotted.format.line.dash_style = MSO_LINE.DASH
    if stroke.thin:
        plotted.marker.size = 4
    plotted.marker.format.fill.solid()
    plotted.marker.format.fill.fore_color.rgb = colour
    plotted.marker.format.line.color.rgb = colour


def _strokes(content: Content) -> list[_Stroke]:
    """Return the lines of each series in its order, dashed ones first, without segments that dashes join."""
    found = []
    for series in dict.fromkeys(row["series"] for row in content["points"]):
        dashed = _dashed(content, series)
        joined = {year for stroke in dashed for year in stroke.values}
        rows = [row for row in content["points"] if row["series"] == series]
        solid = [_solid([row for row in rows if row["segment"] == one]) for one in _segments(rows)]
        found += dashed + [stroke for stroke in solid if not joined.issuperset(stroke.values)]
    return found


def _segments(rows: Sequence[Content]) -> list[str]:
    return list(dict.fromkeys(row["segment"] for row in rows))


def _solid(rows: Sequence[Content]) -> _Stroke:
    values = {row["year"]: row["value"] for row in rows}
    return _Stroke(rows[0]["series"], rows[0]["colour"], values, False, bool(rows[0].get("thin")))


def _dashed(content: Content, series: str) -> list[_Stroke]:
    """Return the dashed lines of a series: pairs of points in a row are one line."""
    rows = [row for row in content.get("dashes", ()) if row["series"] == series]
    found: list[_Stroke] = []
    for segment in _segments(rows):
        pair = {row["year"]: row["value"] for row in rows if row["segment"] == segment}
        if found and max(found[-1].values) == min(pair):
            found[-1].values.update(pair)
        else:
            name = f"{series} ({in_running_text(content['dashed'])})"
            found.append(_Stroke(name, rows[0]["colour"], pair, True, False))
    return found


def bar_chart(sheet: Any, content: Content, box: Box) -> None:
    """Draw labelled bars, the first on top."""
    rows = list(reversed(content["rows"]))
    data = CategoryChartData()
    data.categories = [row["label"] for row in rows]
    data.add_series(content["unit"], [row["value"] for row in rows])
    chart = draw_chart(sheet, XL_CHART_TYPE.BAR_CLUSTERED, box, data, content["unit"])
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = rgb(content["colour"])
    plot.has_data_labels = True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(LETTERS)
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.00", False


def draw_chart(sheet: Any, kind: Any, box: Box, data: Any, unit: str) -> Any:
    """Put a chart on a slide, its values from nothing on and their unit at the axis; return the chart."""
    chart = sheet.shapes.add_chart(kind, *(Inches(side) for side in box), data).chart
    chart.font.size, chart.font.name = Pt(LETTERS), "Segoe UI"
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.value_axis.has_title = True
    chart.value_axis.axis_title.text_frame.text = unit
    chart.value_axis.axis_title.text_frame.paragraphs[0].font.size = Pt(LETTERS - 2)
    chart.value_axis.axis_title.text_frame.paragraphs[0].font.bold = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xD5, 0xDC, 0xE2)
    return chart


def _leave_out_of_legend(chart: Any, number: int) -> None:
    legend = chart.legend._element
    entry = etree.Element(qn("c:legendEntry"))
    etree.SubElement(entry, qn("c:idx")).set("val", str(number))
    etree.SubElement(entry, qn("c:delete")).set("val", "1")
    # After the position, as the form of the file asks for.
    legend.insert(1 + len(legend.findall(qn("c:legendEntry"))), entry)


def _set_gaps(chart: Any, how: str) -> None:
    inner = chart._chartSpace.chart
    for old in inner.findall(qn("c:dispBlanksAs")):
        inner.remove(old)
    element = etree.SubElement(inner, qn("c:dispBlanksAs"))
    element.set("val", how)


def rgb(colour: str) -> RGBColor:
    """Return a colour as PowerPoint takes it."""
    parsed: RGBColor = RGBColor.from_string(colour.lstrip("#").upper())
    return parsed
