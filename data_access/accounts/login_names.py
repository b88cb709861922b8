"""Login names: which are taken, and which two are the same.

Two names that differ only in case or in the form of their letters are one (NFKC and case folding, Unicode
Technical Report 36). Names have Latin letters alone: a Cyrillic "а" looks like a Latin one and is no other
name's owner.
"""

from __future__ import annotations

import unicodedata

LONGEST = 64
SHORTEST = 2
# Besides letters and digits; an address of e-mail is a login name too.
ALSO = frozenset(".-_@+")


def login_key(login: str) -> str:
    """Return a login name as it is compared; "" for what can be nobody's name."""
    # What is folded may become longer: bounded before, so that nobody has megabytes folded.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login[: 2 * LONGEST]).casefold())
    key = folded.strip()
    fits = SHORTEST <= len(key) <= LONGEST and len(login) <= 2 * LONGEST
    return key if fits and all(_is_allowed(letter) for letter in key) else ""


def _is_allowed(letter: str) -> bool:
    if letter in ALSO or letter in "0123456789":
        return True
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")
