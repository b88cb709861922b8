"""Slides of charts and tables: lines, bars and first rows that the hall draws, else a finished picture."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from ui.charts.exhibit import Exhibit
from ui.files.hall_pictures import show_svg
from ui.text.source_citation import SourceList
from ui.text.tables import as_text
from vocabulary.words import Words

Content = dict[str, Any]
EMPTY: Content = {"title": "", "sentence": "", "source": "", "sources": [], "mark": "", "note": ""}
# Rows that the last row of a hall can read.
HALL_ROWS = 12
COUNTED = "#"


def silent_slide(sentence: str, note: str = "") -> Content:
    """Return what the browser draws of a slide that has no figures: the sentence that says why."""
    return EMPTY | silent(sentence) | {"note": note}


def silent(sentence: str) -> Content:
    """Return the part of a slide that shows no figure: the sentence that says why."""
    return {"kind": "silence", "sentence": sentence}


def of_exhibit(exhibit: Exhibit, words: Words) -> Content:
    """Return lines, bars or rows that the hall draws; any other chart as a finished picture."""
    if not exhibit.is_drawn:
        return silent(exhibit.silence) | {"title": exhibit.title}
    if exhibit.in_hall is not None:
        exhibit = exhibit.in_hall()
    texts = {"title": exhibit.title, "sentence": exhibit.sentence, **told_by(exhibit.sources)}
    if exhibit.note:
        texts |= {"notes": [exhibit.note], "hall_note": exhibit.note}
    if exhibit.lines is not None:
        return lines_of(*exhibit.lines, exhibit.unit) | _dashes(exhibit, words) | texts
    if exhibit.bars is not None:
        return _bars(exhibit.bars, exhibit.unit) | texts
    if exhibit.numbers:
        numbers = [list(one) for one in exhibit.numbers]
        return {"kind": "numbers", "unit": exhibit.subtitle, "numbers": numbers} | texts
    if exhibit.chart is None:
        return _table(exhibit, words) | texts
    native = exhibit.native
    editable = {"native": native.content} if native is not None and native.fits else {}
    svg = show_svg(exhibit.chart, exhibit.sentence)
    return {"kind": "picture", "svg": svg, "unit": exhibit.subtitle} | editable | texts


def _table(exhibit: Exhibit, words: Words) -> Content:
    """Return the first rows of a table, as many as a hall can read, in the columns it has room for.

    ``counted`` says which of how many rows stand there; the hall, which knows its room, writes their number
    for ``COUNTED``.
    """
    columns = list(exhibit.hall_columns or range(len(exhibit.headers)))
    rows = [[row[column] for column in columns] for row in as_text(exhibit.table()[:HALL_ROWS])]
    return {
        "kind": "table",
        "unit": exhibit.subtitle,
        "headers": [exhibit.headers[column] for column in columns],
        "rows": rows,
        "numeric": [place for place, column in enumerate(columns) if column in exhibit.numeric],
        "count": exhibit.of_rows,
        "counted": words("show.first_rows", shown=COUNTED, count=exhibit.of_rows),
    }


def _dashes(exhibit: Exhibit, words: Words) -> Content:
    """Return the pairs of points that a dashed line joins, and its name; nothing for a chart without any."""
    if exhibit.dashes is None or exhibit.dashes.empty:
        return {}
    return {"dashes": records(exhibit.dashes), "dashed": words("estimates.legend")}


def lines_of(points: pd.DataFrame, breaks: pd.DataFrame, unit: str) -> Content:
    """Return lines with their breaks, as the hall draws them."""
    return {
        "kind": "lines",
        "unit": unit,
        "points": records(points),
        "breaks": breaks.to_dict("records"),
    }


def records(points: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Return points as plain rows, with whole years."""
    rows = points.assign(year=points["year"].astype(int), value=points["value"].astype(float))
    return rows.to_dict("records")


def _bars(bars: pd.DataFrame, unit: str) -> Content:
    rows = bars.assign(value=bars["value"].astype(float))
    colour = str(rows["colour"].iloc[0])
    return {
        "kind": "bars",
        "unit": unit,
        "colour": colour,
        "rows": rows[["label", "value", "text"]].to_dict("records"),
    }


def told_by(sources: SourceList) -> Content:
    """Return the line of sources, and every one in full for what has room for all."""
    return {"source": sources.line, "sources": [str(source) for source in sources.every]}
