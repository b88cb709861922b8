"""Letters that were lost or spoilt where a text went through another encoding: «H? Giang», «HÃ  Giang»."""

import re

REPLACED = re.compile("\ufffd|<U\\+[0-9A-Fa-f]{4,6}>")
# A question mark before a letter, and after one unless the word before it may end a question.
QUESTION = re.compile(r"[^\W\d_]\?(?=[^\W\d_])|(?<![^\W_])\?(?=[^\W\d_])")
AFTER_CONSONANTS = re.compile(
    r"(?<![^\W_])[bcdđghklmnpqrstvx]+\?(?![^\W_])|\?[bcdđghklmnpqrstvx]+(?![^\W_])", re.IGNORECASE
)
ADDRESS = re.compile(r"\S*(?:://|www\.|/\S*\?|=)\S*")
# What may be flawed in a text of plain ASCII.
SUSPICIOUS = re.compile(r"\?|<U\+")
SPOILT = re.compile("[ÃÄÅÆ][\x80-\xbf\u0152-\u2122]|á[º»]")


def has_lost_letters(text: str) -> bool:
    """Whether letters of a text are lost or spoilt; a question mark that may end a question is none."""
    if REPLACED.search(text):
        return True
    if "?" in text:
        words = ADDRESS.sub(" ", text)
        if QUESTION.search(words) or AFTER_CONSONANTS.search(words):
            return True
    return not text.isascii() and SPOILT.search(text) is not None and _is_spoilt(text)


def _is_spoilt(text: str) -> bool:
    """Whether a text is UTF-8 that was read as Windows-1252."""
    try:
        read = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return read != text
