"""A heading or title taken apart into phrases of the lexicon, years, and words that are not understood."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.understanding.lexicon import (
    YEAR_END,
    Term,
    heading_phrases,
    note_phrases,
    spellings,
    title_phrases,
)
from data_access.workbooks.understanding.written_years import DAY, Dated, dated, without_documents, year_in

Phrases = Mapping[tuple[str, ...], tuple[Term, ...]]
LONGEST_PHRASE = 12
# A unit in brackets, a number of a note, and the mark of one.
_BRACKETED = (
    (re.compile(r"\(\s*(?:hộ|household|households)\s*\)", re.IGNORECASE), " @ho "),
    (re.compile(r"\(\s*(?:người|khẩu|nhân khẩu|persons?)\s*\)", re.IGNORECASE), " @nguoi "),
)
_NOTE_MARK = re.compile(r"\(\s*(?:\d{1,2}|\*+|[a-z])\s*\)|[*¹²³⁴⁵]+", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<!\d)1[.,]000(?!\d)")
_WORD = re.compile(r"@\w+|[^\W_]+|[%‰/+&<>=≥≤]")


SUBJECTS = ("unit", "list", "group", "condition", "children")
NARROWING = ("group", "condition", "children")


class Parsed(NamedTuple):
    """What a text says: its terms in their order, its years, and the words that are not understood.

    ``periods`` are its spans of years, first and last.
    """

    terms: tuple[Term, ...] = ()
    years: tuple[int, ...] = ()
    periods: tuple[tuple[int, int], ...] = ()
    unknown: tuple[str, ...] = ()

    def values(self, facet: str) -> tuple[str, ...]:
        """What is said of a facet, each once, in its order."""
        return tuple(dict.fromkeys(term.value for term in self.terms if term.facet == facet))


def parsed_heading(text: str) -> Parsed:
    """What one text of a heading says."""
    return _parsed(dated(text), heading_phrases())


def parsed_title(text: str) -> Parsed:
    """What a line above a table says; the documents that it names are left out."""
    return _parsed(dated(without_documents(text)), title_phrases())


def parsed_note(text: str) -> Parsed:
    """What a line around a table says of its figures; the documents that it names are left out."""
    return _parsed(dated(without_documents(text)), note_phrases())


class Grammar(NamedTuple):
    """How lines around tables of a subject are taken apart.

    A line with a term of ``subjects`` is a title. ``narrowing`` are facets that narrow what columns count;
    with ``asks_what_narrows`` a note that names one is asked for, otherwise it narrows them.
    """

    title: Callable[[str], Parsed]
    note: Callable[[str], Parsed]
    subjects: tuple[str, ...]
    narrowing: tuple[str, ...]
    asks_what_narrows: bool = False


OF_HOUSEHOLDS = Grammar(parsed_title, parsed_note, SUBJECTS, NARROWING)


def parsed_with(text: str, phrases: Phrases, spelled: Mapping[str, frozenset[str]]) -> Parsed:
    """What a text says in other phrases, whose words are spelt in the ways of ``spelled``."""
    return _parsed(dated(text), phrases, spelled)


def words_of(text: str) -> list[str]:
    """The words of a text as they are written, without punctuation."""
    text = unicodedata.normalize("NFC", text)
    for pattern, mark in _BRACKETED:
        text = pattern.sub(mark, text)
    return _WORD.findall(_THOUSANDS.sub("1000", _NOTE_MARK.sub(" ", text)))


def _parsed(found: Dated, phrases: Phrases, spelled: Mapping[str, frozenset[str]] | None = None) -> Parsed:
    written = words_of(found.text)
    keys = _keys(written, spellings() if spelled is None else spelled)
    years = list(found.years)
    terms: list[Term] = []
    unknown: list[str] = []
    for start, length in _fewest_phrases(keys, phrases):
        phrase = tuple(keys[start : start + length])
        year = year_in(phrase[0]) if length == 1 else None
        if phrase in phrases:
            terms += phrases[phrase]
        elif year is not None:
            years.append(year)
        elif phrase == (YEAR_END,):
            terms.append(Term("time", "end"))
        else:
            unknown.append(_as_written(written[start]))
    return Parsed(tuple(terms), tuple(dict.fromkeys(years)), found.periods, tuple(unknown))


def _as_written(word: str) -> str:
    """A word as a sentence names it: a day as «30/6/2024»."""
    return word.removeprefix(DAY).replace("_", "/") if word.startswith(DAY) else word


def _keys(written: list[str], spelled: Mapping[str, frozenset[str]]) -> list[str]:
    """The words without accents; one that is spelt like another word of the lexicon is none of it.

    A text without any accent was typed without them: then its letters decide.
    """
    if all(word.isascii() for word in written):
        return [folded(word) for word in written]
    return [
        key if word.casefold() in spelled.get(key := folded(word), {word.casefold()}) else f"?{key}"
        for word in written
    ]


def _fewest_phrases(keys: list[str], phrases: Phrases) -> list[tuple[int, int]]:
    """Start and length of each piece, with the fewest words that are in no phrase, then the fewest pieces."""
    best: list[tuple[int, int, list[tuple[int, int]]]] = [(0, 0, [])]
    for end in range(1, len(keys) + 1):
        ways = []
        for length in range(1, min(end, LONGEST_PHRASE) + 1):
            start = end - length
            is_known = tuple(keys[start:end]) in phrases
            if not is_known and length > 1:
                continue
            is_year = length == 1 and (year_in(keys[start]) is not None or keys[start] == YEAR_END)
            unknown, pieces, before = best[start]
            lost = 0 if is_known or is_year else 1
            ways.append((unknown + lost, pieces + 1, [*before, (start, length)]))
        best.append(min(ways, key=lambda way: way[:2]))
    return best[-1][2]
