"""The main series of a place on a 16:9 sheet."""

from __future__ import annotations

import pandas as pd

from exports.drawing.canvas import QUIET, Canvas, wrapped
from exports.drawing.map_blocks import draw_banner, draw_footer
from exports.drawing.series_drawing import draw_series
from exports.maps.sheet import SIZES
from exports.places.brief_contents import PlaceStill
from ui.charts.printed_code import Cited
from ui.charts.source_lines import figure_sources
from ui.summary.series import AreaSeries
from ui.summary.series_texts import estimate_notes, how_poor_with_series, series_title
from ui.text.source_citation import day_of

MARGIN, FOOTER, SMALL = 40.0, 84.0, 13.0


def chart_sheet(still: PlaceStill, cited: Cited) -> str:
    """Return the sheet as SVG; the place has a series."""
    series, words = still.series, still.words
    if series is None:
        raise ValueError("the place has no series")
    canvas = Canvas(*SIZES["wide"])
    width = canvas.width - 2 * MARGIN
    y = draw_banner(canvas, still.visit.mark, 24, MARGIN)
    title = series_title(still.facts, series, words)
    y = canvas.paragraph(MARGIN, max(y, 32), title, 26, width, bold=True)
    years = f"{int(series.own['year'].min())}–{int(series.own['year'].max())}"
    y = canvas.paragraph(
        MARGIN, y + 2, f"{years} · {words.of(series.indicator, 'unit')}", 15, width, fill=QUIET
    )
    y = canvas.paragraph(MARGIN, y + 6, how_poor_with_series(still.facts, series, words), 18, width) + 10
    notes = [f"- - {reason}" for reason in series.breaks["reason"]] + estimate_notes(still.visit, series)
    bottom = canvas.height - 20 - FOOTER - 18 * sum(len(wrapped(note, SMALL, width)) for note in notes) - 10
    y = draw_series(canvas, series, (MARGIN, y, width, bottom - y), words, 15)
    for note in notes:
        y = canvas.paragraph(MARGIN, y + 2, note, SMALL, width, fill=QUIET)
    draw_footer(canvas, cited, _source(still, series), (MARGIN, canvas.height - 20 - FOOTER, width, FOOTER))
    return canvas.svg(title=title, language=words.language)


def _source(still: PlaceStill, series: AreaSeries) -> str:
    """Return every source of what is drawn and ranked, and the day that the figures are of."""
    words, sources = still.words, figure_sources(still.visit, *series.told)
    named = words("panel.source", source=f"{sources.whole}.")
    return f"{named} {day_of(pd.concat(series.told), words)}".strip()
