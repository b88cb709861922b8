"""Whether letters can be a Vietnamese syllable, to distinguish one reading of a text from another."""

import re
import unicodedata
from functools import lru_cache

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
SYLLABLE = re.compile(
    r"(?P<onset>qu|gi|gh|ngh|ng|nh|ch|kh|ph|th|tr|[bcdđghklmnprstvx])?(?P<rime>[aăâeêioôơuưy][a-zăâêôơư]*)"
)
# The rimes of the written language without their tones, by their vowels.
RIME = re.compile(
    "a(?:ch?|[imoputy]|ng?|nh)?|ă(?:[cmpt]|ng?)|â(?:[cmptuy]|ng?)"
    "|e(?:[cmopt]|ng?)?|ê(?:ch|[mptu]|n|nh)?|i(?:[amptu]|n|nh|ch)?|iê(?:[cmptu]|ng?)"
    "|o(?:[cimpt]|ng?)?|oa(?:ch?|[imopty]|ng?|nh)?|oă(?:[cmt]|ng?)|oe(?:[not])?|oo(?:c|ng)|ô(?:[cimpt]|ng?)?"
    "|ơ(?:[imnpt])?|u(?:[acimpt]|ng?)?|uâ(?:[tyn]|ng)|uê(?:ch|nh)?|uô(?:[cimt]|ng?)|uơ|uy(?:[autp]|n|nh|ch)?|uyê[nt]"
    "|ư(?:[acimtu]|ng?)?|ươ(?:[cimptu]|ng?)|y(?:t|n|nh|ch)?|yê(?:[mtu]|ng?)"
)
STOPPED = ("c", "ch", "p", "t")
STOPPED_TONES = {"\u0301", "\u0323"}
# Names of the Central Highlands have more consonants before and after: «Krông», «Đắk», «Blao».
LOOSE = re.compile(r"[bcdđghjklmnpqrstvwx']{0,4}[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[chklmnprst])?")


# Vowels that bear the tone wherever they stand, in the order in which one goes before another.
MARKED = "ơêăâôư"
# Two vowels that end a syllable of which either may bear the tone: «hòa», «hoà».
EITHER = ("oa", "oe", "uy")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a word is spelt as a Vietnamese syllable with its tone: «nghèo», not «ngheò» or «Noël»."""
    bare, tones = _apart(word)
    found = SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    rime = found["rime"]
    if found["onset"] == "gi" and not RIME.fullmatch(rime):
        rime = f"i{rime}"
    if not RIME.fullmatch(rime) or (rime.endswith(STOPPED) and not set(tones) <= STOPPED_TONES):
        return False
    return not tones or _toned_letter(word) in _tone_bearers(rime)


def _toned_letter(word: str) -> int:
    """The place of the letter with the tone, from the end of the word."""
    letters = [unicodedata.normalize("NFD", letter) for letter in unicodedata.normalize("NFC", word)]
    return next(place for place, letter in enumerate(reversed(letters)) if TONES & set(letter))


def _tone_bearers(rime: str) -> set[int]:
    """The places from the end of the rime at which its tone may stand."""
    for letter in MARKED:
        if letter in rime:
            return {len(rime) - 1 - rime.rindex(letter)}
    vowels = rime.rstrip("cghmnpt")
    coda = len(rime) - len(vowels)
    if coda or len(vowels) == 1:
        return {coda}
    return {0, 1} if vowels in EITHER else {1}


@lru_cache(maxsize=16384)
def is_loose_syllable(word: str) -> bool:
    """Whether a word may be a syllable of a name in any language of Viet Nam."""
    bare, tones = _apart(word)
    return len(tones) <= 1 and LOOSE.fullmatch(bare) is not None


def _apart(word: str) -> tuple[str, str]:
    """A word in lower case without its tones, and its tones."""
    letters = unicodedata.normalize("NFD", word.lower())
    bare = "".join(letter for letter in letters if letter not in TONES)
    return unicodedata.normalize("NFC", bare), "".join(letter for letter in letters if letter in TONES)
