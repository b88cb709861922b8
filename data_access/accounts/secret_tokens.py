"""Secrets that are given once and stored as digests alone.

They have 256 random bits, so that a plain digest is enough: nobody can try them all, and none needs a salt.
"""

from __future__ import annotations

import hashlib
import re
import secrets

BYTES = 32
WRITTEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def new_secret() -> str:
    """Return a new secret as 43 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str | None:
    """Return what is stored of a secret, None for a text that is none: too long, with other characters."""
    return hashlib.sha256(secret.encode()).hexdigest() if WRITTEN.fullmatch(secret) else None
