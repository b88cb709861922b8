"""The columns of a table that say in which province and district its places lie."""

import re
from typing import Any

import pandas as pd

from data_access.text.folding import folded
from data_access.workbooks.reading.layouts import texts_of
from data_access.workbooks.reading.sheets import Sheet

PROVINCE = re.compile(
    r"(?:ten )?(?:tinh|tinh ?[,/]? ?(?:thanh pho|tp)|tinh thanh)|province(?:_name| name)?|#adm1 ?\+name.*"
)
DISTRICT = re.compile(
    r"(?:ten )?(?:huyen|quan ?[,/]? ?huyen.*|huyen ?[,/]? ?(?:quan|thi xa|tx|thanh pho|tp).*)"
    r"|district(?:_name| name)?|#adm2 ?\+name.*"
)
HEADINGS = {"province_name": PROVINCE, "district_name": DISTRICT}
ABOVE_COLUMNS = tuple(HEADINGS)


def with_parents(cells: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """The cells of figures with province_name and district_name, where the sheet has columns for them.

    The column that names the place itself is none of them; "" where nothing is written.
    """
    for name, column in _parent_columns(cells, sheet).items():
        written = texts_of(_filled(sheet, column)).str.strip()
        cells = cells.assign(**{name: cells["row"].map(written).fillna("")})
    return cells


def _parent_columns(cells: pd.DataFrame, sheet: Sheet) -> dict[str, int]:
    above = sheet.cells.loc[: int(cells["row"].min()) - 1] if len(cells) else sheet.cells.head(0)
    taken = {*cells["place_column"].unique(), *cells["column"].unique()}
    found: dict[str, int] = {}
    for column in above:
        headings = {folded(text) for text in texts_of(above[column]) if text}
        for name, pattern in HEADINGS.items():
            if column not in taken and any(pattern.fullmatch(heading) for heading in headings):
                found.setdefault(name, int(str(column)))
    return found


def _filled(sheet: Sheet, column: int) -> "pd.Series[Any]":
    """A column with its merged cells filled down."""
    filled = sheet.cells[column].copy()
    for top, left, bottom, right in sheet.merged:
        if left <= column <= right and top in filled.index:
            filled.loc[top:bottom] = filled.loc[top]
    return filled
