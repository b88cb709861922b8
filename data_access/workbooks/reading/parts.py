"""The parts of a workbook that say where its sheets are, how cells are shown, and what else it holds.

Names of elements are read by the namespace of their part, however it is written: with a prefix, without one,
or in the strict form of the format.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from data_access.workbooks.reading.sheets import FIRST_DAY, FIRST_DAY_OF_1904

WORKBOOK = "xl/workbook.xml"
CONNECTIONS = "xl/connections.xml"
CUSTOM_PARTS = re.compile(r"customXml/item\d+\.xml", re.IGNORECASE)
QUERIES = ("DataMashup".encode("utf-16-le"), b"DataMashup")
POWER_QUERY = "Power Query"
PERCENT_FORMATS = {9, 10}
# What a format shows as it is: quoted, escaped, as a blank as wide, repeated, or a condition.
NOT_THE_FORMAT = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
TRUE = ("1", "true")


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


def percent_styles(archive: zipfile.ZipFile) -> set[int]:
    """The styles of cells, by their place in the list, that show a number a hundredfold, as 5.71%."""
    named = (target for _, kind, target in _relations(archive) if kind.endswith("/styles"))
    part = next(named, "xl/styles.xml")
    if part not in archive.namelist():
        return set()
    root = _root(archive, part)
    formats = PERCENT_FORMATS | {
        int(one.get("numFmtId", -1))
        for listed in _children(root, "numFmts")
        for one in _children(listed, "numFmt")
        if "%" in NOT_THE_FORMAT.sub("", one.get("formatCode", ""))
    }
    of_styles = [int(one.get("numFmtId", 0)) for one in _formats(root, "cellStyleXfs")]
    return {
        place for place, one in enumerate(_formats(root, "cellXfs")) if _format_of(one, of_styles) in formats
    }


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


def _format_of(one: ElementTree.Element, of_styles: list[int]) -> int:
    """The format of numbers of a cell's style; of the named style that it follows where it says none."""
    own, followed = one.get("numFmtId"), int(one.get("xfId", 0))
    if own is not None:
        return int(own)
    return of_styles[followed] if followed < len(of_styles) else 0


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
