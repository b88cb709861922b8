"""What the cells of a heading are: of places, numbers of lines, years, units, remarks, or of figures."""

import re
from datetime import date

from data_access.text.folding import folded
from data_access.workbooks.understanding.parsing import parsed_heading
from data_access.workbooks.understanding.written_years import FIRST, LAST

_PLACE_WORDS = frozenset(
    (
        *(
            "tinh",
            "tp",
            "thanh",
            "pho",
            "huyen",
            "thi",
            "xa",
            "quan",
            "phuong",
            "tran",
            "don",
            "vi",
            "hanh",
            "chinh",
        ),
        *(
            "dia",
            "ban",
            "ten",
            "cac",
            "va",
            "truc",
            "thuoc",
            "trung",
            "uong",
            "khu",
            "vuc",
            "noi",
            "dac",
            "tx",
            "tt",
        ),
        *(
            "area",
            "province",
            "provinces",
            "city",
            "cities",
            "place",
            "district",
            "districts",
            "commune",
            "communes",
        ),
        *(
            "name",
            "of",
            "and",
            "locality",
            "ward",
            "unit",
            "administrative",
            "bao",
            "cao",
            "region",
            "vung",
            "mien",
        ),
        *("cap", "danh", "muc", "sach"),
    )
)
_PLACE_KEYS = (
    "tinh",
    "huyen",
    "xa",
    "dia phuong",
    "don vi",
    "dia ban",
    "thanh pho",
    "province",
    "district",
    "commune",
    "area",
    "place",
    "locality",
    "quan",
    "phuong",
    "khu vuc",
    "city",
    "noi",
    "vung",
    "region",
    "mien",
)
_ROLES = (
    ("number", re.compile(r"s?tt|so tt|so thu tu|thu tu|no|xep hang|hang|rank|tt\.?")),
    (
        "code",
        re.compile(
            r"(?:ma|code|ma so|ma don vi|ma tinh|ma huyen|ma xa|ma dvhc|ma dia phuong|area code)"
            r"(?: hanh chinh)?"
        ),
    ),
    ("unit", re.compile(r"dvt|don vi tinh|don vi do|unit")),
    ("year", re.compile(r"nam|year|nam so lieu|nam bao cao")),
    ("note", re.compile(r"ghi chu|note|notes|remarks?|nguon|source")),
    ("indicator", re.compile(r"(?:ten )?(?:chi tieu|chi so|indicators?)|noi dung|danh muc chi tieu")),
    ("region", re.compile(r"(?:ten )?(?:vung|mien|khu vuc|region)(?: kinh te)?(?: xa hoi)?")),
)
_LEVELS = (
    ("commune", ("xa", "phuong", "commune", "ward")),
    ("district", ("huyen", "quan", "district")),
    ("province", ("tinh", "thanh pho", "province", "tp")),
)
_NUMBERING = re.compile(r"\(?[A-Za-z]\)?|\(?\d{1,2}(?:\.0)?\)?(?:\s*=.*)?|\(?\d{1,2}\)?\s*=.*")
NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")
MISSING = frozenset(("..", "...", "….", "…", "-", "–", "—", "x", "n/a"))


def text_of(cell: object) -> str:
    """A cell as a heading shows it: a whole number without decimals, a day as a day."""
    if cell is None or isinstance(cell, bool) or cell != cell:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def role_of(heading: str) -> str:
    """``number``, ``code``, ``unit``, ``year``, ``note``, ``indicator``, ``region`` or ``place``; else ""."""
    bare = re.sub(r"[^a-z0-9 ]+", " ", folded(heading))
    bare = " ".join(bare.split())
    for role, pattern in _ROLES:
        if pattern.fullmatch(bare):
            return role
    words = bare.split()
    is_of_places = 0 < len(words) <= 10 and all(word in _PLACE_WORDS for word in words)
    return "place" if is_of_places and any(re.search(rf"\b{key}\b", bare) for key in _PLACE_KEYS) else ""


def level_in(heading: str) -> str:
    """The level of the places under a heading such as «Huyện, thị xã»; "" where it does not say."""
    # «Địa phương» is any place, and no ward.
    bare = folded(heading).replace("dia phuong", "")
    named = [level for level, words in _LEVELS if any(re.search(rf"\b{word}\b", bare) for word in words)]
    if "thi xa" in bare and "commune" in named and not re.search(r"\bxa\b", bare.replace("thi xa", "")):
        named.remove("commune")
    return named[0] if named else ""


def is_number(cell: object) -> bool:
    """Whether a cell is a number, or text that is one, or a mark for a number that is missing."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return False
    if isinstance(cell, int | float):
        return cell == cell
    text = str(cell).strip()
    return bool(NUMBER.fullmatch(text)) or text in MISSING


def may_be_number(cell: object) -> bool:
    """Whether a text is a number with something beside it, as «1.400*», «~1.200», «1.200 hộ» are.

    It has as many digits as letters, or more. A day may be a count that a program took for one.
    """
    if isinstance(cell, bool | date):
        return True
    text = text_of(cell) if isinstance(cell, str) else ""
    digits = sum(letter.isdecimal() for letter in text)
    return 0 < digits >= sum(map(str.isalpha, text))


def is_year(cell: object) -> bool:
    """Whether a cell of a heading is a year or the last day of one, and nothing else but its status."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell == cell and float(cell).is_integer() and FIRST <= cell <= LAST
    text = text_of(cell)
    if not text or len(text) > 60:
        return False
    said = parsed_heading(text)
    is_time = all(term.facet in ("status", "time") for term in said.terms)
    return len(said.years) == 1 and not said.unknown and not said.periods and is_time


def is_numbering(cells: list[object]) -> bool:
    """Whether cells are a row that numbers the columns: A, B, 1, 2, 3, 4=3/2."""
    texts = [text for cell in cells if (text := text_of(cell))]
    if len(texts) < 2 or not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(match[0]) for text in texts if (match := re.search(r"\d+", text))]
    return (
        numbers == sorted(numbers) and len(set(numbers)) == len(numbers) and (not numbers or numbers[0] <= 3)
    )
