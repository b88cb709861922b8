"""The sheets of a template that hold figures: one form of the review each, or one figure a line."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data_access.workbooks.reading.forms import ReviewForm, forms_of
from data_access.workbooks.reading.options import FIGURE_COLUMNS
from data_access.workbooks.templates.book import TemplateBook

GROUPS, LABELS, CODES, FIRST = 3, 4, 5, 6
EMPTY_ROWS = 500
LONGEST_NOTE = 900
PLACE_COLUMNS = 2


def write_form(book: TemplateBook, form: ReviewForm) -> None:
    """Add the sheet of a form: a row for each area, a column for each indicator, rates computed."""
    name = book.words("template.form_sheet", number=form.number)
    sheet = book.book.add_worksheet(name)
    contents = book.contents
    sheet.write_string(0, 0, book.words(f"template.kind.form_{form.number}"), book.formats["title"])
    sheet.write_string(1, 0, f"{contents.place_name} · {contents.year}", book.formats["label"])
    sheet.write_string(2, 0, book.words("template.form_note"), book.formats["quiet"])
    for column, (code, label) in enumerate(
        (("area_code", "column.area_code"), ("area_name", "column.area_name"))
    ):
        sheet.write_string(LABELS, column, book.words(label), book.formats["head"])
        sheet.write_string(CODES, column, code, book.formats["code"])
    column = PLACE_COLUMNS
    for group in form.groups:
        _group(book, sheet, group.key, column, len(group.codes))
        for code in group.codes:
            _column(book, sheet, form, code, column)
            column += 1
    for row, area in enumerate(contents.areas, start=FIRST):
        style = book.formats[f"area{min(area.depth, 2)}"]
        sheet.write_string(row, 0, area.code, style)
        sheet.write_string(row, 1, area.name, style)
    sheet.set_row(LABELS, 90)
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, column - 1, 14)
    sheet.freeze_panes(FIRST, PLACE_COLUMNS)
    sheet.protect("", PROTECTION)


PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True}


def _group(book: TemplateBook, sheet: Worksheet, key: str, column: int, width: int) -> None:
    text = book.words(f"form.group.{key}")
    if width > 1:
        sheet.merge_range(GROUPS, column, GROUPS, column + width - 1, text, book.formats["group"])
    else:
        sheet.write_string(GROUPS, column, text, book.formats["group"])


def _column(book: TemplateBook, sheet: Worksheet, form: ReviewForm, code: str, column: int) -> None:
    contents = book.contents
    last = FIRST + len(contents.areas) - 1
    sheet.write_string(CODES, column, code, book.formats["code"])
    if "?" in code:
        sheet.write_blank(LABELS, column, None, book.formats["people"])
        entries = {"validate": "list", "source": book.list_of("peoples", [])}
        sheet.data_validation(LABELS, column, LABELS, column, entries)
        sheet.write_comment(LABELS, column, book.words("template.people_note"))
        _entries(book, sheet, column, last, rate=False)
        return
    row = contents.indicators.loc[code]
    language = contents.language
    sheet.write_string(LABELS, column, str(row[f"name_{language}"]), book.formats["head"])
    unit, about = row[f"unit_{language}"], row[f"definition_{language}"]
    note = book.words("template.unit_note", unit=unit) + (f"\n{about}" if isinstance(about, str) else "")
    sheet.write_comment(LABELS, column, note[:LONGEST_NOTE], {"x_scale": 2, "y_scale": 1.5})
    places = _counts_of(book, form, code)
    if places is None:
        _entries(book, sheet, column, last, rate=str(row["unit"]) == "percent")
    else:
        _formulas(book, sheet, column, last, *places)


def _entries(book: TemplateBook, sheet: Worksheet, column: int, last: int, *, rate: bool) -> None:
    style = book.formats["rate" if rate else "count"]
    for row in range(FIRST, last + 1):
        sheet.write_blank(row, column, None, style)
    kind: dict[str, Any] = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    if not rate:
        kind = {"validate": "integer", "criteria": ">=", "value": 0}
    words = {"error_title": book.words("template.error_title"), "error_type": "warning"}
    words["error_message"] = book.words("template.error_rate" if rate else "template.error_count")
    sheet.data_validation(FIRST, column, last, column, kind | words)


def _counts_of(book: TemplateBook, form: ReviewForm, code: str) -> tuple[str, str] | None:
    """The columns of a rate's two counts, as «'Biểu 4'!E», where the workbook has them; None elsewhere."""
    ratio = book.contents.ratios.get(code)
    found = [] if ratio is None else [_address_of(book, form, count) for count in ratio]
    return None if len(found) < 2 or "" in found else (found[0], found[1])


def _address_of(book: TemplateBook, form: ReviewForm, code: str) -> str:
    for other in (form, *forms_of(book.contents.kind)):
        if code in other.codes:
            column = PLACE_COLUMNS + other.codes.index(code)
            letters = xl_rowcol_to_cell(0, column).rstrip("1")
            sheet = book.words("template.form_sheet", number=other.number)
            return letters if other is form else f"'{sheet}'!{letters}"
    return ""


def _formulas(book: TemplateBook, sheet: Worksheet, column: int, last: int, part: str, whole: str) -> None:
    for row in range(FIRST, last + 1):
        some, every = f"{part}{row + 1}", f"{whole}{row + 1}"
        formula = f'=IF(AND(ISNUMBER({some}),N({every})>0),ROUND(100*{some}/{every},2),"")'
        sheet.write_formula(row, column, formula, book.formats["reckoned"], "")


def write_figures(book: TemplateBook) -> None:
    """Add the sheet with one figure a line."""
    sheet = book.book.add_worksheet(book.words("template.figures_sheet"))
    sheet.write_string(0, 0, book.words("template.kind.figures"), book.formats["title"])
    for column, code in enumerate(FIGURE_COLUMNS):
        sheet.write_string(LABELS, column, book.words(f"column.{code}"), book.formats["head"])
        sheet.write_string(CODES, column, code, book.formats["code"])
        style = book.formats["open" if code.startswith("value") or code == "year" else "text"]
        sheet.set_column(column, column, 18, style)
    entries = {"validate": "list", "source": book.list_of("indicator", book.contents.codes["indicator"])}
    sheet.data_validation(FIRST, 0, FIRST + EMPTY_ROWS, 0, entries)
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 1)
