"""The figures of a map as CSV and as a workbook, with HXL tags and a sheet that explains them."""

from __future__ import annotations

from exports.maps.figure_rows import FigureRows
from ui.files.exhibit_files import data_csv
from ui.files.workbook import workbook
from vocabulary.words import Words


def figures_csv(rows: FigureRows, *, has_tags: bool = True) -> bytes:
    """Return the year's rows as CSV, with HXL tags in the second line if wanted; see ``data_csv``."""
    return data_csv(rows.shown, rows.tags if has_tags else {})


def figures_xlsx(rows: FigureRows, words: Words, *, has_tags: bool = True) -> bytes:
    """Return a workbook: the year's rows, every year's rows, and what explains them."""
    frames = {"shown": rows.shown, "every_year": rows.every_year}
    if rows.shown["year"].nunique() > 1:
        # Years side by side: the first sheet would be the second again.
        frames = {"every_year": rows.shown}
    sheets = {words(f"take_away.sheet_{name}"): frame for name, frame in frames.items()}
    return workbook(sheets, rows.tags if has_tags else {}, rows.metadata, words)
