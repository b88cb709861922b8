"""The parts of a workbook that say where its sheets are, how cells are shown, and what else it holds.

Names of elements are read by the namespace of their part, however it is written: with a prefix, without one,
or in the strict form of the format.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree

from data_access.workbooks.reading.number_formats import is_percent
from data_access.workbooks.reading.sheets import FIRST_DAY, FIRST_DAY_OF_1904

WORKBOOK = "xl/workbook.xml"
CONNECTIONS = "xl/connections.xml"
CUSTOM_PARTS = re.compile(r"customXml/item\d+\.xml", re.IGNORECASE)
QUERIES = ("DataMashup".encode("utf-16-le"), b"DataMashup")
POWER_QUERY = "Power Query"
PERCENT_FORMATS = {9, 10}
TRUE = ("1", "true")
FALSE = ("0", "false")


class CellStyle(NamedTuple):
    """How a style shows cells: whether a number a hundredfold, by which format of its own, struck through."""

    is_percent: bool
    format: str
    is_struck: bool


def first_day(archive: zipfile.ZipFile) -> date:
    """The day from which a workbook counts the days written in it as numbers."""
    for element in _children(_root(archive, WORKBOOK), "workbookPr"):
        if element.get("date1904") in TRUE:
            return FIRST_DAY_OF_1904
    return FIRST_DAY


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    targets = {identity: target for identity, _, target in _relations(archive)}
    present = set(archive.namelist())
    parts = {}
    for sheets in _children(_root(archive, WORKBOOK), "sheets"):
        for sheet in _children(sheets, "sheet"):
            identity = next((value for name, value in sheet.items() if name.endswith("}id")), "")
            part = targets.get(identity, "")
            if part in present:
                parts[sheet.get("name", "")] = part
    return parts


def cell_styles(archive: zipfile.ZipFile) -> list[CellStyle]:
    """The styles of cells, in their order; ``format`` is "" for one of the built-in."""
    part = part_of(archive, "styles", "xl/styles.xml")
    if part is None:
        return []
    root = _root(archive, part)
    codes = {
        int(one.get("numFmtId", -1)): one.get("formatCode", "")
        for listed in _children(root, "numFmts")
        for one in _children(listed, "numFmt")
    }
    struck = [_is_struck(font) for listed in _children(root, "fonts") for font in _children(listed, "font")]
    named = _formats(root, "cellStyleXfs")
    found = []
    for one in _formats(root, "cellXfs"):
        number, font = _of_style(one, named, "numFmtId"), _of_style(one, named, "fontId")
        code = codes.get(number, "")
        shown = number in PERCENT_FORMATS if number not in codes else is_percent(code)
        found.append(CellStyle(shown, code, font < len(struck) and struck[font]))
    return found


def part_of(archive: zipfile.ZipFile, kind: str, usual: str) -> str | None:
    """The part of a workbook of a kind such as ``styles``, None where there is none."""
    named = (target for _, relation, target in _relations(archive) if relation.endswith(f"/{kind}"))
    part = next(named, usual)
    return part if part in archive.namelist() else None


def connection_names(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """The names of a workbook's connections to other data; ``POWER_QUERY`` for queries without names."""
    present = set(archive.namelist())
    names = []
    if CONNECTIONS in present:
        root = _root(archive, CONNECTIONS)
        names = [one.get("name", one.get("id", "")) for one in _children(root, "connection")]
    has_queries = any(
        any(mark in archive.read(part) for mark in QUERIES)
        for part in sorted(present)
        if CUSTOM_PARTS.fullmatch(part)
    )
    return tuple(dict.fromkeys(filter(None, names))) or ((POWER_QUERY,) if has_queries else ())


def _formats(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for listed in _children(root, name) for one in _children(listed, "xf")]


def _of_style(one: ElementTree.Element, named: list[ElementTree.Element], attribute: str) -> int:
    """A number of a cell's style; that of the named style that it follows where it says none."""
    own, followed = one.get(attribute), int(one.get("xfId", 0))
    if own is not None:
        return int(own)
    return int(named[followed].get(attribute, 0)) if followed < len(named) else 0


def _is_struck(font: ElementTree.Element) -> bool:
    return any(one.get("val", "1") not in FALSE for one in _children(font, "strike"))


def _root(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))


def _children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The elements right below one that have a name and its namespace."""
    namespace = element.tag[: element.tag.find("}") + 1]
    return (child for child in element if child.tag == namespace + name)


def _relations(archive: zipfile.ZipFile) -> list[tuple[str, str, str]]:
    """Identity, kind and part of what a workbook refers to."""
    found = _children(_root(archive, "xl/_rels/workbook.xml.rels"), "Relationship")
    return [
        (one.get("Id", ""), one.get("Type", ""), posixpath.normpath(_part(one.get("Target", ""))))
        for one in found
    ]


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
