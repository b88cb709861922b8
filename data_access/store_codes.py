"""The codes of stores: the published one, the demonstration, the published one as of a past day.

A code says which store and as of which day; addresses and file names say the same in their own ways.
"""

import datetime as dt
import re
from collections.abc import Mapping

from data_access.days import today

PUBLISHED, DEMONSTRATION = "published", "demo"
STORES = (PUBLISHED, DEMONSTRATION)
PAST = re.compile(rf"{PUBLISHED}@(\d{{4}}-\d{{2}}-\d{{2}})")


def past_day(store: str) -> dt.date | None:
    """The day of a store's code, None for a store of today or a day that is not over yet."""
    written = PAST.fullmatch(store)
    try:
        day = dt.date.fromisoformat(written[1]) if written else None
    except ValueError:
        return None
    return day if day and day < today() else None


def is_store(code: str) -> bool:
    """Whether a code names a store, of today or of a past day."""
    return code in STORES or past_day(code) is not None


def store_in(query: Mapping[str, str], otherwise: str = PUBLISHED) -> str:
    """The store that an address names, the published one also as of the end of a past day.

    ``otherwise`` where it names no store that there is. The demonstration has no past.
    """
    requested, past = query.get("store", ""), f"{PUBLISHED}@{query.get('asof', '')}"
    if requested in ("", PUBLISHED) and is_store(past):
        return past
    return requested if requested in STORES else otherwise


def parameters_of(store: str) -> dict[str, str]:
    """What an address says of a store, so that ``store_in`` finds it; nothing of the published one."""
    if day := past_day(store):
        return {"asof": day.isoformat()}
    return {} if store == PUBLISHED else {"store": store}


def file_mark(store: str) -> str:
    """What the name of a file of simulated or past figures begins with, "" for published ones."""
    day = past_day(store)
    return f"as-of-{day}" if day else "simulated" if store == DEMONSTRATION else ""
