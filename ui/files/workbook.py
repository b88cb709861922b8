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
# Columns whose numbers are years, by how their names begin; the others part thousands.
YEAR_COLUMNS = ("year", "period", "since", "until")
# A column that arithmetic made shows no more decimals than these; the cell keeps them all.
MOST_DECIMALS, SAME = 4, 1e-9
About = Sequence[tuple[str, str]]


def workbook(
    sheets: Mapping[str, pd.DataFrame], tags: Mapping[str, str], about: About, words: Words
) -> bytes:
    """Return a workbook of frames by the name of their sheet, each column under its tag where there are tags.

    ``about`` holds labels and texts for the last sheet; the first text names the workbook.
    """
    # Imported here: showing a page needs no workbook.
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": about[0][1], "comments": about[-1][1]})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for name, frame in sheets.items():
            _write(book, book.add_worksheet(name), frame, tags)
        sheet = book.add_worksheet(words("take_away.sheet_about"))
        sheet.set_column(0, 0, WIDEST / 2)
        sheet.set_column(1, 1, EXPLAINED, wrap)
        for line, (label, text) in enumerate(about):
            sheet.write_string(line, 0, label, book.add_format({"bold": True}))
            sheet.write_string(line, 1, text, wrap)
    return out.getvalue()


def _write(book: Any, sheet: Any, frame: pd.DataFrame, tags: Mapping[str, str]) -> None:
    """Write a frame: names, tags where there are any, rows; a cell of which nothing is known stays empty."""
    bold, quiet = book.add_format({"bold": True}), book.add_format({"font_color": "#55636f"})
    heads = 2 if tags else 1
    columns = [(str(name), frame.iloc[:, place]) for place, name in enumerate(frame.columns)]
    for place, (name, column) in enumerate(columns):
        longest = max((len(str(cell)) for cell in column.head(200)), default=0)
        written = book.add_format({"num_format": number_format(name, column)}) if _is_number(column) else None
        sheet.set_column(place, place, min(max(longest, len(name)) + 2, WIDEST), written)
        sheet.write_string(0, place, name, bold)
        if tags:
            sheet.write_string(1, place, tags.get(name, ""), quiet)
    for line, row in enumerate(cells(frame), start=heads):
        for place, cell in enumerate(row):
            _write_cell(sheet, line, place, cell)
    sheet.freeze_panes(heads, min(2, len(columns) - 1))
    sheet.autofilter(heads - 1, 0, len(frame) + heads - 1, len(columns) - 1)


def _write_cell(sheet: Any, line: int, place: int, cell: Any) -> None:
    # With no format of its own a cell takes that of its column.
    if isinstance(cell, bool):
        sheet.write_boolean(line, place, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(line, place, cell)
    elif cell is not None:
        sheet.write_string(line, place, str(cell))


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def number_format(name: str, column: pd.Series) -> str:
    """Return how a spreadsheet writes a column of numbers: years bare, others with the decimals they have."""
    if name.startswith(YEAR_COLUMNS):
        return "0"
    known = column.dropna().astype(float)
    decimals = next(
        (count for count in range(MOST_DECIMALS) if (known.round(count) - known).abs().max() < SAME),
        MOST_DECIMALS,
    )
    return "#,##0" + ("." + "0" * decimals if decimals and not known.empty else "")


def cells(frame: pd.DataFrame) -> list[list[Any]]:
    """Return the rows with None where nothing is known; whole numbers stay whole."""
    known: list[list[Any]] = frame.astype("object").where(frame.notna(), None).to_numpy().tolist()
    return [[None if isinstance(cell, str) and not cell else cell for cell in row] for row in known]
