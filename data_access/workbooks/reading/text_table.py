"""Tables in text files: CSV with commas, semicolons or tabs, in the encodings that offices have."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pandas as pd

from data_access.workbooks.reading.errors import UploadUnusable
from data_access.workbooks.reading.guard import MEGABYTE, MOST_COLUMNS, MOST_ROWS
from data_access.workbooks.reading.legacy_text import VIETNAMESE, font_of
from data_access.workbooks.reading.sheets import Sheet
from data_access.workbooks.reading.syllables import is_syllable

# The name of the one sheet of a text table.
TEXT_SHEET = "CSV"
SEPARATORS = (",", ";", "\t")
CELL_ENDS = re.compile('[,;\t\r\n"]+')
LETTERS = re.compile(r"[^\W\d_]+")
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
    content = in_utf8(path.read_bytes())
    if b"\0" in content:
        raise UploadUnusable("not_a_table", kind="program")
    return Sheet(TEXT_SHEET, table_of(content))


def in_utf8(raw: bytes) -> bytes:
    """A file's text in UTF-8 without a mark; most files are in it already, and no text is made of them."""
    bare = raw.removeprefix(codecs.BOM_UTF8)
    return bare if _is_utf8(bare) else decoded(raw).encode("utf-8")


def _is_utf8(raw: bytes) -> bool:
    decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(raw)
    try:
        for start in range(0, len(raw), MEGABYTE):
            decoder.decode(view[start : start + MEGABYTE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(content: bytes) -> Iterator[str]:
    """The lines of a text one after another: those of a million rows would fill the memory."""
    return iter(io.TextIOWrapper(io.BytesIO(content), "utf-8"))


def _width(content: bytes, separator: str) -> int:
    """How many columns the widest line may have; raises ``UploadUnusable`` for a table that is too large."""
    most = 0
    for number, line in enumerate(_lines(content), start=1):
        most = max(most, line.count(separator))
        if number > MOST_ROWS or len(line) > LONGEST_LINE or most >= MOST_COLUMNS:
            raise UploadUnusable("too_many_cells", rows=MOST_ROWS, columns=MOST_COLUMNS)
    return most + 1


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
    vietnamese = unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))
    is_vietnamese = VIETNAMESE.fullmatch(vietnamese) is not None
    if not (is_vietnamese and _is_spelt(vietnamese)) and _is_in_old_font(latin):
        return latin
    if not is_vietnamese:
        raise UploadUnusable("wrong_encoding")
    return vietnamese


def _is_spelt(text: str) -> bool:
    """Whether most words with accents are Vietnamese syllables."""
    words = {word for word in LETTERS.findall(text) if not word.isascii()}
    return sum(map(is_syllable, words)) * 2 > len(words)


def _is_in_old_font(latin: str) -> bool:
    return any(font_of(cell) in ("tcvn3", "vni") for cell in set(CELL_ENDS.split(latin)))


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


def table_of(content: bytes) -> pd.DataFrame:
    """The cells of a text table in UTF-8, rows from 1 and columns from 0.

    Raises ``UploadUnusable`` for no table and for one that is too large.
    """
    separator = separator_of(list(islice(_lines(content), LINES_LOOKED_AT)))
    try:
        cells = pd.read_csv(
            io.BytesIO(content),
            sep=separator,
            header=None,
            names=range(_width(content, separator)),
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
