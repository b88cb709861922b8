"""Slides of a place: the line of its main series beside the nation's."""

from __future__ import annotations

from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.charts.source_lines import figure_sources
from ui.presentation.chart_slides import Content, lines_of, records, told_by
from ui.summary.series import AreaSeries
from ui.summary.series_texts import estimate_notes, how_poor_with_series, series_title
from ui.summary.todays_series import estimate_error
from ui.text.place_key import NATION, PlaceKey, place_key


def slide_place(slide: Slide) -> PlaceKey:
    """Return the place of a slide of the page of places, which opens with the nation."""
    return place_key(slide.query.get("place", "")) or NATION


def series_content(visit: Visit, facts: AreaFacts, series: AreaSeries) -> Content:
    """Return the line of a place beside the nation's, with what has to be said of its gaps and estimates."""
    words = visit.words
    lines = lines_of(series.points, series.breaks, words.of(series.indicator, "unit"))
    if notes := estimate_notes(visit, series):
        lines |= {
            "notes": notes,
            "hall_note": _hall_note(visit, series),
            "dashes": records(series.dashes),
            "dashed": words("estimates.legend"),
        }
    return lines | {
        "title": series_title(facts, series, words),
        "sentence": how_poor_with_series(facts, series, words),
        **told_by(figure_sources(visit, *series.told)),
    }


def _hall_note(visit: Visit, series: AreaSeries) -> str:
    """Return in few words how far estimates are off, and that a hall has no room for the former provinces."""
    words, error = visit.words, estimate_error(visit, series)
    off = "" if error is None else words("show.estimate_error", most=words.number(error[0], 2))
    return f"{off} {words('show.former_left_out')}".strip()
