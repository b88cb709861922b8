"""The documents that a programme, project or standard rests on, in the visitor's language."""

import re

from data_access.store.frames import Row
from ui.text.figures import text_in
from vocabulary.words import Words

CITED = ("decree", "decision", "resolution", "circular", "article")
# The store cites as Vietnamese documents do; their numbers are the same in every language.
AS_STORED = Words("vi")
DATED = re.compile(AS_STORED("document.dated", date=r"(\d{1,2})/(\d{1,2})/(\d{4})"))


def legal_basis(row: Row, words: Words) -> str:
    """Return a row's ``legal_basis`` with its kinds, articles and dates in words; "" without one."""
    said = text_in(row, "legal_basis")
    for code in CITED:
        said = said.replace(AS_STORED(f"document.{code}"), words(f"document.{code}"))
    return DATED.sub(lambda found: _dated(found, words), said)


def _dated(found: re.Match[str], words: Words) -> str:
    day, month, year = found.groups()
    return words("document.dated", date=words.date(f"{year}-{month:0>2}-{day:0>2}"))
