"""What was typed, as words, also with the slips of Telex and VNI keyboards taken out."""

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from data_access.place_search.spelling import bare, syllables

# Nobody types more to find a place; what is beyond is not looked at.
LONGEST_TEXT, MOST_WORDS, LONGEST_WORD = 160, 14, 40

ONSET = re.compile(r"(?:ngh|ng|nh|ch|gh|kh|ph|qu|th|tr|dd|[bcdghklmnpqrstvx])?")
# The circumflex, typed after the end of the syllable: "viete" for "viêt".
LATE_CIRCUMFLEX = re.compile(r"(\w*?([aeo])[aeiouy]*(?:ch|ng|nh|[cmnpt]))\2")

# A unit word and its number, not a VNI slip.
NUMBERED_UNIT = re.compile(r"(?:quan|q|phuong|p|f|ward|district)\d{1,2}")

# "T.P" and "T.X" are one word each once the full stops are gone.
PARTED = {("t", "p"): "tp", ("t", "x"): "tx", ("t", "t"): "tt"}


# Words before the name of a hamlet, a street or a house: parts of an address that no list of areas has.
HAMLET_WORDS = tuple(
    tuple(words.split())
    for words in (
        "ap", "thon", "xom", "ban", "buon", "bon", "lang", "khom", "khoi", "phum", "soc", "to", "to dan pho",
        "khu", "khu pho", "khu dan cu", "tieu khu", "cum", "tdp", "hamlet", "village",
        "duong", "pho", "ngo", "ngach", "hem", "so", "so nha",
    )
)  # fmt: skip
# What it costs to leave out a hamlet, and each word of its name; or what is before the first comma.
HAMLET, A_WORD_OF_IT, BEFORE_A_COMMA = 0.2, 0.02, 0.3
LONGEST_HAMLET = 5


class Reading(NamedTuple):
    """One way to read what was typed: its words with the accents they were typed with, and its cost.

    ``below`` is true when a part of an address was left out that lies in a commune.
    """

    words: tuple[str, ...]
    cost: float
    below: bool = False


def readings(typed: str, known: Container[str]) -> list[Reading]:
    """The ways to read ``typed``, the plainest first; ``known`` holds the syllables of all names.

    A word that is a known syllable is taken for a Telex slip only in the last, dearest reading.
    Empty for text without a letter or digit.
    """
    words = _words(typed)
    if not words:
        return []
    ways = [
        Reading(words, 0.0),
        Reading(tuple(word if bare(word) in known else from_telex(word) for word in words), 0.05),
        Reading(tuple(map(from_vni, words)), 0.05),
        Reading(tuple(_known_telex(word, known) for word in words), 0.15),
    ]
    ways += _without_hamlet(words)
    ways += _without_first_part(typed)
    cheapest: dict[tuple[str, ...], Reading] = {}
    for way in ways:
        cheapest.setdefault(way.words, way)
    return list(cheapest.values())


def _without_hamlet(words: tuple[str, ...]) -> list[Reading]:
    """The words after a hamlet's name, for each length that the name may have."""
    plain = tuple(map(bare, words))
    units = [unit for unit in HAMLET_WORDS if plain[: len(unit)] == unit]
    if not units:
        return []
    first = max(map(len, units))
    return [
        Reading(words[end:], HAMLET + A_WORD_OF_IT * (end - first), below=True)
        for end in range(first, min(first + LONGEST_HAMLET, len(words) - 1) + 1)
    ]


def _without_first_part(typed: str) -> list[Reading]:
    """What is typed after the first comma, and after the second, where at least two parts are left."""
    parts = [part for part in typed[:LONGEST_TEXT].split(",") if syllables(part)]
    return [
        Reading(_words(",".join(parts[start:])), BEFORE_A_COMMA * start, below=True)
        for start in range(1, len(parts) - 1)
    ]


def _words(typed: str) -> tuple[str, ...]:
    """The words of a text, as many and as long as anybody types."""
    return _joined(
        [word[:LONGEST_WORD] for word in syllables(typed[:LONGEST_TEXT]) if bare(word)][:MOST_WORDS]
    )


def _joined(words: list[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in words:
        pair = (joined[-1], word) if joined else ("", word)
        if pair in PARTED:
            joined[-1] = PARTED[pair]
        else:
            joined.append(word)
    return tuple(joined)


def _known_telex(word: str, known: Container[str]) -> str:
    decoded = from_telex(word)
    return decoded if decoded in known else word


@lru_cache(maxsize=4096)
def from_telex(word: str) -> str:
    """A syllable without the letters that Telex turns into accents: "hoaf" → "hoa", "ddien" → "dien"."""
    if not (word.isascii() and word.isalpha()):
        return word
    onset = ONSET.match(word)
    first = onset[0] if onset else ""
    rest = re.sub(r"(?<![aou])w", "u", word[len(first) :]) if first != word else ""
    rest = re.sub(r"[sfrxjwz]", "", rest)
    rest = re.sub(r"([aeou])\1+", r"\1", rest)
    if first == "d":
        rest = rest.removesuffix("d")
    late = LATE_CIRCUMFLEX.fullmatch(rest)
    return ("d" if first == "dd" else first) + (late[1] if late else rest)


def from_vni(word: str) -> str:
    """A syllable without the digits that VNI turns into accents: "hue61" → "hue", "d9a2" → "da"."""
    if word.isdigit() or word.isalpha() or NUMBERED_UNIT.fullmatch(word):
        return word
    return re.sub(r"\d", "", word)
