"""Days of Viet Nam, wherever the machine is and whatever its clock is set to."""

import datetime as dt

VIET_NAM = dt.timezone(dt.timedelta(hours=7))


def today() -> dt.date:
    """The day that it is in Viet Nam."""
    return dt.datetime.now(VIET_NAM).date()


def day_of(moment: str) -> str:
    """The ISO day of Viet Nam on which a moment of the store lies, written in UTC; empty for none."""
    return dt.datetime.fromisoformat(moment).astimezone(VIET_NAM).date().isoformat() if moment else ""
