"""The checked workbook goes back to its sender with the cells coloured and commented."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from data_access.text.formulas import neutral
from data_access.workbooks.checking.formula_results import results_of_formulas, with_results
from data_access.workbooks.checking.wording import finding_body, finding_sentence
from data_access.workbooks.reading.text_table import in_utf8, table_of
from vocabulary.words import Words

FILLS = {"error": "FFF4B6AE", "warning": "FFFCE7A8"}
WORDS = {"error": "FFA3231A", "warning": "FF7A5A00"}
# A larger workbook is not drawn again; its findings are listed on a sheet of their own.
LARGEST_REDRAWN = 30 << 20
LONGEST_COMMENT, LONGEST_SHEET_NAME = 1500, 31
# What a spreadsheet would fetch or run on opening.
DANGEROUS = re.compile(r"\[|\||WEBSERVICE|HYPERLINK|RTD\(|CALL\(|REGISTER|FILTERXML|EXEC", re.IGNORECASE)


def coloured_workbook(original: bytes, findings: pd.DataFrame, words: Words) -> bytes:
    """The file as a workbook whose cells with findings are coloured and bear a comment.

    Red is an error, yellow a warning; a first sheet lists them all with links to the cells. A text table
    becomes a workbook. Formulas keep the results that the file had of them; those that reach outside the file
    come back as text.
    """
    book = _book(original)
    by_cell = _by_cell(findings, words)
    for sheet in list(book.worksheets):
        _make_harmless(sheet)
        for cell, (severity, lines) in by_cell.get(sheet.title, {}).items():
            _colour(sheet, cell, severity, lines)
    _list(book, findings, words)
    out = io.BytesIO()
    book.save(out)
    return with_results(out.getvalue(), results_of_formulas(book, original))


def _book(original: bytes) -> openpyxl.Workbook:
    if original.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(original)) as archive:
                if sum(member.file_size for member in archive.infolist()) <= LARGEST_REDRAWN:
                    return openpyxl.load_workbook(io.BytesIO(original), keep_links=False)
        except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError):
            # What one reader takes another may not: the findings are still listed.
            pass
        return _empty()
    return _from_text(original) if len(original) <= LARGEST_REDRAWN // 6 else _empty()


def _empty() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "-"
    return book


def _from_text(original: bytes) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "CSV"
    for row, cells in table_of(in_utf8(original)).iterrows():
        for column, value in cells.items():
            if isinstance(value, str):
                cell = sheet.cell(int(str(row)), int(str(column)) + 1)
                cell.value = neutral(_printable(value))
                cell.data_type = "s"
    return book


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _make_harmless(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f" and DANGEROUS.search(str(getattr(cell.value, "text", cell.value))):
                cell.value = neutral(str(getattr(cell.value, "text", cell.value)))
                cell.data_type = "s"
            if cell.hyperlink is not None:
                cell.hyperlink = None


def _by_cell(findings: pd.DataFrame, words: Words) -> dict[str, dict[str, tuple[str, list[str]]]]:
    """By sheet and cell: the worse severity and what to say."""
    found: dict[str, dict[str, tuple[str, list[str]]]] = defaultdict(dict)
    for finding in _records(findings):
        if pd.notna(finding["sheet"]) and pd.notna(finding["cell"]):
            cells = found[finding["sheet"]]
            severity, lines = cells.get(finding["cell"], (finding["severity"], []))
            worse = "error" if "error" in (severity, finding["severity"]) else severity
            cells[finding["cell"]] = (worse, [*lines, finding_body(finding, words)])
    return found


def _records(findings: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for record in findings.to_dict("records"):
        yield {str(name): value for name, value in record.items()}


def _colour(sheet: Worksheet, address: str, severity: str, lines: list[str]) -> None:
    cell = sheet[address]
    if isinstance(cell, openpyxl.cell.cell.MergedCell):
        return
    cell.fill = PatternFill("solid", fgColor=FILLS[severity])
    comment = Comment("\n".join(lines)[:LONGEST_COMMENT], "-")
    comment.width, comment.height = 340, min(60 + 40 * len(lines), 260)
    cell.comment = comment


def _list(book: openpyxl.Workbook, findings: pd.DataFrame, words: Words) -> None:
    """Add the first sheet: every finding as a sentence, with a link to its cell."""
    name = words("coloured.sheet")[:LONGEST_SHEET_NAME]
    sheet = book.create_sheet(name, 0)
    heads = [words(f"coloured.{head}") for head in ("severity", "where", "what")]
    sheet.append(heads)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    present = {known.title for known in book.worksheets}
    for row, finding in enumerate(_records(findings), start=2):
        where = f"{finding['sheet']}!{finding['cell']}" if pd.notna(finding["cell"]) else ""
        texts = (
            words(f"severity.{finding['severity']}"),
            where,
            finding_sentence(finding, words),
        )
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = _printable(text), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).font = Font(color=WORDS[finding["severity"]], bold=True)
        if where and finding["sheet"] in present:
            title = str(finding["sheet"]).replace("'", "''")
            sheet.cell(row, 2).hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(
                ref=f"B{row}", location=f"'{title}'!{finding['cell']}"
            )
    for letter, width in (("A", 14), ("B", 18), ("C", 110)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
