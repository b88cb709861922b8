"""The names of places in a table: their kind as written, the areas that bear them, and rows that are sums."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.places.known import Known
from vocabulary.vintages import NEW, OLD

LEVELS = ("province", "district", "commune")
_NUMBERED = re.compile(r"^\s*(?:\d{1,4}|[IVXL]+|[a-hA-H])\s*[.)/-]\s+|^\s*[-+•*]\s*")
_MARKS = re.compile(r"[*¹²³⁴⁵]+|\(\s*[*\d]{1,3}\s*\)")
_KINDS = (
    ("thanh pho", ("tp", "thanh pho")),
    ("thi xa", ("tx", "thi xa")),
    ("thi tran", ("tt", "thi tran")),
    ("dac khu", ("dac khu",)),
    ("tinh", ("tinh", "t")),
    ("huyen", ("huyen", "h")),
    ("quan", ("quan", "q")),
    ("phuong", ("phuong", "p")),
    ("xa", ("xa", "x")),
)
_TOTALS = re.compile(
    r"(?:tong(?: cong| so| chung)?|cong(?: chung)?|chung|toan (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)"
    r"|(?:tong(?: so| cong)? )?(?:ca nuoc|toan quoc)|tong (?:tinh|huyen|xa)|(?:grand )?total"
    r"|whole (?:country|province|district)"
    r"|(?:tinh|tong hop) chung|(?:chung|tinh chung|tong so|tong) toan (?:tinh|thanh pho|huyen|quan|thi xa)"
    r"|(?:(?:tong cong|tong so|tong|cong|chung) )?toan (?:tinh|thanh pho|huyen|quan|thi xa) (?P<name>.+)"
    r"|viet nam|all provinces|cong toan (?:tinh|huyen|xa)|tong cong toan (?:tinh|huyen|xa))"
)
_NATION = re.compile(r"ca nuoc|toan quoc|whole country|viet nam")
_OF_GROUPS = re.compile(
    r"\b(?:thành thị|nông thôn|kinh|dân tộc|trong đó|chia ra|huyện nghèo|xã nghèo|bãi ngang|vùng|miền|khu vực"
    r"|còn lại|đông bắc|tây bắc|bắc trung bộ|nam trung bộ|duyên hải|đông nam bộ|urban|rural"
    r"|ethnic|of which|region)\b"
)


class WrittenPlace(NamedTuple):
    """A place as a table writes it: its row, its name without numbering and marks, its code.

    ``above`` are the names in the columns of places before its own, such as that of its province.
    """

    row: int
    text: str
    code: str = ""
    above: tuple[str, ...] = ()


def cleaned(text: str) -> str:
    """A name without the number before it and the marks of notes after it."""
    return " ".join(_MARKS.sub(" ", _NUMBERED.sub("", text)).split()).strip(" :;,-")


def is_total(text: str) -> bool:
    """Whether a row is a sum of others by its name."""
    return bool(_TOTALS.fullmatch(folded(cleaned(text)).strip(" .:")))


def named_in_total(text: str) -> str:
    """The name of the area that «Toàn tỉnh Hà Giang» sums up, without accents; "" where it names none."""
    found = _TOTALS.fullmatch(folded(cleaned(text)).strip(" .:"))
    return "" if found is None else found["name"] or ""


def is_nation(text: str) -> bool:
    """Whether a row of totals says that it is of the whole country."""
    return bool(_NATION.search(folded(text)))


def is_of_a_group(text: str) -> bool:
    """Whether a row is of a region or group of households rather than of a unit of administration."""
    return bool(_OF_GROUPS.search(text.casefold()))


def kind_of(text: str) -> str:
    """The kind of unit that a name is written with, without accents: «H. Đồng Văn» is ``huyen``."""
    bare = folded(text).replace(".", " ")
    words = " ".join(bare.split())
    for kind, written in _KINDS:
        if any(words.startswith(f"{form} ") for form in written):
            return kind
    return ""


def bearers(gazetteer: Gazetteer, vintage: str, text: str) -> list[Known]:
    """The areas of a vintage that bear a name, those of the written kind where there are any."""
    found = [gazetteer.areas[number] for number in gazetteer.named(vintage, text)]
    kind = kind_of(text)
    of_kind = [area for area in found if kind and folded(area.full_name_vi).startswith(f"{kind} ")]
    return of_kind or found


def bearers_at(gazetteer: Gazetteer, vintage: str, text: str, level: str) -> list[Known]:
    """Those of them that are of a level; a name written with another kind has none at it."""
    return [area for area in bearers(gazetteer, vintage, text) if area.level == level]


def above_all(gazetteer: Gazetteer, areas: Iterable[Known], level: str) -> int | None:
    """The one area of a level in which all of some areas lie; None where there is none or several."""
    found = set()
    for area in areas:
        up: Known | None = area
        while up is not None and up.level != level:
            up = gazetteer.areas.get(up.parent_id) if up.parent_id is not None else None
        found.add(None if up is None else up.id)
    return found.pop() if len(found) == 1 else None


def lies_in(gazetteer: Gazetteer, area: Known, wholes: Iterable[Known]) -> bool:
    """Whether an area is one of others or lies in one of them."""
    numbers = {whole.id for whole in wholes}
    up: Known | None = area
    while up is not None and up.id not in numbers:
        up = gazetteer.areas.get(up.parent_id) if up.parent_id is not None else None
    return up is not None


def place_in_title(gazetteer: Gazetteer, text: str) -> tuple[str, Known | None]:
    """A title without the names of places in it, and the province or district that it is about.

    A place is named with its kind: «… TỈNH HÀ GIANG NĂM 2024».
    """
    words = text.split()
    kept, place, number = [], None, 0
    while number < len(words):
        kept.append(words[number])
        number += 1
        kind = _kind_ending(words, number)
        length, found = _longest_name(gazetteer, kind, words[number : number + 4]) if kind else (0, None)
        number += length
        place = place or found
    return " ".join(kept), place


def _kind_ending(words: list[str], end: int) -> str:
    """The kind of unit that the words before a place name: «thành phố», «huyện»."""
    for kind, written in _KINDS:
        for form in written:
            length = len(form.split())
            if folded(" ".join(words[max(end - length, 0) : end])).strip(" .,(") == form:
                return kind
    return ""


def _longest_name(gazetteer: Gazetteer, kind: str, words: list[str]) -> tuple[int, Known | None]:
    """How many words are the name of a place of a kind, and the province or district if it is one."""
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).strip(" ,.;:()")
        found = [
            area
            for vintage in (OLD, NEW)
            for area in bearers(gazetteer, vintage, f"{kind} {name}")
            if folded(area.full_name_vi).startswith(f"{kind} ")
        ]
        large = [area for area in found if area.level in ("province", "district")]
        if found:
            return length, large[0] if large and len({area.level for area in large}) == 1 else None
    return 0, None
