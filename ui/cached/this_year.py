"""The year by which a period is over or not."""

from data_access.days import today
from data_access.store_codes import past_day


def this_year(store: str) -> int:
    """Return the year of the past day that a store's code names, of today for the others."""
    return (past_day(store) or today()).year
