"""The year by which a period is over or not."""

import datetime as dt


def this_year() -> int:
    """Return the current year."""
    return dt.datetime.now(tz=dt.UTC).year
