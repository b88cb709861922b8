"""The figures of a map as CSV and as a workbook, with HXL tags and a sheet that explains them."""

from __future__ import annotations

import csv
import io

import pandas as pd
import xlsxwriter

from data_access.formulas import neutral
from exports.figure_rows import FigureRows
from ui.language import Words

WIDEST = 42
# The widest column of explanations.
EXPLAINED = 110


def figures_csv(rows: FigureRows) -> bytes:
    """Return the year's rows as CSV that Excel opens with its accents; the second line holds the HXL tags."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.shown.columns)
    writer.writerow([rows.tags[name] for name in rows.shown.columns])
    writer.writerows([[neutral(cell) for cell in row] for row in _cells(rows.shown)])
    return out.getvalue().encode("utf-8-sig")


def figures_xlsx(rows: FigureRows, words: Words) -> bytes:
    """Return a workbook: the year's rows, every year's rows, and what explains them."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": rows.metadata[0][1], "comments": rows.metadata[-1][1]})
        bold, quiet = book.add_format({"bold": True}), book.add_format({"font_color": "#55636f"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for name, frame in (("shown", rows.shown), ("every_year", rows.every_year)):
            sheet = book.add_worksheet(words(f"take_away.sheet_{name}"))
            _write(sheet, frame, rows.tags, bold, quiet)
        sheet = book.add_worksheet(words("take_away.sheet_about"))
        sheet.set_column(0, 0, WIDEST / 2)
        sheet.set_column(1, 1, EXPLAINED, wrap)
        for line, (label, text) in enumerate(rows.metadata):
            sheet.write_string(line, 0, label, bold)
            sheet.write_string(line, 1, text, wrap)
    return out.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    frame: pd.DataFrame,
    tags: dict[str, str],
    bold: xlsxwriter.format.Format,
    quiet: xlsxwriter.format.Format,
) -> None:
    for column, name in enumerate(frame.columns):
        longest = max((len(str(cell)) for cell in frame[name].head(200)), default=0)
        sheet.set_column(column, column, min(max(longest, len(name)) + 2, WIDEST))
        sheet.write_string(0, column, name, bold)
        sheet.write_string(1, column, tags[name], quiet)
    for line, row in enumerate(_cells(frame), start=2):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell)
            else:
                sheet.write_number(line, column, cell)
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, len(frame) + 1, len(frame.columns) - 1)


def _cells(frame: pd.DataFrame) -> list[list[str | float]]:
    """Return the rows with "" where nothing is known; whole numbers stay whole."""
    known: list[list[str | float]] = frame.astype("object").where(frame.notna(), "").to_numpy().tolist()
    return known
