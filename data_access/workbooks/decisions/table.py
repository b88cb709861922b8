"""The table of a decision as printed: titles, headings over several rows, nation, regions, provinces."""

from collections.abc import Set
from typing import Any

import pandas as pd

from data_access.queries.areas import areas
from data_access.text.folding import folded
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.decisions.headings import indicator_of
from data_access.workbooks.reading.layouts import joined, texts_of
from data_access.workbooks.reading.places.names import written_name
from data_access.workbooks.reading.sheets import Sheet
from vocabulary.vintages import OLD

NATION = {"ca nuoc", "toan quoc", "tong cong", "tong so", "cong"}
REGIONS = {
    "trung du va mien nui phia bac": "nmm",
    "mien nui phia bac": "nmm",
    "trung du mien nui phia bac": "nmm",
    "dong bang song hong": "rrd",
    "bac trung bo va duyen hai mien trung": "ncc",
    "bac trung bo va dh mien trung": "ncc",
    "tay nguyen": "ch",
    "dong nam bo": "se",
    "dong bang song cuu long": "mrd",
}
FEWEST_PROVINCES, FEWEST_NUMBERS = 3, 2
# A row of headings has at least so many texts; above it are titles.
FEWEST_HEADINGS = 3
NUMBER = r"[+-]?\d[\d.,\s]*%?"
THOUSANDS = ("nghin ho", "ngan ho", "1.000 ho", "1000 ho")


def decision_cells(check: FileCheck, sheet: Sheet) -> pd.DataFrame:
    """The cells of a decision's table with their indicator and place; columns of the frame of cells.

    Headings that are not understood and rows that are no place become findings and are left out. Empty
    where the sheet has no such table.
    """
    name, places = _place_column(check, sheet)
    year = check.choice.year
    if name is None or year is None:
        return joined([])
    first = _first_row(sheet, name, places)
    if first is None:
        return joined([])
    if any(unit in folded(text) for unit in THOUSANDS for text in _texts_above(sheet, first)):
        check.findings.error("decision_unit", sheet.name)
        return joined([])
    columns = _columns(check, sheet, name, first, year)
    rows = places.loc[first:]
    _say_left_out(check, sheet, name, rows)
    known = rows[rows["level"].ne("")]
    return joined(_column_cells(sheet, known, name, column, code) for column, code in columns.items())


def _place_column(check: FileCheck, sheet: Sheet) -> tuple[int | None, pd.DataFrame]:
    """The column with the most names of provinces, and what each of its rows names."""
    best: tuple[int, int | None, pd.DataFrame] = (FEWEST_PROVINCES - 1, None, pd.DataFrame())
    named = areas(check.session, level="province", vintage=OLD)["full_name_vi"]
    provinces = {key for name in named for key in _keys(name)}
    for column in sheet.cells:
        rows = _places(texts_of(sheet.cells[column]), provinces)
        count = int(rows["level"].eq("province").sum())
        if count > best[0]:
            best = (count, int(str(column)), rows)
    return best[1], best[2]


def _places(texts: "pd.Series[Any]", provinces: Set[str]) -> pd.DataFrame:
    rows = [_place(text.strip(), provinces) for text in texts]
    return pd.DataFrame(rows, columns=["level", "area_code", "area_name"], index=texts.index)


def _place(text: str, provinces: Set[str]) -> tuple[str, str, str]:
    """Level, code and name of the place that a text names; level "" where it names none."""
    bare = folded(text).strip(" .:-").removeprefix("vung ")
    if bare in NATION:
        return "nation", "VN", ""
    if bare in REGIONS:
        return "region", REGIONS[bare], ""
    return "province" if bare and not provinces.isdisjoint(_keys(text)) else "", "", text


def _keys(name: str) -> set[str]:
    """The keys that a written name may be found by."""
    return {reading.loose for reading in written_name(name).readings}


