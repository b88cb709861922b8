"""Where the figures are in a file: every laid-out cell with its indicator, place and year.

The frame of cells has one row a figure: ``sheet``, ``row`` and ``column`` of its cell, ``place_column``
where its place is written, ``indicator_code``, ``vintage``, ``level``, ``area_code`` and ``area_name`` as
written ("" where the file does not say), ``year`` (<NA> where it does not say), ``raw`` the cell, and the
columns of SAID where the file has them.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from data_access.text.folding import folded
from data_access.workbooks.reading.forms import PEOPLES
from data_access.workbooks.reading.sheets import Sheet

HEADER_ROWS = 30
# What a file may say of each figure by itself.
SAID = (
    *("period_from", "as_of", "value_min", "value_max", "qualifier", "state", "status", "status_note"),
    *("standard_code", "source_kind", "source_code", "note_vi", "note_en"),
)
PLACE = ("area_code", "area_name")
CELL_COLUMNS = (
    *("sheet", "row", "column", "place_column", "indicator_code"),
    *("vintage", "level", *PLACE, "year", "raw"),
)
PEOPLE_COLUMN = re.compile(r"(poor|near_poor)_households_of_\?")
SLUG_OF_PEOPLE = {folded(name): slug for slug, name in PEOPLES.items()}


class Header(NamedTuple):
    """The row that names a sheet's columns by code, and the column of each code."""

    row: int
    columns: dict[int, str]

    def column(self, code: str) -> int | None:
        """The first column of a code; None where there is none."""
        return next((column for column, known in self.columns.items() if known == code), None)

    def twice(self) -> dict[str, list[int]]:
        """The codes that stand above several columns, with these; those of any people may."""
        found: dict[str, list[int]] = {}
        for column, code in self.columns.items():
            found.setdefault(code, []).append(column)
        return {
            code: columns
            for code, columns in found.items()
            if len(columns) > 1 and not PEOPLE_COLUMN.fullmatch(code)
        }


def header_of(sheet: Sheet, known: set[str]) -> Header | None:
    """The first row of a sheet that names at least two columns by codes among ``known``."""
    for row, cells in sheet.cells.head(HEADER_ROWS).iterrows():
        columns = {
            int(str(column)): text
            for column, cell in cells.items()
            if (text := _code(cell)) and (text in known or PEOPLE_COLUMN.fullmatch(text))
        }
        if len(columns) >= 2:
            return Header(int(str(row)), columns)
    return None


def _code(cell: object) -> str:
    return cell.strip().casefold() if isinstance(cell, str) else ""


def body_of(sheet: Sheet, header: Header) -> pd.DataFrame:
    """The rows below a header that hold anything."""
    below = sheet.cells.loc[header.row + 1 :]
    return below.dropna(how="all")


def form_cells(sheet: Sheet, header: Header, indicators: set[str]) -> pd.DataFrame:
    """Cells of a table with a place a row and an indicator a column."""
    body = body_of(sheet, header)
    listed = []
    for column, code in header.columns.items():
        indicator = _people(sheet, header, column, code)
        if indicator not in indicators:
            continue
        cells = _of_rows(sheet, header, body)
        cells["column"], cells["indicator_code"], cells["raw"] = column, indicator, body[column]
        listed.append(cells)
    return joined(listed)


def _people(sheet: Sheet, header: Header, column: int, code: str) -> str:
    """The indicator of a column whose heading names the people that it counts."""
    match = PEOPLE_COLUMN.fullmatch(code)
    if match is None:
        return code
    heading = sheet.cells[column].get(header.row - 1)
    slug = SLUG_OF_PEOPLE.get(folded(str(heading))) if isinstance(heading, str) else None
    return f"{match[1]}_households_of_{slug}" if slug else ""


