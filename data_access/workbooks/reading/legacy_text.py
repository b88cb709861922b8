"""Vietnamese in the fonts of before Unicode: TCVN3 (ABC, ``.Vn…`` fonts) and VNI (``VNI-…`` fonts).

Such text is Latin-1 to a program and Vietnamese only in its font. It is recognised by letters that occur in
no Vietnamese word; all its texts are then read by the table of the font, and refused where letters are left
that the table does not know.
"""

import re
from collections.abc import Iterable, Mapping

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
ONLY_TCVN3 = re.compile(
    r"[A-Za-z][µ¸¶¹¨¾¼½ª¬§Þßþ\xad]|[A-Za-z][©®·«»÷×](?=[a-z])|[®§][A-Za-zµ¸¶·¹¨¾¼½©ª¬](?=[a-z])"
)
ONLY_VNI = re.compile(
    r"[aeouyôö][øûïåäüë]|a[âáàãèéêúùõ]|e[âáàãùõ]|oâ|ñ[aeiouyôöæ]|[bcdghklmnprstvxq]ö", re.IGNORECASE
)
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


def font_of(texts: Iterable[str]) -> str | None:
    """The kind of font that the texts of a file were written in: ``tcvn3``, ``vni``, None for Unicode."""
    latin = [text for text in texts if not text.isascii() and not BEYOND_LATIN_1.search(text)]
    if any(ONLY_TCVN3.search(text) for text in latin):
        return "tcvn3"
    return "vni" if any(ONLY_VNI.search(text) for text in latin) else None


def modern(text: str, font: str) -> str | None:
    """A text of a file in an old font as Unicode; None where letters are left that no Vietnamese word has."""
    if text.isascii() or BEYOND_LATIN_1.search(text):
        return text
    read = from_vni(text) if font == "vni" else from_tcvn3(text)
    return read if VIETNAMESE.fullmatch(read) else None


def from_tcvn3(text: str) -> str:
    """Text in a TCVN3 font as Unicode."""
    return "".join(TCVN3.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    """Text in a VNI font as Unicode."""
    return VNI_PATTERN.sub(lambda match: VNI[match[0]], text)
