"""The whole sheet of a map: A4 upright to print, 16:9 for a slide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from exports.drawing.canvas import LINE, Canvas, wrapped
from exports.drawing.map_blocks import draw_banner, draw_footer, draw_heading, draw_legend, draw_ranking
from exports.drawing.map_drawing import draw_insets, draw_map
from exports.maps.still import MapStill
from ui.charts.printed_code import Cited
from ui.maps.pattern_fills import pattern_definitions
from ui.text.source_citation import SOURCES_NAMED

Paper = Literal["a4", "wide"]
PAPERS: tuple[Paper, ...] = ("a4", "wide")
SOURCE_TEXT, MANY_SOURCES_TEXT = 11.5, 8.0
# Pixels of 1/96 inch: A4 upright; 13⅓ × 7½ inches, the sheet of a 16:9 slide.
SIZES: dict[Paper, tuple[float, float]] = {"a4": (793.7, 1122.6), "wide": (1280.0, 720.0)}


def map_sheet(still: MapStill, cited: Cited, paper: Paper = "a4") -> str:
    """Return the sheet as SVG."""
    canvas = Canvas(*SIZES[paper])
    canvas.add(pattern_definitions(still.document))
    draw: dict[Paper, Callable[[Canvas, MapStill, Cited], None]] = {"a4": _upright, "wide": _wide}
    draw[paper](canvas, still, cited)
    title = f"{still.document['title']}. {still.frame['subtitle']}"
    return canvas.svg(title=title, language=still.words.language)


def _upright(canvas: Canvas, still: MapStill, cited: Cited) -> None:
    margin, gap, side = 38.0, 16.0, 318.0
    width = canvas.width - 2 * margin
    y = draw_banner(canvas, still.document["banner"], 28, margin)
    y = draw_heading(canvas, still, (margin, max(y, 34), width, 0), 26) + 10
    footer = footer_height(still, width)
    bottom = canvas.height - 30 - footer - 12
    draw_map(canvas, still, (margin, y, width - side - gap, bottom - y))
    x = margin + width - side
    legend = draw_legend(canvas, still, (x, y, side, 0))
    insets = draw_insets(canvas, still, (x, legend + 12, side, 118))
    draw_ranking(canvas, still, (x, insets + 14, side, bottom - insets - 14))
    draw_footer(canvas, cited, still.whole_source, (margin, bottom + 12, width, footer), source_size(still))


def _wide(canvas: Canvas, still: MapStill, cited: Cited) -> None:
    margin, gap, left, right = 36.0, 24.0, 372.0, 330.0
    width = canvas.width - 2 * margin
    y = draw_banner(canvas, still.document["banner"], 22, margin)
    y = max(y, 30)
    footer = footer_height(still, width)
    bottom = canvas.height - 22 - footer - 10
    below = draw_heading(canvas, still, (margin, y, left, 0), 25)
    draw_legend(canvas, still, (margin, below + 22, left - 40, 0))
    middle = margin + left + gap
    draw_map(canvas, still, (middle, y, width - left - right - 2 * gap, bottom - y))
    x = margin + width - right
    insets = draw_insets(canvas, still, (x, y, right, 108))
    draw_ranking(canvas, still, (x, insets + 14, right, bottom - insets - 14))
    draw_footer(canvas, cited, still.whole_source, (margin, bottom + 10, width, footer), source_size(still))


def source_size(still: MapStill) -> float:
    """Return the size of the letters of the sources: smaller where there are many."""
    return SOURCE_TEXT if len(still.sources.every) <= SOURCES_NAMED else MANY_SOURCES_TEXT


def footer_height(still: MapStill, width: float) -> float:
    """Return the height that the source's lines, the code's lines and the QR square need."""
    size = source_size(still)
    lines = len(wrapped(still.whole_source, size, width - 100))
    return max(82.0, 14 + lines * size * LINE + 3 * SOURCE_TEXT * LINE)
