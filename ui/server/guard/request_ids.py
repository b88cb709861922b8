"""The number of a request: in the header of its answer, and in every line that the log has of it."""

from __future__ import annotations

import re
import secrets

GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)


def request_id(given: str | None, *, is_trusted: bool) -> str:
    """Return the number that a trusted proxy gave a request, else a new one."""
    if is_trusted and given and GIVEN.fullmatch(given):
        return given
    return secrets.token_hex(8)
