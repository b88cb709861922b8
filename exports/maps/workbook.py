"""The figures of a map as CSV and as a workbook, with HXL tags and a sheet that explains them."""

from __future__ import annotations

import csv
import io

from data_access.text.formulas import neutral
from exports.maps.figure_rows import FigureRows
from ui.text.workbook import cells, workbook
from vocabulary.words import Words


def figures_csv(rows: FigureRows) -> bytes:
    """Return the year's rows as CSV that Excel opens with its accents; the second line holds the HXL tags."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.shown.columns)
    writer.writerow([rows.tags[name] for name in rows.shown.columns])
    writer.writerows([[neutral(cell) for cell in row] for row in cells(rows.shown)])
    return out.getvalue().encode("utf-8-sig")


def figures_xlsx(rows: FigureRows, words: Words) -> bytes:
    """Return a workbook: the year's rows, every year's rows, and what explains them."""
    frames = {"shown": rows.shown, "every_year": rows.every_year}
    if rows.shown["year"].nunique() > 1:
        # Years side by side: the first sheet would be the second again.
        frames = {"every_year": rows.shown}
    sheets = {words(f"take_away.sheet_{name}"): frame for name, frame in frames.items()}
    return workbook(sheets, rows.tags, rows.metadata, words)
