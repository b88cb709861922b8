"""Names of areas as files write them, brought to keys that compare: prefixes, tones, blanks, spelling."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}

KIND_WORDS = {
    "tinh": ("tỉnh", "t", "province"),
    "thanh_pho_trung_uong": ("thành phố", "tp", "city", "municipality"),
    "quan": ("quận", "q", "district", "urban district"),
    "huyen": ("huyện", "h", "district", "rural district"),
    "thi_xa": ("thị xã", "tx", "town", "district level town"),
    "thanh_pho": ("thành phố", "tp", "city", "provincial city"),
    "xa": ("xã", "x", "commune"),
    "phuong": ("phường", "p", "ward"),
    "thi_tran": ("thị trấn", "tt", "township", "town"),
    "dac_khu": ("đặc khu", "đk", "special zone", "special administrative region"),
}
"""How the kinds are written in front of a name or behind it."""

KINDS = {
    "province": ("tinh", "thanh_pho_trung_uong"),
    "district": ("quan", "huyen", "thi_xa", "thanh_pho"),
    "commune": ("xa", "phuong", "thi_tran", "dac_khu"),
}


Key = tuple[str, str]
"""Letters and digits, then the tones in order; the keys of two texts join to the key of both together."""


@cache
def toned_key(text: str) -> Key:
    """Return the key of a text with its hats and tones: Hòa and Hoà are one, Hoa is another."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFD", _numbered(text)):
        if character in TONES:
            tones.append(character)
        elif character.isalnum() or unicodedata.combining(character):
            letters.append(character)
    return "".join(letters), "".join(tones)


@cache
def folded_key(text: str) -> Key:
    """Return the key of a text without accents: "Bà Rịa - Vũng Tàu" and "BaRia-VungTau" are one."""
    decomposed = unicodedata.normalize("NFD", _numbered(text).replace("đ", "d"))
    return "".join(character for character in decomposed if character.isalnum() and character.isascii()), ""


@cache
def loose_key(text: str) -> Key:
    """Return the folded key without the spellings that sway: Mỹ and Mĩ, Đắk and Đắc."""
    return folded_key(text)[0].replace("y", "i").replace("k", "c"), ""


def _numbered(text: str) -> str:
    """In lower case, and numbers without leading zeros: Quận 01 is Quận 1.

    The Icelandic and the African letter that look like đ, which old fonts and keyboards write, are đ.
    """
    small = unicodedata.normalize("NFC", text).casefold().replace("\u00f0", "đ").replace("\u0256", "đ")
    return re.sub(r"(?<!\d)0+(?=\d)", "", small)


def keys_with_kind(kind: str, name: str, key: Callable[[str], Key]) -> set[Key]:
    """Return the keys of a name with each word of a kind in front of it and behind it."""
    letters, tones = key(name)
    worded = [key(word) for word in KIND_WORDS.get(kind, ())]  # the keys are kept, so this is a look-up
    before = {(word + letters, marks + tones) for word, marks in worded}
    return before | {(letters + word, tones + marks) for word, marks in worded}


def without_kind_in_brackets(name: str) -> str:
    """Return "Kỳ Anh" for "Kỳ Anh (Thị xã)", as lists write to distinguish two of one name."""
    bare, bracket, inside = name.rstrip(") ").rpartition("(")
    return bare.strip() if bracket and folded_key(inside) in _kind_words() else name


@cache
def _kind_words() -> frozenset[Key]:
    return frozenset(folded_key(word) for words in KIND_WORDS.values() for word in words)
