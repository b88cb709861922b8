"""The sheet of a template with one record a row: money, outcomes, targets, models, area classes, sources."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from data_access.workbooks.checking.record_fields import RECORD_FIELDS, Field
from data_access.workbooks.templates.book import TemplateBook
from data_access.workbooks.templates.form_sheets import CODES, EMPTY_ROWS, FIRST, LABELS, PROTECTION


def write_records(book: TemplateBook) -> None:
    """Add the sheet: locked headings with notes, drop-down lists, and empty rows."""
    contents = book.contents
    sheet = book.book.add_worksheet(book.words("template.records_sheet"))
    sheet.write_string(0, 0, book.words(f"template.kind.{contents.kind}"), book.formats["title"])
    sheet.write_string(1, 0, f"{contents.place_name} · {contents.year}", book.formats["label"])
    sheet.write_string(2, 0, book.words("template.records_note"), book.formats["quiet"])
    fields = RECORD_FIELDS[contents.kind]
    for column, field in enumerate(fields):
        _column(book, sheet, column, field)
    sheet.set_row(LABELS, 60)
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 1)
    sheet.protect("", PROTECTION)


def _column(book: TemplateBook, sheet: Worksheet, column: int, field: Field) -> None:
    label = book.words(f"column.{field.name}") + (" *" if field.required else "")
    sheet.write_string(LABELS, column, label, book.formats["head"])
    sheet.write_string(CODES, column, field.name, book.formats["code"])
    sheet.write_comment(LABELS, column, book.words(f"template.field.{field.kind}"))
    wide = field.kind in ("area", "code") or field.name.endswith(("_vi", "_en"))
    style = book.formats["open" if field.kind in ("whole", "real", "amount", "year") else "text"]
    sheet.set_column(column, column, 30 if wide else 16, style)
    entries = _entries(book, field)
    if entries:
        listed = {"validate": "list", "source": book.list_of(entries[0], entries[1]), "error_type": "warning"}
        sheet.data_validation(FIRST, column, FIRST + EMPTY_ROWS, column, listed)


def _entries(book: TemplateBook, field: Field) -> tuple[str, list[str]] | None:
    """The name and the entries of a field's drop-down list."""
    contents = book.contents
    if field.kind == "area":
        return "area", [f"{area.code} · {area.name}" for area in contents.areas]
    if field.kind == "choice":
        return f"choice.{field.name}", [book.choice(word) for word in field.choices]
    if field.kind == "flag":
        return "flag", [book.words("choice.yes"), book.words("choice.no")]
    if field.kind == "code":
        listed = {"source": contents.sources, "standard": contents.standards} | contents.codes
        return f"code.{field.table}", listed[field.table]
    return None
