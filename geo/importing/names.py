"""Names of areas as files write them, brought to keys that compare: prefixes, tones, blanks, spelling."""

import re
import unicodedata

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


def toned_key(text: str) -> str:
    """Return letters and digits with their hats, then the tones in order: Hòa and Hoà are one, Hoa is not."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFD", _numbered(text)):
        if character in TONES:
            tones.append(character)
        elif character.isalnum() or unicodedata.combining(character):
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)) + "|" + "".join(tones)


def folded_key(text: str) -> str:
    """Return bare letters and digits: "Bà Rịa - Vũng Tàu", "BaRia-VungTau" → "bariavungtau"."""
    decomposed = unicodedata.normalize("NFD", _numbered(text).replace("đ", "d"))
    return "".join(character for character in decomposed if character.isalnum() and character.isascii())


def loose_key(text: str) -> str:
    """Return the folded key without the spellings that sway: Mỹ and Mĩ, Đắk and Đắc."""
    return folded_key(text).replace("y", "i").replace("k", "c")


def _numbered(text: str) -> str:
    """In lower case, and numbers without leading zeros: Quận 01 is Quận 1."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", unicodedata.normalize("NFC", text).casefold())


def written_with(kind: str, name: str) -> tuple[str, ...]:
    """Return a name with the words of a kind in front of it and behind it."""
    words = KIND_WORDS.get(kind, ())
    return tuple(f"{word} {name}" for word in words) + tuple(f"{name} {word}" for word in words)
