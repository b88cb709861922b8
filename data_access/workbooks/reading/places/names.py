"""What a written name of a place says: its kind of unit, its name, and the places that it lies in."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from data_access.place_search.phrases import CITY, PROVINCE
from data_access.place_search.spelling import TONES, Accents, agreement, bare, key, loose, syllables

Kinds = frozenset[str]
# Words before a name → the kinds of unit that they may mean; as they are written, or without accents.
UNITS_BEFORE: dict[tuple[str, ...], Kinds] = {
    ("thành", "phố"): CITY,
    ("tp",): CITY,
    ("tỉnh",): frozenset({"tinh"}),
    ("t",): frozenset({"tinh"}),
    ("quận",): frozenset({"quan"}),
    ("q",): frozenset({"quan"}),
    ("huyện",): frozenset({"huyen"}),
    ("h",): frozenset({"huyen"}),
    ("thị", "xã"): frozenset({"thi_xa"}),
    ("tx",): frozenset({"thi_xa"}),
    ("thị", "trấn"): frozenset({"thi_tran"}),
    ("tt",): frozenset({"thi_tran"}),
    ("xã",): frozenset({"xa"}),
    ("x",): frozenset({"xa"}),
    ("phường",): frozenset({"phuong"}),
    ("p",): frozenset({"phuong"}),
    ("đặc", "khu"): frozenset({"dac_khu"}),
    ("đk",): frozenset({"dac_khu"}),
    ("vùng",): frozenset({"region"}),
}
UNITS_AFTER: dict[tuple[str, ...], Kinds] = {
    ("province",): PROVINCE,
    ("city",): CITY,
    ("district",): frozenset({"quan", "huyen"}),
    ("town",): frozenset({"thi_xa"}),
    ("township",): frozenset({"thi_tran"}),
    ("commune",): frozenset({"xa"}),
    ("ward",): frozenset({"phuong"}),
    ("special", "zone"): frozenset({"dac_khu"}),
    ("region",): frozenset({"region"}),
}
LEVEL_OF_KIND = {
    **dict.fromkeys(("tinh", "thanh_pho_trung_uong"), "province"),
    **dict.fromkeys(("quan", "huyen", "thi_xa", "thanh_pho"), "district"),
    **dict.fromkeys(("xa", "phuong", "thi_tran", "dac_khu"), "commune"),
    "region": "region",
}
ABBREVIATED: dict[tuple[str, ...], str] = {("t", "p"): "tp", ("t", "x"): "tx", ("t", "t"): "tt"}
NATION_NAMES = frozenset(
    map(
        loose,
        (
            *(
                "canuoc",
                "toanquoc",
                "wholecountry",
                "vietnam",
                "canuocvietnam",
                "tongcanuoc",
                "entirecountry",
            ),
            *(
                "nationwide",
                "thewholecountry",
                "cacnuoc",
                "tongsocanuoc",
                "chungcanuoc",
                "country",
                "national",
            ),
        ),
    )
)
# The regions as the statistics office and others name them, beside the names that are stored.
REGION_NAMES = {
    loose(key(syllables(name))): code
    for code, names in {
        "nmm": (
            "Northern midlands and mountain areas",
            "Northern midland and mountain areas",
            "Northern midlands and mountainous areas",
            "Northern midlands and mountain",
            "Northern midlands and mountainous",
            "Northern Midlands and Mountains Areas",
            "Trung du và miền núi Bắc Bộ",
            "Miền núi phía Bắc",
        ),
        "ncc": (
            "North Central and Central coastal areas",
            "North Central area and Central coastal area",
            "North and Central coastal areas",
            "North Central and Central coastal area",
            "North Central Coast and South Central Coast",
            "North and South Central Coast",
            "North Central and South Central Coast",
            "Northern Central area and Central coastal area",
            "Bắc Trung Bộ và Nam Trung Bộ",
            "Bắc Trung Bộ và DHMT",
        ),
        "se": ("Southeast", "South Eastern area", "South Eastern", "Southeast area"),
        "mrd": ("Mekong Delta", "ĐBSCL", "Cuu Long River Delta"),
        "rrd": ("ĐBSH", "Red River Delta area"),
        "ch": ("Central Highland",),
    }.items()
    for name in names
}
TOTALS = frozenset(
    map(
        loose,
        ("tong", "tongcong", "tongso", "cong", "toantinh", "toanhuyen", "toanthanhpho", "toanxa", "total"),
    )
)
# Marks of notes after a name: «Thanh Hóa²», «Hà Nội (*)».
MARKS = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+\s*$")
NUMBERING = re.compile(r"^\s*(?:(?:\d{1,3}|[IVXivx]{1,5}|[A-Za-z])[.)]\s+|[-+*•]\s+)")
PARTS = re.compile(r"[,;]|\bthuộc\b")
NOTE = re.compile(r"\(([^)]*)\)")
# A note of a part of a place, or of several: what is left of the name is that of another area.
NARROWING_NOTE = re.compile(
    r"\b(?:không|trừ|ngoài|chưa|chỉ|riêng|gồm|phần|còn lại|cộng|và|kể cả|tính cả|thành thị|nông thôn"
    r"|dân tộc|dtts|kế hoạch|dự kiến|sơ bộ|ước"
    r"|khong|ngoai tru|chua|bao gom|con lai|thanh thi|nong thon|dan toc|ke hoach|du kien|so bo"
    r"|excluding|excl|except|without|only|part|rest|and|not|including|incl|urban|rural|planned|estimated?)\b"
    r"|\d\s*/\s*\d",
    re.IGNORECASE,
)
CODE = re.compile(r"\d{2,5}")


class Reading(NamedTuple):
    """One way to read a name: its words, and the kinds of unit that are asked for (None: any)."""

    words: tuple[str, ...]
    kinds: Kinds | None = None

    @property
    def exact(self) -> str:
        """The key by which names are equal that differ in blanks, hyphens and the place of a tone mark."""
        return exact_key(self.words)

    @property
    def loose(self) -> str:
        """The key by which names are equal that differ in accents, or in i and y, c and k."""
        return loose(key(self.words))

    @property
    def levels(self) -> frozenset[str]:
        """The levels that the kinds belong to; empty where any kind may be meant."""
        return frozenset(LEVEL_OF_KIND[kind] for kind in self.kinds or ())


class WrittenName(NamedTuple):
    """A name as it is written: the ways to read it, the names of what it lies in, and a code beside it."""

    readings: tuple[Reading, ...]
    above: tuple[str, ...] = ()
    code: str = ""


@lru_cache(maxsize=65536)
def written_name(text: str) -> WrittenName:
    """A written name taken apart: «Xã Yên Sơn, huyện Lục Nam (07492)»."""
    notes = NOTE.findall(text)
    parts = PARTS.split(NOTE.sub(_kept_note, MARKS.sub("", NUMBERING.sub("", text))))
    first, *above = [part for part in parts if part.strip()] or [""]
    code = next((note.strip() for note in notes if CODE.fullmatch(note.strip())), "")
    noted = next((kinds for note in notes if (kinds := _kinds_of(_words(note)))), None)
    return WrittenName(tuple(dict.fromkeys(_readings(_words(first), noted))), tuple(above), code)


def _kept_note(note: re.Match[str]) -> str:
    """The words of a note that narrows a place, so that no name is left; a blank for another."""
    return f" {note[1]} " if NARROWING_NOTE.search(unicodedata.normalize("NFC", note[1])) else " "


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as the store has it."""
    return _words(NOTE.sub(" ", name))


