"""Dates as offices write them, and as Excel keeps them."""

import re
from datetime import date, datetime, timedelta

from data_access.workbooks.reading.sheets import FIRST_DAY

DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
VIETNAMESE_DATE = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
SERIAL_DATES = range(20_000, 80_000)


def date_in(cell: object, first_day: date = FIRST_DAY) -> str | None:
    """Return a cell as an ISO date as precise as it is written; None where it is none.

    Also 31/12/2024 as it is written in Viet Nam, and the day numbers in which Excel keeps dates,
    counted from ``first_day``.
    """
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer() and int(cell) in SERIAL_DATES:
        return (first_day + timedelta(days=int(cell))).isoformat()
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()
    iso, vietnamese = DATE.fullmatch(text), VIETNAMESE_DATE.fullmatch(text)
    parts = iso.groups() if iso else (tuple(reversed(vietnamese.groups())) if vietnamese else ())
    return _iso([int(part) for part in parts if part])


def _iso(numbers: list[int]) -> str | None:
    """Return year, month and day, as far as they are known, as an ISO date; None for no such day."""
    try:
        written = date(*[*numbers, 1, 1][:3]).isoformat() if numbers else None
    except ValueError:
        return None
    return written[: (4, 7, 10)[len(numbers) - 1]] if written else None
