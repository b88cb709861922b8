"""Workbooks that explain themselves: rows under HXL tags, and a last sheet that says what they are."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from vocabulary.words import Words

WIDEST = 42
# The widest column of explanations.
EXPLAINED = 110
About = Sequence[tuple[str, str]]


def workbook(
    sheets: Mapping[str, pd.DataFrame], tags: Mapping[str, str], about: About, words: Words
) -> bytes:
    """Return a workbook of frames by the name of their sheet, each column under its tag, "" for none.

    ``about`` holds labels and texts for the last sheet; the first text names the workbook.
    """
    # Imported here: showing a page needs no workbook.
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": about[0][1], "comments": about[-1][1]})
        bold, quiet = book.add_format({"bold": True}), book.add_format({"font_color": "#55636f"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for name, frame in sheets.items():
            _write(book.add_worksheet(name), frame, tags, bold, quiet)
        sheet = book.add_worksheet(words("take_away.sheet_about"))
        sheet.set_column(0, 0, WIDEST / 2)
        sheet.set_column(1, 1, EXPLAINED, wrap)
        for line, (label, text) in enumerate(about):
            sheet.write_string(line, 0, label, bold)
            sheet.write_string(line, 1, text, wrap)
    return out.getvalue()


def _write(
    sheet: Any,
    frame: pd.DataFrame,
    tags: Mapping[str, str],
    bold: Any,
    quiet: Any,
) -> None:
    for column, name in enumerate(frame.columns):
        longest = max((len(str(cell)) for cell in frame[name].head(200)), default=0)
        sheet.set_column(column, column, min(max(longest, len(name)) + 2, WIDEST))
        sheet.write_string(0, column, name, bold)
        sheet.write_string(1, column, tags.get(name, ""), quiet)
    for line, row in enumerate(cells(frame), start=2):
        for column, cell in enumerate(row):
            if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                sheet.write_number(line, column, cell)
            else:
                sheet.write_string(line, column, str(cell))
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, len(frame) + 1, len(frame.columns) - 1)


def cells(frame: pd.DataFrame) -> list[list[str | float]]:
    """Return the rows with "" where nothing is known; whole numbers stay whole."""
    known: list[list[str | float]] = frame.astype("object").where(frame.notna(), "").to_numpy().tolist()
    return known