def _of_rows(sheet: Sheet, header: Header, body: pd.DataFrame) -> pd.DataFrame:
    """What all figures of each row have in common."""
    cells = pd.DataFrame(index=body.index)
    cells["sheet"], cells["row"] = sheet.name, body.index
    for name in ("vintage", "level", *PLACE):
        column = header.column(name)
        cells[name] = "" if column is None else texts_of(body[column])
    named = [header.column(name) for name in reversed(PLACE)]
    cells["place_column"] = next((column for column in named if column is not None), 0)
    column = header.column("year")
    cells["year"] = pd.NA if column is None else years_of(body[column])
    for name in SAID:
        column = header.column(name)
        if column is not None:
            cells[name] = body[column]
    return cells


def tidy_cells(sheet: Sheet, header: Header) -> pd.DataFrame:
    """Cells of a table with one figure a line."""
    body = body_of(sheet, header)
    value, indicator = header.column("value"), header.column("indicator_code")
    if value is None or indicator is None:
        return joined([])
    cells = _of_rows(sheet, header, body)
    cells["column"], cells["raw"] = value, body[value]
    cells["indicator_code"] = texts_of(body[indicator])
    return joined([cells])


def joined(listed: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames of cells as one, with the columns of CELL_COLUMNS also where there is none."""
    frames = list(listed)
    if not frames:
        return pd.DataFrame(columns=list(CELL_COLUMNS))
    cells = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0].reset_index(drop=True)
    cells["year"] = cells["year"].astype("Int64")
    return cells


def texts_of(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Cells as text: a whole number without its decimals, "" where empty."""
    if isinstance(cells.dtype, pd.StringDtype):
        return cells.fillna("")
    return pd.Series([_text(cell) for cell in cells], index=cells.index, dtype="str")


def _text(cell: object) -> str:
    if isinstance(cell, float):
        if cell != cell:
            return ""
        return str(int(cell)) if cell.is_integer() else str(cell)
    return "" if cell is None or cell is pd.NA else str(cell)


def years_of(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Cells as years, <NA> for whatever is none."""
    found = pd.to_numeric(
        texts_of(cells).where(lambda text: text.str.fullmatch(r"(?:19|20)\d\d")), errors="coerce"
    )
    return found.astype("Int64")


HXL_LEVELS = {"adm0": "nation", "adm1": "province", "adm2": "district", "adm3": "commune"}


def hxl_header(sheet: Sheet, indicators: set[str]) -> Header | None:
    """The row of HXL tags of a sheet, as the codes they mean."""
    for row, cells in sheet.cells.head(HEADER_ROWS).iterrows():
        tags = {int(str(column)): _code(cell) for column, cell in cells.items()}
        if sum(tag.startswith("#") for tag in tags.values()) < 2:
            continue
        deepest = max((tag[1:5] for tag in tags.values() if tag[1:5] in HXL_LEVELS), default="")
        columns = {column: _hxl_code(tag, deepest, indicators) for column, tag in tags.items()}
        return Header(int(str(row)), {column: code for column, code in columns.items() if code})
    return None


def _hxl_code(tag: str, deepest: str, indicators: set[str]) -> str:
    attributes = set(re.split(r"[+\s]+", tag)[1:])
    # «#loc» is any place, where no column says its level.
    if tag.startswith(f"#{deepest}" if deepest else "#loc"):
        return "area_code" if attributes & {"code", "pcode"} else "area_name"
    if tag.startswith(("#date", "#period")):
        return "year"
    if tag.startswith("#meta") and "source" in attributes:
        return "source_code"
    named = attributes & indicators
    if named:
        return named.pop() if len(named) == 1 else ""
    if tag.startswith("#indicator"):
        return "indicator_code" if "code" in attributes else "value"
    return "value" if tag.startswith("#value") else ""


def hxl_level(sheet: Sheet, header: Header) -> str:
    """The level that the tags of the place name, "" where they name none."""
    tags = (_code(cell) for cell in sheet.cells.loc[header.row])
    deepest = max((tag[1:5] for tag in tags if tag.startswith("#adm")), default="")
    return HXL_LEVELS.get(deepest, "")
