"""A file as it was read: sheets of typed cells that know their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from data_access.workbooks.reading.options import Choice

# Excel counts from a day before 1900, workbooks of old Macintoshes from 1904.
FIRST_DAY, FIRST_DAY_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
Range = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``cells`` has the sheet's row numbers as its index and its columns counted from 0.

    A cell is text, a number, a yes or no, a date, or None where it is empty. ``flaws`` names the cells
    that are there and yet cannot be read, by (row, column), with the code of the reason. ``first_day`` is
    the day from which the workbook counts the days written in it as plain numbers. ``hidden_rows`` and
    ``hidden_columns`` are those that its sender does not see. ``comments`` are those that people attached to
    cells, by (row, column). ``boxes`` are texts that lie on the sheet, ``margins`` those of its pages.
    """

    name: str
    cells: pd.DataFrame
    hidden: bool = False
    merged: tuple[Range, ...] = ()
    flaws: Mapping[tuple[int, int], str] = field(default_factory=dict)
    percent: frozenset[tuple[int, int]] = frozenset()
    first_day: date = FIRST_DAY
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    boxes: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadFile:
    """An upload that could be read: its name, the SHA-256 of its bytes, and its sheets.

    ``connections`` are the names of the connections and queries to other data, which are not followed.
    """

    name: str
    digest: str
    choice: Choice
    sheets: tuple[Sheet, ...]
    connections: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address of a cell as people write it: row 14, column 3 is D14."""
    return f"{column_letters(column)}{row}"
