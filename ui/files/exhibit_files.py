"""A chart and its data as self-contained files: picture with title and source, numbers unrounded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import vl_convert

from data_access.text.formulas import neutral
from ui.charts.exhibit import Exhibit
from ui.charts.print_fonts import register_fonts
from ui.charts.printed_code import Cited
from ui.charts.series_charts import FONT, Chart
from ui.files.workbook import cells, workbook
from ui.text.source_citation import SourceList
from vocabulary.words import Words

WIDTH = 1000
# Letters of a title line, and of the lines under it, that fit the width.
TITLE_LETTERS, LINE_LETTERS = 80, 125
PRINT_SCALE = 3.0
SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
EDGE, FOOT, SQUARE = 24, 100, 84
# The sources under a chart: their letters a line, their size, and the height of a line.
SOURCE_LETTERS, SOURCE_SIZE, SOURCE_LINE = 165, 12, 16
INK, QUIET = "#16212c", "#55636f"
# The kinds of pictures of a chart.
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}


def exhibit_picture(exhibit: Exhibit, mark: str, cited: Cited, kind: str) -> bytes:
    """Return the chart of an exhibit as a picture of a kind of ``PICTURES``, under its title what it says.

    ``mark`` is that of simulated or past figures, "" where there is none.
    """
    lines = [line for line in (mark, exhibit.subtitle, exhibit.sentence) if line]
    makers = {"png": chart_png, "svg": chart_svg}
    return makers[kind](exhibit.chart, exhibit.title, lines, cited, exhibit.sources)


def chart_png(
    chart: Chart | None, title: str, lines: Sequence[str], cited: Cited, sources: SourceList
) -> bytes:
    """Return the chart as a picture three times the size of the screen's."""
    svg = chart_svg(chart, title, lines, cited, sources).decode()
    return bytes(vl_convert.svg_to_png(svg, scale=PRINT_SCALE))


def chart_svg(
    chart: Chart | None, title: str, lines: Sequence[str], cited: Cited, sources: SourceList
) -> bytes:
    """Return the chart as SVG, under it every source, the day, the code and its square."""
    register_fonts()
    drawing = str(vl_convert.vegalite_to_svg(self_contained_spec(chart, title, lines)))
    width, top = (float(found) for found in SIZE.search(drawing).groups())  # type: ignore[union-attr]
    named = wrap(sources.whole, SOURCE_LETTERS)
    height = top + SOURCE_LINE * len(named)
    foot = "".join(
        _line(text, top + SOURCE_LINE * place, QUIET, SOURCE_SIZE) for place, text in enumerate(named)
    )
    foot += _line(cited.line, height + 34, INK) + _line(cited.hint, height + 54, QUIET)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height + FOOT:g}" '
        f'viewBox="0 0 {width:g} {height + FOOT:g}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="white"/>{drawing}{foot}'
        f"{cited.qr_path(width - EDGE - SQUARE, height, SQUARE)}</svg>"
    ).encode()


def _line(text: str, y: float, colour: str, size: float = 14) -> str:
    return f'<text x="{EDGE}" y="{y:g}" font-size="{size:g}" fill="{colour}">{escape(text)}</text>'


def data_xlsx(
    rows: pd.DataFrame, tags: Mapping[str, str], about: Sequence[tuple[str, str]], words: Words
) -> bytes:
    """Return rows as a workbook, under HXL tags where there are any, with a sheet that explains them."""
    return workbook({words("exhibit.sheet"): rows}, tags, about, words)


def bare_svg(chart: Chart) -> str:
    """Return the chart alone as SVG, in the letters of the page."""
    register_fonts()
    return str(vl_convert.vegalite_to_svg(with_width(chart.to_dict(), WIDTH) | {"background": "white"}))


def with_width(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a specification that is as wide as its container with a fixed width."""
    for part in (spec, spec.get("spec", {})):
        if part.get("width") == "container":
            part["width"] = width
    return spec


def self_contained_spec(chart: Chart | None, title: str, lines: Sequence[str]) -> dict[str, Any]:
    """Return a chart's specification with a fixed width, its title, and the lines that say what it is."""
    if chart is None:
        raise ValueError("there is no chart to save")
    spec = with_width(chart.to_dict(), WIDTH)
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


def data_csv(rows: pd.DataFrame, tags: Mapping[str, str]) -> bytes:
    """Return rows as CSV, their HXL tags in the second line where there are any.

    Excel opens it with its accents; a cell of which nothing is known is empty. Text that a spreadsheet would
    run as a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(str(name)) for name in rows.columns])
    if tags:
        writer.writerow([tags.get(str(name), "") for name in rows.columns])
    writer.writerows([[neutral(cell) for cell in row] for row in cells(rows)])
    return out.getvalue().encode("utf-8-sig")
