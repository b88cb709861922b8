"""Lists of people are refused: forms 14 and 15, and whatever else names a household or a person."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from data_access.text.folding import folded
from data_access.workbooks.reading.errors import UploadUnusable
from data_access.workbooks.reading.identity_numbers import (
    CITIZEN_DIGITS,
    are_identity_numbers,
    are_phone_numbers,
    has_citizen_number,
)
from data_access.workbooks.reading.person_names import is_place, may_name_a_person, surely_names_a_person
from data_access.workbooks.reading.sheets import Sheet, address

HEADER_ROWS = 30
LONGEST_HEADER = 60
HEADER = re.compile(
    r"\b(ho va ten|ho ten|ho,? ten dem|ten chu ho|ten thanh vien|ho ten chu ho|nguoi dai dien|ten nguoi"
    r"|nguoi vay"
    r"|so cccd|cccd|cmnd|cmtnd|can cuoc|so dinh danh|dinh danh ca nhan|ngay sinh|ngay thang nam sinh"
    r"|so the bhyt|ma the bhyt|ma so bhxh|so dien thoai|sdt|full name|first name|last name|surname"
    r"|date of birth|phone number|national id|identity number|id number|household head name)\b"
)
# A heading that is nothing but this.
WHOLE_HEADER = re.compile(
    r"(?:ten )?(?:chu ho|chu ho gia dinh|vo|chong|vo/chong|nguoi nhan|hoi vien|head of household)"
)
# Words after which a heading counts: how many cards were given, how many have no papers.
COUNTED = re.compile(
    r"\b(cap|duoc|cho|cua|da|chua|co|khong|so luong|tong so|ty le|number of|share|rate|percent"
    r"|issued|with|without)\b|%"
)
NUMBERED = re.compile(
    r"\b(so the bhyt|ma the bhyt|cccd|cmnd|can cuoc|so dien thoai|so dinh danh|dinh danh ca nhan)\b"
)
TITLE = re.compile(
    r"^\W*(?:\w{1,5}[.)]\s*)?(?:bieu|mau|phu luc)?[\s\w.:/-]{0,20}\b"
    r"(?:danh sach (chi tiet )?(cac )?(ho|nguoi|thanh vien|chu ho)\b|list of (poor|near-poor) households\b)"
)
# Who signs a form is no one it lists.
SIGNATURE = re.compile(r"\bky\b|\bghi ro\b|\bdong dau\b|\bsigned?\b")
RELATIONS = frozenset(
    {
        "chu ho",
        "vo",
        "chong",
        "con",
        "me",
        "bo",
        "cha",
        "chau",
        "ong",
        "ba",
        "con dau",
        "con re",
        "em",
        "anh",
        "chi",
    }
)
SEXES = frozenset({"nam", "nu", "male", "female", "m", "f"})
FEWEST, FEWEST_BESIDE = 3, 2
SHARE, SURE_SHARE = 0.6, 0.3
SAMPLE, HEADINGS = 400, 4


def refuse_lists_of_people(sheets: Iterable[Sheet]) -> None:
    """Raise ``UploadUnusable`` with sheet and cell where a sheet, hidden or not, lists people."""
    for sheet in sheets:
        _refuse_headers(sheet)
        is_beside_persons = any(_tells_of_persons(sheet.cells[column]) for column in sheet.cells)
        for column in sheet.cells:
            _refuse_column(sheet, int(str(column)), is_beside_persons)


def _refuse_headers(sheet: Sheet) -> None:
    top = sheet.cells.head(HEADER_ROWS)
    for column in top:
        for row, text in top[column].items():
            if isinstance(text, str) and _names_people(text, sheet, int(str(row))):
                raise _refusal(sheet, int(str(row)), int(str(column)))


def _names_people(text: str, sheet: Sheet, row: int) -> bool:
    bare = folded(text.replace("_", " "))
    if SIGNATURE.search(bare):
        return False
    if TITLE.search(bare):
        return not _is_of_totals(sheet, row)
    if len(bare) > LONGEST_HEADER or _counts(bare):
        return False
    return bool(HEADER.search(bare) or WHOLE_HEADER.fullmatch(bare))


def _counts(heading: str) -> bool:
    """Whether a heading with the name of a paper counts papers: «Số thẻ BHYT cấp cho hộ nghèo»."""
    return NUMBERED.search(heading) is not None and COUNTED.search(NUMBERED.sub(" ", heading)) is not None


def _is_of_totals(sheet: Sheet, title_row: int) -> bool:
    """Whether below a title there are numbers beside places alone, and no text that may be of a person."""
    below = sheet.cells.loc[title_row + 1 :].dropna(how="all")
    texts = [cell for column in below for cell in below[column].dropna() if _is_word(cell)]
    of_rows = below[[any(_is_number(cell) for cell in row) for row in below.to_numpy()]]
    words = [cell for row in of_rows.to_numpy() for cell in row if _is_word(cell)]
    if not len(of_rows):
        # A title with nothing under it names an indicator or a score.
        return not texts
    has_counts = bool(of_rows.map(_is_number).sum(axis=1).gt(1).all())
    return has_counts and all(is_place(str(word)) for word in words)


def _is_number(cell: Any) -> bool:
    if isinstance(cell, str):
        return re.fullmatch(r"[\d.,\s%-]+", cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell


def _is_word(cell: Any) -> bool:
    return isinstance(cell, str) and not _is_number(cell)


def _tells_of_persons(cells: "pd.Series[Any]") -> bool:
    """Whether a column holds what is said of persons alone: sex, year of birth, place in the family."""
    found = cells.dropna().head(SAMPLE)
    words = [folded(cell) for cell in found if isinstance(cell, str)]
    said = sum(word in RELATIONS or word in SEXES for word in words)
    return said >= FEWEST_BESIDE and said >= SHARE * len(words)


def _refuse_column(sheet: Sheet, column: int, is_beside_persons: bool) -> None:
    found = sheet.cells[column].dropna()
    for row, cell in _long_texts(found):
        if has_citizen_number(cell):
            raise _refusal(sheet, row, column)
    heading = folded(" ".join(cell for cell in found.head(HEADINGS) if isinstance(cell, str)))
    # The first rows, and rows from all over a long table.
    for some in (found.head(SAMPLE), found.iloc[:: max(1, len(found) // SAMPLE)]):
        cells = list(some)
        texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
        is_of_people = are_identity_numbers(cells, heading) or are_phone_numbers(cells)
        if is_of_people or _are_people(texts, is_beside_persons):
            raise _refusal(sheet, int(str(found.index[0])), column)


def _long_texts(found: "pd.Series[Any]") -> Iterator[tuple[int, str]]:
    """The texts that are long enough for a citizen number."""
    if isinstance(found.dtype, pd.StringDtype):
        # A name that stands in a million rows is looked at once.
        found = found[found.str.len() >= CITIZEN_DIGITS].drop_duplicates()
    for row, cell in found.items():
        if isinstance(cell, str) and len(cell) >= CITIZEN_DIGITS:
            yield int(str(row)), cell


def _are_people(texts: list[str], is_beside_persons: bool) -> bool:
    distinct = list(dict.fromkeys(texts))
    shaped = [text for text in distinct if may_name_a_person(text)]
    sure = [text for text in shaped if surely_names_a_person(text)]
    # A heading and a title are none of the names.
    counted = max(len(distinct) - 2, 1)
    if is_beside_persons and len(shaped) >= FEWEST_BESIDE:
        return len(shaped) >= SHARE * counted
    return len(shaped) >= FEWEST and len(shaped) >= SHARE * counted and len(sure) >= SURE_SHARE * len(shaped)


def _refusal(sheet: Sheet, row: int, column: int) -> UploadUnusable:
    # The finding names the cell and not what is written in it.
    return UploadUnusable("lists_people", sheet=sheet.name, cell=address(row, column))
