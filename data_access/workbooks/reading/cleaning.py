"""Text of cells as it is meant: composed, without stray blanks, in Unicode; what cannot be is a flaw."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.workbooks.reading.legacy_text import BEYOND_LATIN_1, Font, font_of, may_be_in, modern
from data_access.workbooks.reading.lost_letters import SUSPICIOUS, has_lost_letters
from data_access.workbooks.reading.sheets import Sheet

# Control characters, and marks that make a line run the other way.
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")

# Text that may be in an old font and may be what it shows: kept as it is.
DOUBTFUL_TEXT = "doubtful_text"

Address = tuple[int, int]


def cleaned(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The same sheets with every text cleaned; cells in an old font are read by its table, each by itself."""
    return [_cleaned_sheet(sheet) for sheet in sheets]


def _cleaned_sheet(sheet: Sheet) -> Sheet:
    flaws: dict[Address, str] = {}
    columns = {
        column: _cleaned_column(sheet.cells[column], int(str(column)), flaws) for column in sheet.cells
    }
    cells = pd.DataFrame(columns, index=sheet.cells.index)
    return replace(sheet, cells=cells, flaws={**flaws, **sheet.flaws})


def _cleaned_column(cells: "pd.Series[Any]", column: int, flaws: dict[Address, str]) -> "pd.Series[Any]":
    codes, distinct = pd.factorize(cells, use_na_sentinel=True)
    fonts = _fonts(distinct)
    texts = [
        _cleaned_text(text, fonts.get(text)) if isinstance(text, str) else (text, "") for text in distinct
    ]
    reasons = {number: reason for number, (_, reason) in enumerate(texts) if reason}
    for number, reason in reasons.items():
        flaws |= {(int(row), column): reason for row in cells.index[codes == number]}
    if all(text is given for (text, _), given in zip(texts, distinct, strict=True)):
        return cells
    values = np.empty(len(texts) + 1, dtype=object)
    values[:-1] = [text for text, _ in texts]
    return pd.Series(values[codes], index=cells.index, dtype=cells.dtype)


def _fonts(distinct: Iterable[object]) -> dict[str, Font]:
    """The old fonts of the texts of a column; those in Unicode are left out.

    A text that is Vietnamese as it stands is doubtful where most others of its column are in an old font.
    """
    texts = [text for text in distinct if isinstance(text, str) and not text.isascii()]
    fonts = {text: font for text in texts if (font := font_of(text))}
    counted = Counter(font for font in fonts.values() if font in ("tcvn3", "vni"))
    if not counted:
        return fonts
    (font, count), *_ = counted.most_common(1)
    if count > sum(BEYOND_LATIN_1.search(text) is not None for text in texts):
        fonts |= {text: "doubtful" for text in texts if text not in fonts and may_be_in(text, font)}
    return fonts


def _cleaned_text(text: str, font: Font | None) -> tuple[str | None, str]:
    """A text and, where it cannot be trusted, the code of the flaw."""
    if text.isascii() and text.isprintable() and text == text.strip() and not SUSPICIOUS.search(text):
        return text, ""
    if CONTROL.search(text):
        return CONTROL.sub(" ", text).strip() or None, "control_characters"
    if font is not None:
        return _from_old_font(text, font)
    clean = BLANKS.sub(" ", INVISIBLE.sub("", text)).strip()
    composed = unicodedata.normalize("NFC", clean)
    return composed or None, "lost_letters" if has_lost_letters(text) else ""


def _from_old_font(text: str, font: Font) -> tuple[str | None, str]:
    """A text in an old font as Unicode; as it was and flawed where that is doubtful."""
    clean = BLANKS.sub(" ", text).strip()
    if font == "doubtful":
        return unicodedata.normalize("NFC", clean), DOUBTFUL_TEXT
    read = None if font == "unreadable" else modern(clean, font)
    return (clean, "legacy_text") if read is None else (unicodedata.normalize("NFC", read), "")