def _words(text: str) -> tuple[str, ...]:
    words = tuple(syllables(text.replace("ð", "đ").replace("Ð", "Đ")))
    return (ABBREVIATED[words[:2]], *words[2:]) if words[:2] in ABBREVIATED and len(words) > 2 else words


def _readings(words: tuple[str, ...], noted: Kinds | None) -> Iterator[Reading]:
    """The name as it stands first, then without a word for its kind."""
    if words:
        yield Reading(words, noted)
    for unit, kinds in UNITS_BEFORE.items():
        if len(words) > len(unit) and _is_unit(words[: len(unit)], unit):
            rest = words[len(unit) :]
            yield Reading(rest, noted or kinds)
            if noted is None and len(rest) > 1:
                yield from _with_unit_after(rest, kinds)
    yield from _with_unit_after(words, None)


def _with_unit_after(words: tuple[str, ...], before: Kinds | None) -> Iterator[Reading]:
    for unit, kinds in UNITS_AFTER.items():
        if len(words) > len(unit) and words[-len(unit) :] == unit:
            yield Reading(words[: -len(unit)], before or kinds)


def _is_unit(words: tuple[str, ...], unit: tuple[str, ...]) -> bool:
    """Whether words are a unit word with its accents, or without any: «Tĩnh Gia» is no «tỉnh Gia»."""
    return exact_key(words) == exact_key(unit) or words == tuple(map(bare, unit))


def _kinds_of(words: tuple[str, ...]) -> Kinds | None:
    return next((kinds for unit, kinds in UNITS_BEFORE.items() if words and _is_unit(words, unit)), None)


@lru_cache(maxsize=65536)
def exact_key(words: tuple[str, ...]) -> str:
    """Letters and tones of words apart: where in a syllable a tone is written makes no difference."""
    apart = unicodedata.normalize("NFD", "".join(words))
    letters = "".join(letter for letter in apart if letter not in TONES)
    return f"{letters}|{''.join(letter for letter in apart if letter in TONES)}"


def large_area_key(name: str) -> str:
    """The key of a whole name of the nation, a region or a group, without «vùng» before it."""
    words = _words(MARKS.sub("", NUMBERING.sub("", name)))
    return loose(key(words[1:] if words[:1] == ("vùng",) else words))


def differs_in_accents(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether accents were written that a name does not have; c and k, i and y make no difference."""
    return agreement(_one_spelling(typed), _one_spelling(name)) is Accents.OTHERS


def _one_spelling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"k(?!h)", "c", word) for word in words)