def _first_row(sheet: Sheet, name: int, places: pd.DataFrame) -> int | None:
    """The first row of a place with numbers in it."""
    for row in places.index[places["level"].ne("")]:
        numbers = texts_of(sheet.cells.loc[row].drop(name)).str.strip().str.fullmatch(NUMBER)
        if numbers.sum() >= FEWEST_NUMBERS:
            return int(row)
    return None


def _texts_above(sheet: Sheet, first: int) -> list[str]:
    above = sheet.cells.loc[: first - 1]
    return [text for column in above for text in texts_of(above[column]) if text]


def _columns(check: FileCheck, sheet: Sheet, name: int, first: int, year: int) -> dict[int, str]:
    """The indicator of each column whose heading is understood; the others become a finding.

    Two columns of one indicator are an error: which of them is meant is not for the program to say.
    """
    above = _heading_rows(sheet, first)
    columns: dict[int, str] = {}
    for column, parts in above.items():
        if column <= name or not parts:
            continue
        code = indicator_of(parts, year)
        cell = pd.DataFrame({"sheet": [sheet.name], "row": [first - 1], "column": [column]})
        if not code:
            check.findings.warnings("decision_column_left_out", cell, name=[" / ".join(parts)])
        elif code in columns.values():
            check.findings.errors("decision_column_twice", cell, indicator=[code])
        else:
            columns[column] = code
    return columns


def _heading_rows(sheet: Sheet, first: int) -> dict[int, list[str]]:
    """The parts of each column's heading, from above down; a text stands for the empty cells behind it."""
    rows: list[pd.Series[Any]] = []
    for row in reversed([int(str(row)) for row in sheet.cells.index if row < first]):
        texts = _row(sheet, row).str.strip()
        if not texts.ne("").any():
            continue
        if texts.ne("").sum() < FEWEST_HEADINGS and rows:
            break
        rows.insert(0, texts)
    parts: dict[int, list[str]] = {int(str(column)): [] for column in sheet.cells}
    for place, texts in enumerate(rows):
        is_last = place == len(rows) - 1
        filled = texts if is_last else texts.where(texts.ne("")).ffill().fillna("")
        for column, text in filled.items():
            if text and not _counts_columns(text) and text not in parts[int(str(column))]:
                parts[int(str(column))].append(str(text))
    return parts


def _row(sheet: Sheet, row: int) -> "pd.Series[Any]":
    """The texts of a row by column."""
    return texts_of(pd.Series(sheet.cells.loc[row]))


def _counts_columns(text: str) -> bool:
    """Whether a text is of the row that numbers the columns: 1, (2), A, 4=3/2."""
    bare = text.strip("()[] ")
    return len(bare) == 1 or (bool(bare) and all(letter in "0123456789=/:*x+()% " for letter in bare))


def _say_left_out(check: FileCheck, sheet: Sheet, name: int, rows: pd.DataFrame) -> None:
    """Report the rows with numbers whose place is not known."""
    unknown = rows[rows["level"].eq("")]
    has_numbers = [
        texts_of(sheet.cells.loc[row].drop(name)).str.strip().str.fullmatch(NUMBER).sum() >= FEWEST_NUMBERS
        for row in unknown.index
    ]
    found = unknown[pd.Series(has_numbers, index=unknown.index, dtype=bool)]
    cells = pd.DataFrame({"sheet": sheet.name, "row": found.index, "column": name})
    check.findings.warnings("decision_row_left_out", cells, name=found["area_name"].tolist())


def _column_cells(sheet: Sheet, rows: pd.DataFrame, name: int, column: int, code: str) -> pd.DataFrame:
    cells = rows[["level", "area_code", "area_name"]].copy()
    cells["sheet"], cells["row"] = sheet.name, rows.index
    cells["vintage"], cells["place_column"] = OLD, name
    cells["year"], cells["column"], cells["indicator_code"] = pd.NA, column, code
    cells["raw"] = sheet.cells.loc[rows.index, column]
    return cells
