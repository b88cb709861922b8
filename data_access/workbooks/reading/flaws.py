"""Cells that a parser would hand over as empty or as something else than they show.

A formula whose result was never computed, a formula that links to another file, an error such as #REF!,
a number shown as a percentage: found in the parts of the workbook themselves.
"""

import re
import zipfile
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree

from data_access.workbooks.reading.guard import Marks
from data_access.workbooks.reading.sheets import FIRST_DAY, FIRST_DAY_OF_1904

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PERCENT_FORMATS = {9, 10}
CELL = re.compile(rb"<c\b(?P<attributes>[^>]*?)(?:/>|>(?P<inside>.*?)</c>)", re.DOTALL)
REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
STYLE = re.compile(rb'\bs="(\d+)"')
VALUE = re.compile(rb"<v[^>]*>[^<]+</v>|<is>")
FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
# Another workbook, a program, or the net: what is cached of them is not what this file says.
LINKING = re.compile(rb"\[\d+\]|\||WEBSERVICE|HYPERLINK|RTD\(|CALL\(|FILTERXML", re.IGNORECASE)
UNQUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

Address = tuple[int, int]


class Flaws(NamedTuple):
    """By cell (row from 1, column from 0): what is wrong, and which numbers are shown as percentages."""

    reasons: dict[Address, str]
    percent: set[Address]


def sheet_flaws(archive: zipfile.ZipFile, marks: Marks) -> dict[str, Flaws]:
    """The flaws of every sheet by its name; sheets without anything suspicious are not looked through."""
    percent_styles = _percent_styles(archive)
    found = {}
    for name, part in sheet_parts(archive).items():
        if percent_styles or part in marks.with_formulas or part in marks.with_errors:
            found[name] = _flaws(archive.read(part), percent_styles)
    return found


def first_day(archive: zipfile.ZipFile) -> date:
    """The day from which a workbook counts the days written in it as numbers."""
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}workbookPr"):
        if element.get("date1904") in ("1", "true"):
            return FIRST_DAY_OF_1904
    return FIRST_DAY


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    present = set(archive.namelist())
    parts = {}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(f"{REL}id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in present:
            parts[sheet.get("name", "")] = part
    return parts


def _percent_styles(archive: zipfile.ZipFile) -> set[int]:
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {
        int(one.get("numFmtId", -1))
        for one in styles.iter(f"{MAIN}numFmt")
        if "%" in UNQUOTED.sub("", one.get("formatCode", ""))
    } | PERCENT_FORMATS
    cell_formats = styles.find(f"{MAIN}cellXfs")
    listed = [] if cell_formats is None else list(cell_formats)
    return {index for index, one in enumerate(listed) if int(one.get("numFmtId", 0)) in formats}


def _flaws(part: bytes, percent_styles: set[int]) -> Flaws:
    flaws = Flaws({}, set())
    for match in CELL.finditer(part):
        reference = REFERENCE.search(match["attributes"])
        if reference is None or match["inside"] is None:
            continue
        reason = _reason(match["attributes"], match["inside"])
        style = STYLE.search(match["attributes"])
        is_percent = style is not None and int(style[1]) in percent_styles
        if reason or is_percent:
            place = (int(reference[2]), _column(reference[1]))
            if reason:
                flaws.reasons[place] = reason
            if is_percent:
                flaws.percent.add(place)
    return flaws


def _reason(attributes: bytes, inside: bytes) -> str:
    if b't="e"' in attributes:
        return "formula_error"
    formula = FORMULA.search(inside)
    if formula is None:
        return ""
    if formula[1] and LINKING.search(formula[1]):
        return "formula_links"
    return "" if VALUE.search(inside) else "formula_without_value"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number - 1
