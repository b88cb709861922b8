"""The header of an answer by which a browser keeps it as a file."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

# The letter d with a stroke, small and large, is no d with an accent.
WITHOUT_STROKE = {0x111: "d", 0x110: "D"}


def disposition(filename: str) -> str:
    """Return the header that names a download, in plain letters for old programs and in full for others."""
    plain = unicodedata.normalize("NFKD", filename.translate(WITHOUT_STROKE))
    ascii_name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain.encode("ascii", "ignore").decode())
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(filename)}"
