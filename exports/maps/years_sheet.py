"""The whole sheet of a picture's years as small maps: A4 upright to print, 16:9 for a slide."""

from __future__ import annotations

from exports.drawing.canvas import Canvas
from exports.drawing.map_blocks import draw_banner, draw_footer, draw_heading
from exports.maps.sheet import SIZES, Paper, footer_height, source_size
from exports.maps.still import MapStill
from ui.charts.printed_code import Cited
from ui.maps.small_maps import fitting, small_maps

# By paper: the margins at the sides, above, below; the size of the title; how large the maps' letters are.
EDGES: dict[Paper, tuple[float, float, float, float, float]] = {
    "a4": (38.0, 34.0, 30.0, 26.0, 1.0),
    "wide": (36.0, 26.0, 22.0, 25.0, 1.05),
}


def years_sheet(still: MapStill, cited: Cited, paper: Paper) -> str:
    """Return the sheet as SVG: every year by one legend, with what a single map bears."""
    margin, above, below, title, letters = EDGES[paper]
    canvas = Canvas(*SIZES[paper])
    width = canvas.width - 2 * margin
    y = max(draw_banner(canvas, still.document["banner"], above - 6, margin), above)
    y = draw_heading(canvas, still, (margin, y, width, 0), title) + 12
    footer = footer_height(still, width)
    bottom = canvas.height - below - footer - 10
    # The sheet bears the mark of its figures itself.
    document = {**still.document, "banner": ""}
    layout = fitting(document, width, bottom - y, letters)
    drawing, _ = small_maps(document, layout)
    canvas.add(f'<g class="small-maps" transform="translate({margin:g} {y:.2f})">{drawing}</g>')
    draw_footer(canvas, cited, still.whole_source, (margin, bottom + 10, width, footer), source_size(still))
    heading = f"{still.document['title']}. {still.frame['subtitle']}"
    return canvas.svg(title=heading, language=still.words.language)
