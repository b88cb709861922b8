"""Text of cells as it is meant: composed, without stray blanks, in Unicode; what cannot be is a flaw."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.workbooks.reading.legacy_text import font_of, modern
from data_access.workbooks.reading.sheets import Sheet

# Control characters, and marks that make a line run the other way.
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")

Address = tuple[int, int]


def cleaned(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The same sheets with every text cleaned; legacy fonts are read by the table of the file's font."""
    font = font_of(text for sheet in sheets for text in _texts(sheet))
    return [_cleaned_sheet(sheet, font) for sheet in sheets]


def _texts(sheet: Sheet) -> Iterable[str]:
    for column in sheet.cells:
        for text in sheet.cells[column].dropna().unique():
            if isinstance(text, str) and not text.isascii():
                yield text


def _cleaned_sheet(sheet: Sheet, font: str | None) -> Sheet:
    flaws: dict[Address, str] = {}
    columns = {
        column: _cleaned_column(sheet.cells[column], int(str(column)), font, flaws) for column in sheet.cells
    }
    cells = pd.DataFrame(columns, index=sheet.cells.index)
    return replace(sheet, cells=cells, flaws={**flaws, **sheet.flaws})


def _cleaned_column(
    cells: "pd.Series[Any]", column: int, font: str | None, flaws: dict[Address, str]
) -> "pd.Series[Any]":
    codes, distinct = pd.factorize(cells, use_na_sentinel=True)
    texts = [_cleaned_text(text, font) if isinstance(text, str) else (text, "") for text in distinct]
    reasons = {number: reason for number, (_, reason) in enumerate(texts) if reason}
    for number, reason in reasons.items():
        flaws |= {(int(row), column): reason for row in cells.index[codes == number]}
    if all(text is given for (text, _), given in zip(texts, distinct, strict=True)):
        return cells
    values = np.empty(len(texts) + 1, dtype=object)
    values[:-1] = [text for text, _ in texts]
    return pd.Series(values[codes], index=cells.index, dtype=cells.dtype)


def _cleaned_text(text: str, font: str | None) -> tuple[str | None, str]:
    """A text and, where it cannot be trusted, the code of the flaw."""
    if text.isascii() and text.isprintable() and text == text.strip():
        return text, ""
    if CONTROL.search(text):
        return CONTROL.sub(" ", text).strip() or None, "control_characters"
    clean = BLANKS.sub(" ", INVISIBLE.sub("", text)).strip()
    if font is None:
        return unicodedata.normalize("NFC", clean) or None, ""
    read = modern(clean, font)
    return (clean, "legacy_text") if read is None else (unicodedata.normalize("NFC", read) or None, "")
