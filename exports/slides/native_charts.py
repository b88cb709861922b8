"""Native charts of a slide, which PowerPoint can edit: a line joins only what can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

LETTERS = 16
Box = tuple[float, float, float, float]
Content = Mapping[str, Any]


def line_chart(sheet: Any, content: Content, box: Box) -> None:
    """Draw lines by series and segment: each segment is a series of its own, so that no gap is joined."""
    points = content["points"]
    known_years = {row["year"] for row in points}
    years = range(min(known_years), max(known_years) + 1)
    segments = list(dict.fromkeys((row["series"], row["segment"], row["colour"]) for row in points))
    data = CategoryChartData()
    data.categories = [str(year) for year in years]
    for _, segment, _ in segments:
        known = {row["year"]: row["value"] for row in points if row["segment"] == segment}
        data.add_series(_name(segments, segment), [known.get(year) for year in years])
    chart = _chart(sheet, XL_CHART_TYPE.LINE_MARKERS, box, data, content["unit"])
    seen: set[str] = set()
    drawn = zip(chart.plots[0].series, segments, strict=True)
    for number, (plotted, (series, _, colour)) in enumerate(drawn):
        plotted.smooth = False
        plotted.format.line.color.rgb = _rgb(colour)
        plotted.format.line.width = Pt(2.75)
        plotted.marker.format.fill.solid()
        plotted.marker.format.fill.fore_color.rgb = _rgb(colour)
        plotted.marker.format.line.color.rgb = _rgb(colour)
        if series in seen:
            _leave_out_of_legend(chart, number)
        seen.add(series)
    chart.has_legend = chart.has_legend and len(seen) > 1
    # Within a segment a year without a figure does not break the line.
    _set_gaps(chart, "span")


def _name(segments: list[tuple[str, str, str]], wanted: str) -> str:
    return next(series for series, segment, _ in segments if segment == wanted)


def bar_chart(sheet: Any, content: Content, box: Box) -> None:
    """Draw labelled bars, the first on top."""
    rows = list(reversed(content["rows"]))
    data = CategoryChartData()
    data.categories = [row["label"] for row in rows]
    data.add_series(content["unit"], [row["value"] for row in rows])
    chart = _chart(sheet, XL_CHART_TYPE.BAR_CLUSTERED, box, data, content["unit"])
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = _rgb(content["colour"])
    plot.has_data_labels = True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(LETTERS)
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.00", False


def _chart(sheet: Any, kind: Any, box: Box, data: Any, unit: str) -> Any:
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


def _rgb(colour: str) -> RGBColor:
    parsed: RGBColor = RGBColor.from_string(colour.lstrip("#").upper())
    return parsed
