"""Vietnamese in the fonts of before Unicode: TCVN3 (ABC, ``.Vn…`` fonts) and VNI (``VNI-…`` fonts).

Such text is Latin-1 to a program and Vietnamese only in its font. Each cell is decided by itself: it is in an
old font where a word of it can be nothing else and all its other words can be Vietnamese in that font. A cell
that may be in an old font and may as well be what it shows («Thä», «Caïn») is doubtful.
"""

import re
from collections.abc import Mapping
from typing import Literal

from data_access.workbooks.reading.syllables import is_loose_syllable, is_syllable

Font = Literal["tcvn3", "vni", "doubtful", "unreadable"]

# The letters of TCVN 5712:1993 in the order of their bytes, which are their Latin-1 characters.
TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ"
    "\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ"
)
TCVN3 = {chr(byte): letter for byte, letter in enumerate(TCVN3_LETTERS, start=0xA1) if letter != "\0"}
VNI_MARKS = {
    "a": dict(zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
}
VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
# Signs and capitals within a word, as no language writes them: «Hµ», «NghÖ», «BÕn»; and đ at its beginning.
ONLY_TCVN3 = re.compile(
    "[A-Za-zÀ-ÿ][µ¸¶·¹¨¾¼½ª«¬©®»§×÷\xad]|[a-zß-öø-ÿ][À-ÖØ-Þ]|^[A-Z][À-ÖØ-Þ](?=[a-zß-ÿ])|^[®§](?=[A-Za-zÀ-ÿ¨-¾])"
)
# The signs among them, which are no letters, tell also in names of the Central Highlands: «§¾k L¾k».
SIGNS = re.compile("[A-Za-z\xa7][µ¸¶·¹¨¾¼½ª«¬©]")
WITHIN = re.compile("[A-Za-zÀ-ÿ][µ¸¶¨¾¼½¬]+[A-Za-zÀ-ÿ]")
ONLY_VNI = re.compile(
    "[aeouyôö][øûåä]|ö[ôùïõ]|ô[ùïõ]|a[âáàãù]|a[éèêúü](?=[cmnptuy])|[eo]â|aï(?=ng|nh|ch|[cmpy])|ñ[öôòæ]",
    re.IGNORECASE,
)
SOFT_HYPHEN = "\xad"
WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
# Quotation marks and signs of trade marks around a word, which as letters never end one.
AROUND = re.compile("^«(?=.*»)|[»®©°º]+$|^µ(?=[A-Za-z]{0,2}$)")
BEYOND_LATIN_1 = re.compile("[\u0100-\U0010ffff]")
VIETNAMESE = re.compile(
    "[\\s!-~\u2013\u2014àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9«»–—]*", re.IGNORECASE
)


def _vni_table() -> Mapping[str, str]:
    table: dict[str, str] = dict(VNI_ALONE)
    for base, marks in VNI_MARKS.items():
        for mark, letter in marks.items():
            table[base + mark] = letter
    capitals = {pair.upper(): letter.upper() for pair, letter in table.items()}
    mixed = {pair[0].upper() + pair[1:]: letter.upper() for pair, letter in table.items() if len(pair) == 2}
    return {**capitals, **mixed, **table}


VNI = _vni_table()
VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def font_of(text: str) -> Font | None:
    """The old font that a text of a cell is in: ``tcvn3`` or ``vni``; None for Unicode.

    ``doubtful`` where it may be in one, ``unreadable`` where signs stand within words and no font reads them.
    """
    if text.isascii() or BEYOND_LATIN_1.search(text):
        return None
    words = _words(text)
    if all(map(_is_explained, words)):
        return None
    found = {_as_font(words, "tcvn3"), _as_font(words, "vni")} - {None}
    sure = found - {"doubtful"}
    if len(sure) == 1:
        return sure.pop()
    if found:
        return "doubtful"
    return "unreadable" if any(map(WITHIN.search, words)) else None


def may_be_in(text: str, font: Font) -> bool:
    """Whether a Vietnamese text is another Vietnamese text in an old font: «hé» may be meant for «hộ»."""
    if text.isascii() or BEYOND_LATIN_1.search(text):
        return False
    read = [in_unicode(word, font) for word in _words(text)]
    return in_unicode(text, font) != text and all(map(is_syllable, read))


def _words(text: str) -> list[str]:
    words = (AROUND.sub("", word) for word in WORD.findall(text))
    return [word for word in words if not word.isascii()]


def _is_explained(word: str) -> bool:
    """Whether a word is Vietnamese as it stands, or plain but for soft hyphens."""
    whole = word.replace(SOFT_HYPHEN, "")
    if whole.isascii():
        return is_loose_syllable(whole) or not is_syllable(from_tcvn3(word))
    is_of_one_case = whole.isupper() or whole[1:].islower()
    return is_syllable(whole) and (is_of_one_case or len(whole) == 1)


def _as_font(words: list[str], font: Font) -> Font | None:
    """The font where a word can be nothing else or several are, ``doubtful`` where one may be, or None."""
    odd = [word for word in words if not _is_explained(word)]
    possible = [word for word in odd if _is_possible(word, font)]
    is_sure = any((ONLY_VNI if font == "vni" else ONLY_TCVN3).search(word) for word in possible)
    if not possible or not all(is_loose_syllable(in_unicode(word, font)) for word in words):
        return "doubtful" if is_sure else None
    return font if is_sure or (len(possible) == len(odd) > 1) else "doubtful"


def _is_possible(word: str, font: Font) -> bool:
    read = in_unicode(word, font)
    is_of_signs = font == "tcvn3" and SIGNS.search(word) is not None
    return is_syllable(read) or (is_of_signs and is_loose_syllable(read))


def modern(text: str, font: str) -> str | None:
    """A text in an old font as Unicode; None where letters are left that no Vietnamese word has."""
    read = in_unicode(text, font)
    return read if VIETNAMESE.fullmatch(read) else None


def in_unicode(text: str, font: str) -> str:
    """Text in an old font as Unicode, whatever comes of it."""
    return from_vni(text) if font == "vni" else from_tcvn3(text)


def from_tcvn3(text: str) -> str:
    """Text in a TCVN3 font as Unicode."""
    return "".join(TCVN3.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    """Text in a VNI font as Unicode."""
    return VNI_PATTERN.sub(lambda match: VNI[match[0]], text)
