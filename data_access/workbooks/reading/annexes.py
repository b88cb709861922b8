"""A table of one year with a place a row and headings in words, as annexes of decisions have it."""

import re

import pandas as pd

from data_access.text.folding import folded
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.layouts import (
    LETTERS,
    headings,
    joined,
    place_columns,
    texts_of,
    without_remarks,
)
from data_access.workbooks.reading.sheets import Sheet

NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")
FEWEST_HEADINGS = 3
BOTH = re.compile(r"\bho ngheo (va|,|\+)? ?(ho )?can ngheo\b|\bngheo da chieu\b|\bpoor and near-poor\b")
NEAR = re.compile(r"\bcan ngheo\b|\bnear-poor\b")
POOR = re.compile(r"\bho ngheo\b|\bpoor household|\bpoor rate\b|\bpoverty rate\b")
ALL = re.compile(r"\btong (so )?ho\b|\bso ho (dan|toan)\b|\ball households\b|\btotal households\b")
RATE = re.compile(r"\bty le\b|%|\brate\b|\bshare\b")
OTHER = re.compile(
    r"\bkhau\b|\bnguoi\b|\bperson|\bdtts\b|\bdan toc\b|\bgiam\b|\bthoat\b"
    r"|\bphat sinh\b|\bdau ky\b|\bnam truoc\b|\bthieu hut\b"
)


def indicator_of_heading(heading: str) -> str:
    """The indicator that a heading names, "" where it names none that is known for sure."""
    bare = folded(heading)
    if OTHER.search(bare):
        return ""
    is_rate = bool(RATE.search(bare))
    if BOTH.search(bare):
        return "multidimensional_poverty_rate" if is_rate else "poor_and_near_poor_households"
    if NEAR.search(bare):
        return "near_poor_household_rate" if is_rate else "near_poor_households"
    if POOR.search(bare):
        return "poor_household_rate" if is_rate else "poor_households"
    return "total_households" if ALL.search(bare) and not is_rate else ""


def annex_cells(sheet: Sheet, findings: Findings) -> pd.DataFrame:
    """Cells of an annex; headings that are not understood become findings and their columns are left out."""
    first_data = _first_data_row(sheet)
    if first_data is None:
        return joined([])
    start = next(
        (int(str(row)) for row, cells in sheet.cells.iterrows() if cells.notna().sum() >= FEWEST_HEADINGS), 1
    )
    named = dict(headings(_from(sheet, start), first_data - 1))
    found = {column: indicator_of_heading(text) for column, text in named.items()}
    columns = {column: code for column, code in found.items() if code}
    if not columns or len(set(columns.values())) < len(columns):
        return joined([])
    body = sheet.cells.loc[first_data:].dropna(how="all")
    code, name = place_columns(sheet, body, first_data - 1, min(columns))
    left_out = [
        column for column, text in named.items() if text and column > min(columns) and column not in columns
    ]
    unread = pd.DataFrame({"sheet": sheet.name, "row": first_data - 1, "column": left_out})
    findings.warnings("column_not_read", unread, name=[named[column] for column in left_out])
    listed = []
    for column, indicator in columns.items():
        cells = pd.DataFrame({"sheet": sheet.name, "row": body.index}, index=body.index)
        cells["vintage"] = cells["level"] = ""
        cells["place_column"] = name if name is not None else code or 0
        cells["area_code"] = "" if code is None else texts_of(body[code])
        cells["area_name"] = "" if name is None else texts_of(body[name])
        cells["year"], cells["column"], cells["indicator_code"] = pd.NA, column, indicator
        cells["raw"] = body[column]
        listed.append(cells)
    return without_remarks(joined(listed))


def _from(sheet: Sheet, start: int) -> Sheet:
    """A sheet from its first row of headings on: a title above is over all columns and names none."""
    merged = tuple(one for one in sheet.merged if one[0] >= start)
    return Sheet(sheet.name, sheet.cells.loc[start:], merged=merged)


def _first_data_row(sheet: Sheet) -> int | None:
    for row, cells in sheet.cells.iterrows():
        texts = texts_of(cells)
        if texts.str.fullmatch(NUMBER).sum() >= 2 and texts.str.contains(LETTERS).any():
            return int(str(row))
    return None
