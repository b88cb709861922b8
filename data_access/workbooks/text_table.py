"""Tables in text files: CSV with commas, semicolons or tabs, in the encodings that offices have."""

import codecs
import csv
import io
import unicodedata
from pathlib import Path

import pandas as pd

from data_access.workbooks.errors import UploadUnusable
from data_access.workbooks.guard import MOST_COLUMNS, MOST_ROWS
from data_access.workbooks.legacy_text import VIETNAMESE, font_of
from data_access.workbooks.sheets import Sheet

SEPARATORS = (",", ";", "\t")
LINES_LOOKED_AT = 40
LONGEST_LINE = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_sheet(path: Path) -> Sheet:
    """A text table as a sheet named like the file kind; every cell is text or NaN.

    Raises ``UploadUnusable`` for what is no text, has no known encoding, or is no table.
    """
    text = decoded(path.read_bytes())
    if "\0" in text:
        raise UploadUnusable("not_a_table", kind="program")
    lines = text.splitlines()
    if len(lines) > MOST_ROWS or max(map(len, lines), default=0) > LONGEST_LINE:
        raise UploadUnusable("too_many_cells", rows=MOST_ROWS, columns=MOST_COLUMNS)
    separator = separator_of(lines)
    if _width(lines, separator) > MOST_COLUMNS:
        raise UploadUnusable("too_many_cells", rows=MOST_ROWS, columns=MOST_COLUMNS)
    del lines
    return Sheet("CSV", table_of(text, separator))


def _width(lines: list[str], separator: str) -> int:
    return max((line.count(separator) for line in lines), default=0) + 1


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, Windows-1258, or an old Vietnamese font."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    latin = raw.decode("latin-1")
    if font_of(latin.splitlines()) is not None:
        return latin
    vietnamese = unicodedata.normalize("NFC", _strictly(raw, "cp1258"))
    if not VIETNAMESE.fullmatch(vietnamese):
        raise UploadUnusable("wrong_encoding")
    return vietnamese


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UploadUnusable("wrong_encoding") from error


def separator_of(lines: list[str]) -> str:
    """The separator by which most of the first lines part into the most columns."""
    lines = lines[:LINES_LOOKED_AT]
    best, most = SEPARATORS[0], (0, 0)
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        counts = {width: widths.count(width) for width in set(widths) if width > 1}
        width, times = max(counts.items(), key=lambda pair: pair[0] * pair[1], default=(0, 0))
        if (width * times, width) > most:
            best, most = separator, (width * times, width)
    return best


def table_of(text: str, separator: str) -> pd.DataFrame:
    """The cells of a text table, rows from 1 and columns from 0; raises ``UploadUnusable`` for no table."""
    width = _width(text.splitlines(), separator)
    try:
        cells = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(width),
            dtype=str,
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            index_col=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        raise UploadUnusable("not_a_table", kind="text") from error
    cells.index += 1
    return cells
