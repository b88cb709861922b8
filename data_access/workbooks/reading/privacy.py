"""Lists of people are refused: forms 14 and 15, and whatever else names a household or a person."""

import re
from collections.abc import Iterable

from data_access.text.folding import folded
from data_access.workbooks.reading.errors import UploadUnusable
from data_access.workbooks.reading.sheets import Sheet, address

HEADER_ROWS = 30
LONGEST_HEADER = 60
HEADER = re.compile(
    r"\b(ho va ten|ho ten|ten chu ho|ten thanh vien|ho ten chu ho|so cccd|cccd|cmnd|cmtnd|can cuoc"
    r"|so dinh danh|dinh danh ca nhan|ngay sinh|ngay thang nam sinh|so the bhyt|ma the bhyt|ma so bhxh"
    r"|so dien thoai|full name|first name|last name|surname|date of birth|phone number|national id"
    r"|identity number|id number|household head name)\b"
)
TITLE = re.compile(
    r"\bdanh sach (chi tiet )?(cac )?(ho|nguoi|thanh vien|chu ho)\b|\blist of (poor|near-poor) households\b"
)
# Who signs a form is no one it lists.
SIGNATURE = re.compile(r"\bky\b|\bghi ro\b|\bdong dau\b|\bsigned?\b")
IDENTITY = re.compile(r"0\d{11}")
FAMILY_NAMES = frozenset(
    (
        *("nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "do", "ho", "ngo"),
        *("duong", "ly", "dinh", "doan", "luong", "mai", "truong", "lo", "quach", "ha", "vi", "giang"),
        *("vang", "sung", "trieu", "nong", "be", "ma", "cao", "luc", "chu", "ta", "trinh", "tong", "to"),
        folded("Bùi"),
    )
)
# A column of wards named after people is a column of places.
PLACES = re.compile(
    r"\b(xa|phuong|huyen|tinh|don vi|dia ban|dia phuong|noi|area|ward|commune|place|name)\b|area_|_name"
)
FEWEST = 5
SHARE = 0.6


def refuse_lists_of_people(sheets: Iterable[Sheet]) -> None:
    """Raise ``UploadUnusable`` with sheet and cell where a sheet, hidden or not, lists people."""
    for sheet in sheets:
        _refuse_headers(sheet)
        for column in sheet.cells:
            _refuse_column(sheet, int(str(column)))


def _refuse_headers(sheet: Sheet) -> None:
    top = sheet.cells.head(HEADER_ROWS)
    for column in top:
        for row, text in top[column].items():
            if isinstance(text, str) and _names_people(text):
                raise _refusal(sheet, int(str(row)), int(str(column)))


def _names_people(text: str) -> bool:
    bare = folded(text.replace("_", " "))
    if SIGNATURE.search(bare):
        return False
    return bool(TITLE.search(bare)) or (len(bare) <= LONGEST_HEADER and bool(HEADER.search(bare)))


def _refuse_column(sheet: Sheet, column: int) -> None:
    cells = sheet.cells[column]
    texts = cells.dropna()
    sample = [text for text in texts.head(400) if isinstance(text, str)]
    if len(sample) < FEWEST:
        return
    people = sum(_looks_like_a_person(text) for text in sample)
    numbers = sum(bool(IDENTITY.fullmatch(text)) for text in sample)
    is_of_places = any(PLACES.search(folded(text)) for text in sample[:4])
    if numbers >= SHARE * len(sample) or (people >= SHARE * len(sample) and not is_of_places):
        raise _refusal(sheet, int(str(texts.index[0])), column)


def _looks_like_a_person(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or folded(words[0]) not in FAMILY_NAMES:
        return False
    return all(word[:1].isupper() and word.isalpha() for word in words)


def _refusal(sheet: Sheet, row: int, column: int) -> UploadUnusable:
    # The finding names the cell and not what is written in it.
    return UploadUnusable("lists_people", sheet=sheet.name, cell=address(row, column))
