"""Makes a template's workbook: an information sheet, the tables to fill, and lists for drop-downs."""

from xlsxwriter.worksheet import Worksheet

from data_access.workbooks.reading.forms import PEOPLES, forms_of
from data_access.workbooks.reading.information import MARK
from data_access.workbooks.reading.options import RECORDS
from data_access.workbooks.templates.book import TemplateBook
from data_access.workbooks.templates.contents import TemplateContents
from data_access.workbooks.templates.form_sheets import write_figures, write_form
from data_access.workbooks.templates.record_sheet import write_records

SOURCE_ROWS = ("source_title", "source_doc_number", "source_date", "source_publisher", "source_document_kind")
DOCUMENT_KINDS = ("decision", "report", "statistics", "press", "law", "dataset")
FIGURE_STATUSES = ("final", "preliminary", "reported", "expected")
FIGURE_SOURCE_KINDS = ("administrative", "survey")
PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "autofilter": True}


def workbook_bytes(contents: TemplateContents) -> bytes:
    """The workbook of a template."""
    book = TemplateBook(contents)
    _information(book)
    if contents.kind in RECORDS:
        write_records(book)
    elif contents.kind == "figures":
        write_figures(book)
    else:
        book.list_of("peoples", list(PEOPLES.values()))
        for form in forms_of(contents.kind):
            write_form(book, form)
    return book.closed()


def _information(book: TemplateBook) -> None:
    contents = book.contents
    sheet = book.book.add_worksheet(book.words("template.information"))
    sheet.write_string(0, 0, MARK)
    title = book.words("template.title", kind=book.words(f"template.kind.{contents.kind}"))
    sheet.write_string(0, 1, title, book.formats["title"])
    hidden = {"kind": contents.kind} | dict(
        zip(("place_vintage", "place_level", "place_code"), contents.place, strict=True)
    )
    for row, (code, value) in enumerate(hidden.items(), start=1):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 2, value)
        sheet.set_row(row, None, None, {"hidden": True})
    _rows(book, sheet, len(hidden) + 1)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 52)
    sheet.set_column(3, 3, 70)
    sheet.hide_gridlines(2)
    sheet.protect("", PROTECTION)


def _in_force(contents: TemplateContents) -> str:
    """The entry of the standard in force in the template's year, "" where there is not exactly one."""
    code = contents.standard
    return next((one for one in contents.standards if code and one.startswith(f"{code} ")), "")


def _rows(book: TemplateBook, sheet: Worksheet, row: int) -> None:
    contents = book.contents
    standards, sources = contents.standards, contents.sources
    given: dict[str, tuple[str, list[str]]] = {
        "place": (contents.place_name, []),
        "year": (str(contents.year), []),
        "standard_code": (_in_force(contents), standards),
        "status": (book.choice("final"), [book.choice(word) for word in FIGURE_STATUSES]),
        "source_kind": (book.choice("administrative"), [book.choice(word) for word in FIGURE_SOURCE_KINDS]),
        "source_code": ("", sources),
        **{name: ("", []) for name in SOURCE_ROWS},
    }
    given["source_document_kind"] = (book.choice("report"), [book.choice(word) for word in DOCUMENT_KINDS])
    for code, (value, entries) in given.items():
        locked = code == "place"
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, book.words(f"template.info.{code}"), book.formats["label"])
        if code == "year":
            sheet.write_number(row, 2, contents.year, book.formats["open"])
        else:
            sheet.write_string(row, 2, value, book.formats["area0" if locked else "text"])
        sheet.write_string(row, 3, book.words(f"template.about.{code}"), book.formats["quiet"])
        if entries:
            sheet.data_validation(row, 2, row, 2, {"validate": "list", "source": book.list_of(code, entries)})
        row += 1
    sheet.write_string(row + 1, 1, book.words("template.how"), book.formats["label"])
    sheet.merge_range(row + 2, 1, row + 2, 3, book.words("template.instructions"), book.formats["quiet"])
    sheet.set_row(row + 2, 110)
