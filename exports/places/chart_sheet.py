"""The main series of a place on a 16:9 sheet."""

from __future__ import annotations

import pandas as pd

from exports.drawing.canvas import QUIET, Canvas
from exports.drawing.map_blocks import draw_banner, draw_footer
from exports.drawing.series_drawing import draw_series
from exports.maps.sheet import SIZES
from exports.places.brief_contents import PlaceStill
from ui.cached.place_facts import POVERTY
from ui.charts.printed_code import Cited
from ui.charts.source_lines import figure_sources
from ui.place.series import AreaSeries
from ui.text.map_sentences import area_sentence
from ui.text.source_citation import day_of

MARGIN, FOOTER = 40.0, 84.0


def chart_sheet(still: PlaceStill, cited: Cited) -> str:
    """Return the sheet as SVG; the place has a series."""
    series, words = still.series, still.words
    if series is None:
        raise ValueError("the place has no series")
    canvas = Canvas(*SIZES["wide"])
    width = canvas.width - 2 * MARGIN
    y = draw_banner(canvas, still.visit.mark, 24, MARGIN)
    title = words("panel.series", area=words.of(still.facts.area), indicator=words.of(series.indicator))
    y = canvas.paragraph(MARGIN, max(y, 32), title, 26, width, bold=True)
    years = f"{int(series.own['year'].min())}–{int(series.own['year'].max())}"
    y = canvas.paragraph(
        MARGIN, y + 2, f"{years} · {words.of(series.indicator, 'unit')}", 15, width, fill=QUIET
    )
    sentence = area_sentence(still.facts.newest(POVERTY), still.facts.indicator_of_newest(POVERTY), words)
    y = canvas.paragraph(MARGIN, y + 6, sentence, 18, width) + 10
    reasons = list(series.breaks["reason"])
    bottom = canvas.height - 20 - FOOTER - 18 * len(reasons) - 10
    y = draw_series(canvas, series.points, series.breaks, (MARGIN, y, width, bottom - y), words, 15)
    for reason in reasons:
        y = canvas.paragraph(MARGIN, y + 2, f"- - {reason}", 13, width, fill=QUIET)
    draw_footer(canvas, cited, _source(still, series), (MARGIN, canvas.height - 20 - FOOTER, width, FOOTER))
    return canvas.svg(title=title, language=words.language)


def _source(still: PlaceStill, series: AreaSeries) -> str:
    """Return every source of what is drawn and ranked, and the day that the figures are of."""
    words, sources = still.words, figure_sources(still.visit, *series.told)
    named = words("panel.source", source=f"{sources.whole}.")
    return f"{named} {day_of(pd.concat(series.told), words)}".strip()
