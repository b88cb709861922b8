"""The results of formulas, which openpyxl leaves out of a workbook that it writes: put back as they were.

A file whose formulas have no results is refused, and an office's program computes them only when it opens it.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel

from data_access.workbooks.reading.parts import sheet_parts

# A cell with a formula, as openpyxl writes it.
FORMULA_CELL = re.compile(
    rb"""<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<style>(?: s="\d+")?)(?: t="\w+")?>"""
    rb"""(?P<formula><f\b(?:[^>]*/>|.*?</f>))<v ?(?:/>|></v>)</c>""",
    re.DOTALL,
)
Results = Mapping[str, Mapping[str, Any]]


def results_of_formulas(book: openpyxl.Workbook, original: bytes) -> Results:
    """The results that a file had of the formulas of a workbook, by sheet and cell; none for a text table."""
    formulas = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        for sheet in book.worksheets
    }
    if not any(formulas.values()) or not original.startswith(b"PK"):
        return {}
    values = openpyxl.load_workbook(io.BytesIO(original), data_only=True, keep_links=False)
    present = set(values.sheetnames)
    return {
        sheet: {cell: value for cell in cells if (value := values[sheet][cell].value) is not None}
        for sheet, cells in formulas.items()
        if sheet in present
    }


def with_results(raw: bytes, results: Results) -> bytes:
    """A workbook that openpyxl wrote, with the results of its formulas."""
    if not any(results.values()):
        return raw
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        by_part = {part: results[name] for name, part in sheet_parts(old).items() if name in results}
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, _filled(content, by_part[part]) if part in by_part else content)
    return out.getvalue()


def _filled(content: bytes, values: Mapping[str, Any]) -> bytes:
    def filled(match: "re.Match[bytes]") -> bytes:
        value = values.get(match["cell"].decode())
        if value is None:
            return match[0]
        kind, written = _written(value)
        start = b'<c r="' + match["cell"] + b'"' + match["style"] + kind + b">"
        return start + match["formula"] + b"<v>" + written + b"</v></c>"

    return FORMULA_CELL.sub(filled, content)


def _written(value: Any) -> tuple[bytes, bytes]:
    """The kind of a result, as an attribute, and how it is written."""
    if isinstance(value, bool):
        return b' t="b"', str(int(value)).encode()
    if isinstance(value, int | float):
        return b"", repr(value).encode()
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return b"", repr(to_excel(value)).encode()
    kind = b' t="e"' if str(value).startswith("#") else b' t="str"'
    return kind, escape(str(value)).encode()
