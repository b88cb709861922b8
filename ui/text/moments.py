"""Times of the store as people write them: in Viet Nam's time, to the minute."""

from __future__ import annotations

import datetime as dt

from data_access.days import VIET_NAM
from vocabulary.words import Words


def moment(written: str, words: Words) -> str:
    """Return a time of the store (ISO in UTC) as "14:05, 25/11/2026" or "14:05, 25 November 2026"."""
    there = dt.datetime.fromisoformat(written).astimezone(VIET_NAM)
    return f"{there:%H:%M}, {words.date(there.date().isoformat())}"
