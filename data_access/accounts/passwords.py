"""Passwords: which are taken, how they are stored, and whether a typed one is right.

Argon2id with the parameters that RFC 9106 recommends where memory is short (section 4: 64 MiB, three passes).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from data_access.accounts.errors import AccountRefused
from data_access.accounts.login_names import login_key

SHORTEST, LONGEST = 12, 256
# Fewer different characters than this are a pattern: "aaaa…", "121212…".
DIFFERENT = 5
# Of the most used passwords those that are long enough, and the Vietnamese for "password".
COMMON = (
    *("password", "passw0rd", "p@ssw0rd", "p@ssword", "matkhau", "mậtkhẩu", "qwerty", "qwertyuiop"),
    *("asdfghjkl", "zxcvbnm", "1q2w3e4r", "1qaz2wsx", "iloveyou", "letmein", "welcome", "abc123"),
    *("admin", "administrator", "anhyeuem", "emyeuanh", "vietnam", "giamngheo", "quantri", "changeme"),
)
SEQUENCES = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz")
# Each takes 64 MiB while it runs.
AT_ONCE = 2

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_running = BoundedSemaphore(AT_ONCE)


def expect_good(password: str, login: str) -> None:
    """Raise ``AccountRefused`` for a password that is easily guessed.

    Reasons: ``password_short``, ``password_long``, ``password_common``, ``password_is_login``.
    """
    typed = _composed(password)
    if len(typed) < SHORTEST:
        raise AccountRefused(reason="password_short")
    if len(typed) > LONGEST:
        raise AccountRefused(reason="password_long")
    bare = typed.casefold()
    if login_key(login) in bare:
        raise AccountRefused(reason="password_is_login")
    if len(set(bare)) < DIFFERENT or _is_common(bare):
        raise AccountRefused(reason="password_common")


def hash_of(password: str) -> str:
    """Return what is stored of a password."""
    with _running:
        return _hasher.hash(_as_bytes(password))


def is_right(password: str, stored: str | None) -> bool:
    """Return whether a typed password is the stored one; without a stored one no, after the same time."""
    typed = password[: 4 * LONGEST]
    # Made before the lock is taken, which it takes itself.
    compared = stored or _nobodys()
    with _running:
        try:
            _hasher.verify(compared, _as_bytes(typed))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Return whether a stored password was made with other parameters than a new one would be."""
    return _hasher.check_needs_rehash(stored)


def _is_common(bare: str) -> bool:
    """Whether nothing but digits and signs stands beside a common password, or all is one sequence."""
    letters = "".join(letter for letter in bare if letter.isalpha())
    stems = {letters, bare.rstrip("0123456789!@#$%^&*.?-_")}
    runs = any(bare[start : start + SHORTEST] in run for run in SEQUENCES for start in range(len(bare) - 11))
    return runs or not stems.isdisjoint(COMMON) or _is_repeated(letters)


def _is_repeated(letters: str) -> bool:
    """Whether a text is one common password written several times."""
    return any(letters and not letters.replace(common, "") for common in COMMON)


def _composed(password: str) -> str:
    """Return a password in one form, however a keyboard composes Vietnamese letters (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


def _as_bytes(password: str) -> bytes:
    return _composed(password).encode("utf-8", "replace")


@cache
def _nobodys() -> str:
    """Return a stored password that nobody has, for names that nobody has."""
    return hash_of("nobody's password")
