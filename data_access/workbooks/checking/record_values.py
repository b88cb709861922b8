"""The values of a table of records by column: one reader for each kind of field, listed in ``READERS``."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import select

from data_access.models import Table
from data_access.text.folding import folded
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.record_fields import Field, FieldKind
from data_access.workbooks.checking.written_dates import date_in
from data_access.workbooks.reading.cleaning import DOUBTFUL_TEXT
from data_access.workbooks.reading.information import code_in
from data_access.workbooks.reading.layouts import Header, texts_of
from data_access.workbooks.reading.numbers import read_numbers
from data_access.workbooks.reading.sheets import Sheet
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

YES = {"1", "co", "yes", "true", "x", "dung"}
NO = {"0", "khong", "no", "false"}
TABLES = Table.metadata.tables


class Column(NamedTuple):
    """The cells of a field, as they are in the file and as text without blanks at its ends."""

    field: Field
    cells: "pd.Series[Any]"
    text: "pd.Series[Any]"


class RecordSheet:
    """A sheet with one record a row: the rows of its body, and where its columns are."""

    def __init__(self, check: FileCheck, sheet: Sheet, header: Header, body: pd.DataFrame) -> None:
        self.check, self.sheet, self.header, self.body = check, sheet, header, body
        self.first = min(header.columns)

    def place_of(self, field: Field) -> int:
        """Return the column of a field; the first where the sheet has none."""
        column = self.header.column(field.name)
        return self.first if column is None else column

    def cells(self, rows: Sequence[Any], column: int) -> pd.DataFrame:
        """Return cells of a column as findings name them."""
        return pd.DataFrame({"sheet": self.sheet.name, "row": list(rows), "column": column})

    def refuse_flaws(self) -> None:
        """Report the cells that cannot be read at all, and those of doubtful text."""
        for (row, column), reason in self.sheet.flaws.items():
            if row in self.body.index and column in self.header.columns:
                is_doubtful = reason == DOUBTFUL_TEXT
                tell = self.check.findings.warnings if is_doubtful else self.check.findings.errors
                tell(reason, self.cells([row], column))

    def filled(self) -> pd.DataFrame:
        """Return the cells of the body that belong to a field: row, column and raw."""
        given = [column for column in self.header.columns if column in self.body]
        cells = self.body[given].rename_axis("row").reset_index()
        return cells.melt("row", var_name="column", value_name="raw")

    def refuse(self, code: str, is_bad: "pd.Series[Any]", field: Field, **facts: Any) -> None:
        """Report an error at the cell of a field in each row that is bad."""
        rows = self.body.index[is_bad.to_numpy(dtype=bool)]
        self.check.findings.errors(
            code, self.cells(list(rows), self.place_of(field)), field=field.name, **facts
        )

    def values(self, field: Field) -> "pd.Series[Any]":
        """Return the values of a field, None where there is none; what is wrong is reported."""
        column = self.header.column(field.name)
        nothing = pd.Series(None, index=self.body.index, dtype="object")
        cells = nothing if column is None else self.body[column]
        text = texts_of(cells).str.strip()
        values = READERS[field.kind](self, Column(field, cells, text))
        if field.otherwise is not None:
            values = values.where(text.ne(""), field.otherwise)
        if field.required:
            self.refuse("required", text.eq(""), field)
        return values


def text_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return texts as they are."""
    return column.text.astype("object").where(column.text.ne(""), None)


def choice_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return the words of a list, written as their codes or in either language."""
    field, text = column.field, column.text
    meanings = {word: word for word in field.choices}
    for language in LANGUAGES:
        words = Words(language)
        meanings |= {folded(words(f"choice.{word}")): word for word in field.choices}
    found = text.map(lambda written: meanings.get(code_in(written)) or meanings.get(folded(written)))
    bad = found.isna() & text.ne("")
    sheet.refuse("unknown_word", bad, field, name=list(text[bad]))
    return found.astype("object").where(found.notna(), None)


def code_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return codes that the store has, of sources also the one that the sender names for the whole file."""
    field, choice = column.field, sheet.check.choice
    codes = set(sheet.check.session.scalars(select(TABLES[field.table].c.code)))
    written = column.text.map(code_in)
    if field.name == "source_code":
        written = written.where(written.ne(""), choice.source_code or "")
        sheet.refuse("required", written.eq(""), field)
        if choice.source is not None:
            codes.add(str(choice.source_code))
    bad = written.ne("") & ~written.isin(codes)
    sheet.refuse("unknown_reference", bad, field, name=list(written[bad]))
    return written.astype("object").where(written.ne(""), None)


def whole_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return whole numbers, none below zero."""
    values = _numbers(sheet, column, whole=True)
    bad = pd.Series([value is not None and value < 0 for value in values], index=column.cells.index)
    sheet.refuse("not_whole", bad, column.field, text=list(column.text[bad]))
    return values


def real_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return numbers; amounts of money too, which become đồng when their unit is known."""
    return _numbers(sheet, column, whole=False)


def _numbers(sheet: RecordSheet, column: Column, *, whole: bool) -> "pd.Series[Any]":
    cells, count = column.cells, len(column.cells)
    numbers = read_numbers(cells, whole=np.full(count, whole), percent=np.full(count, not whole))
    problem = pd.Series(numbers.problem, index=cells.index)
    for code in problem[problem.ne("")].unique():
        bad = problem.eq(code)
        sheet.refuse(str(code), bad, column.field, text=[str(cell) for cell in cells[bad]])
    value = pd.Series(numbers.value, index=cells.index)
    return value.astype("object").where(value.notna(), None)


def year_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return years from 1900 to 2099; where there is none, the year of the whole file."""
    text, given = column.text, sheet.check.choice.year
    is_year = text.str.fullmatch(r"(?:19|20)\d\d")
    bad = text.ne("") & ~is_year
    sheet.refuse("not_a_year", bad, column.field, text=list(text[bad]))
    values = pd.to_numeric(text.where(is_year), errors="coerce")
    if given is not None:
        values = values.where(text.ne(""), given)
    return values.astype("object").where(values.notna(), None)


def date_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return dates in ISO form, as precise as they are written."""
    cells, text = column.cells, column.text
    dates = [date_in(cell, sheet.sheet.first_day) for cell in cells]
    values = pd.Series(dates, index=cells.index, dtype="object")
    bad = text.ne("") & values.isna()
    sheet.refuse("not_a_date", bad, column.field, text=list(text[bad]))
    return values.where(values.notna(), None)


def flag_values(sheet: RecordSheet, column: Column) -> "pd.Series[Any]":
    """Return True and False as offices write yes and no."""
    word = column.text.map(folded)
    values = pd.Series(None, index=column.cells.index, dtype="object")
    values[word.isin(YES)], values[word.isin(NO)] = True, False
    sheet.refuse("not_yes_or_no", word.ne("") & values.isna(), column.field)
    return values


# Areas have no reader: they are written in one column or in several (``record_areas``).
READERS: Mapping[FieldKind, Callable[[RecordSheet, Column], "pd.Series[Any]"]] = {
    "text": text_values,
    "choice": choice_values,
    "code": code_values,
    "whole": whole_values,
    "real": real_values,
    "amount": real_values,
    "year": year_values,
    "date": date_values,
    "flag": flag_values,
}
