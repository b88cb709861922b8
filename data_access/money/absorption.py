"""Whether money is paid out as fast as the calendar goes.

Expected of a period is the share of its days gone by at the date of the report; a report without a date is
taken at the end of its period. Late is what lies more than ``TOLERANCE`` percentage points below. The rule is
this program's own, shown wherever it is used: no decision names one.
"""

from datetime import date

import pandas as pd

TOLERANCE = 10.0


def expected_share(period: tuple[int, int], as_of: str | None) -> float:
    """The percent of a period's days gone by at a date known to the day, the month or the year."""
    start, end = date(period[0], 1, 1), date(period[1], 12, 31)
    if as_of is None:
        return 100.0
    days = (last_day(as_of) - start).days + 1
    return min(max(100 * days / ((end - start).days + 1), 0.0), 100.0)


def last_day(as_of: str) -> date:
    """The last day that a date may mean: 2023 is the end of the year, 2023-06 of June."""
    parts = [int(part) for part in as_of.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def is_late(share: float, expected: float) -> bool:
    """Whether a disbursed share is further below the expected one than is tolerated."""
    return share < expected - TOLERANCE


def late_areas(shares: pd.DataFrame, expected: float) -> pd.DataFrame:
    """Return the rows of ``disbursed_shares`` that are late, those furthest behind first."""
    late = shares[shares["share"] < expected - TOLERANCE]
    return late.sort_values(["share", "area_code"], ignore_index=True)
