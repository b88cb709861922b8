"""Texts of a workbook that stand in no cell: boxes that lie on a sheet, and the margins of its pages."""

import re
import unicodedata
import zipfile
from html import unescape
from xml.etree import ElementTree

from data_access.workbooks.reading.comments import related
from data_access.workbooks.reading.guard import Marks
from data_access.workbooks.reading.parts import sheet_parts

LONGEST = 300
# What a margin's text has beside words: its part of the page, typeface, size, page numbers, names.
_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z&])')


def boxes(archive: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """The paragraphs of the boxes that lie on each sheet that has any, by the sheet's name."""
    found = {}
    for name, part in sheet_parts(archive).items():
        texts = [
            text
            for kind, target in related(archive, part)
            if kind == "drawing"
            for text in _paragraphs(ElementTree.fromstring(archive.read(target)))
        ]
        if texts:
            found[name] = tuple(dict.fromkeys(texts))
    return found


def margins(archive: zipfile.ZipFile, marks: Marks) -> dict[str, tuple[str, ...]]:
    """The texts above and below the pages of each sheet that has any, by the sheet's name."""
    return {
        name: tuple(dict.fromkeys(filter(None, map(_of_margin, marks.margins[part]))))
        for name, part in sheet_parts(archive).items()
        if part in marks.margins
    }


def _paragraphs(root: ElementTree.Element) -> list[str]:
    paragraphs = (one for one in root.iter() if one.tag.rpartition("}")[2] == "p")
    texts = (
        "".join(run.text or "" for run in one.iter() if run.tag.rpartition("}")[2] == "t")
        for one in paragraphs
    )
    return [plain for text in texts if (plain := _plain(text))]


def _of_margin(raw: bytes) -> str:
    return _plain(_CODES.sub(" ", unescape(raw.decode("utf-8", errors="replace"))))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST]
