"""The year by which a period is over or not."""

import datetime as dt

from data_access.keeping.past import VIET_NAM
from ui.cached import editions


def this_year(store: str) -> int:
    """Return the year of the past day that a store's code names, of today for the others."""
    return (editions.past_day(store) or dt.datetime.now(VIET_NAM).date()).year
