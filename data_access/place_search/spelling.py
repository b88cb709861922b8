"""Keys by which names are equal however they are spelt, and how well accents agree."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from data_access.text.folding import folded

# Grave, acute, tilde, hook above, dot below: the marks whose place within a syllable people differ on.
TONES = "\u0300\u0301\u0303\u0309\u0323"

NOTED_APART = re.compile(r"\([^)]*\)")
APOSTROPHES = re.compile(r"['’‘ʼ`´]")
WORD = re.compile(r"[^\W_]+")


class Accents(IntEnum):
    """How the accents that were typed compare with those of a name."""

    AGREE = 0
    LEFT_OUT = 1
    OTHERS = 2


def syllables(text: str) -> list[str]:
    """The words of ``text`` in lower case, composed, without punctuation: "Ea H'leo" → ["ea", "hleo"]."""
    composed = unicodedata.normalize("NFC", APOSTROPHES.sub("", text)).casefold()
    return WORD.findall("".join(letter for letter in composed if not unicodedata.combining(letter)))


def name_syllables(name: str) -> list[str]:
    """The words of an area's name, without what distinguishes it from its namesake: "Kỳ Anh (Huyện)"."""
    return syllables(NOTED_APART.sub(" ", name))


def key(words: list[str] | tuple[str, ...]) -> str:
    """Words as one run of letters without accents: blanks and hyphens make no difference."""
    return "".join(map(bare, words))


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word without accents."""
    return folded(word).replace(" ", "")


@lru_cache(maxsize=32768)
def loose(strict_key: str) -> str:
    """A key in which y is i and k is c: "Quy Nhơn" and "Qui Nhơn", "Bắc Kạn" and "Bắc Cạn"."""
    return re.sub(r"k(?!h)", "c", strict_key.replace("y", "i"))


@lru_cache(maxsize=8192)
def _letters_and_tone(word: str) -> tuple[str, str]:
    """A syllable's letters without its tone, and its tone: "hoà" and "hòa" are the same."""
    apart = unicodedata.normalize("NFD", word).replace("y", "i")
    letters = "".join(mark for mark in apart if mark not in TONES)
    return unicodedata.normalize("NFC", letters), "".join(mark for mark in apart if mark in TONES)


def has_accents(words: tuple[str, ...]) -> bool:
    """Whether any of the words was typed with an accent."""
    return any(not word.isascii() for word in words)


def agreement(typed: tuple[str, ...], name: tuple[str, ...]) -> Accents:
    """How the accents that were typed compare with those of a name with the same letters.

    Text without any accent agrees with every name.
    """
    if not has_accents(typed):
        return Accents.AGREE
    if len(typed) != len(name):
        typed, name = ("".join(typed),), ("".join(name),)
    pairs = [
        (_letters_and_tone(ours), _letters_and_tone(theirs)) for ours, theirs in zip(typed, name, strict=True)
    ]
    if all(ours == theirs for ours, theirs in pairs):
        return Accents.AGREE
    return Accents.LEFT_OUT if all(_only_left_out(*pair) for pair in pairs) else Accents.OTHERS


def _only_left_out(typed: tuple[str, str], name: tuple[str, str]) -> bool:
    (letters, tone), (name_letters, name_tone) = typed, name
    return (not tone or tone == name_tone) and all(
        ours in (theirs, bare(theirs)) for ours, theirs in zip(letters, name_letters, strict=False)
    )
