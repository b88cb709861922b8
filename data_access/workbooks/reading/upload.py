"""Reads an upload into sheets of typed cells, or says why it cannot be used."""

import hashlib
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data_access.workbooks.reading.apart import boxes, margins
from data_access.workbooks.reading.cleaning import cleaned
from data_access.workbooks.reading.comments import sheet_comments
from data_access.workbooks.reading.errors import UploadUnusable
from data_access.workbooks.reading.flaws import Flaws, sheet_flaws
from data_access.workbooks.reading.guard import (
    DAMAGE,
    MEGABYTE,
    Marks,
    UploadLimits,
    inspect_workbook,
    kind_of_file,
)
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.parts import connection_names, first_day
from data_access.workbooks.reading.privacy import refuse_lists_of_people
from data_access.workbooks.reading.sheets import ReadFile, Sheet
from data_access.workbooks.reading.text_table import text_sheet

LONGEST_NAME = 120
# What some system takes in no name of a file.
NO_FILE_NAMES = re.compile(r'[<>:"|?*]')
NO_FLAWS = Flaws({}, set(), set(), set())


def read_upload(path: Path, original_name: str, choice: Choice) -> ReadFile:
    """The sheets of an uploaded workbook or text table.

    Raises ``UploadUnusable`` for whatever is dangerous, damaged, too large, or lists people.
    """
    limits = UploadLimits()
    connections: tuple[str, ...] = ()
    if kind_of_file(path, limits) == "xlsx":
        sheets, connections = _workbook_sheets(path, inspect_workbook(path, limits))
    else:
        sheets = [text_sheet(path)]
    sheets = cleaned(sheets)
    if all(sheet.cells.isna().all(axis=None) for sheet in sheets if not sheet.hidden):
        raise UploadUnusable("nothing_in_it")
    refuse_lists_of_people(sheets)
    return ReadFile(file_label(original_name), _digest(path), choice, tuple(sheets), connections)


def file_label(original_name: str) -> str:
    """The last part of a file's name, composed, on one line, and without what no system takes in a name."""
    last = re.split(r"[\\/]", original_name)[-1]
    printable = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    printable = NO_FILE_NAMES.sub("_", printable)
    return unicodedata.normalize("NFC", printable).strip()[-LONGEST_NAME:] or "?"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(MEGABYTE):
            digest.update(block)
    return digest.hexdigest()


def _workbook_sheets(path: Path, marks: Marks) -> tuple[list[Sheet], tuple[str, ...]]:
    """The sheets of a workbook, and the names of its connections to other data."""
    try:
        with zipfile.ZipFile(path) as archive:
            flaws, counted_from = sheet_flaws(archive, marks), first_day(archive)
            connections, comments = connection_names(archive), sheet_comments(archive)
            lying, of_pages = boxes(archive), margins(archive, marks)
        with CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = [
                _sheet(workbook, known.name, known.visible != SheetVisibleEnum.Visible, flaws, counted_from)
                for known in workbook.sheets_metadata
                if known.typ == SheetTypeEnum.WorkSheet
            ]
        return [
            replace(
                sheet,
                comments=comments.get(sheet.name, {}),
                boxes=lying.get(sheet.name, ()),
                margins=of_pages.get(sheet.name, ()),
            )
            for sheet in sheets
        ], connections
    except (CalamineError, ElementTree.ParseError, ExpatError, KeyError, *DAMAGE) as error:
        raise UploadUnusable("damaged") from error


def _sheet(
    workbook: CalamineWorkbook, name: str, hidden: bool, flaws: dict[str, Flaws], counted_from: date
) -> Sheet:
    read = workbook.get_sheet_by_name(name)
    rows = read.to_python(skip_empty_area=False)
    cells = pd.DataFrame(rows, dtype=object)
    cells = cells.where(cells.notna() & (cells != ""), None)
    cells.index += 1
    found = flaws.get(name, NO_FLAWS)
    merged = tuple(
        (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in (read.merged_cell_ranges or [])
    )
    return Sheet(
        name,
        cells,
        hidden,
        merged,
        found.reasons,
        frozenset(found.percent),
        counted_from,
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
    )
