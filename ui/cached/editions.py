"""Which store is read, and since which load: the codes of stores, the open ones, and asking one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from data_access.demonstration import open_demonstration
from data_access.keeping.past import VIET_NAM, open_past
from data_access.queries import loads as load_queries
from data_access.queries import sources as source_queries
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings

# Pages read frames of some hundred rows cell by cell, which takes Arrow three times as long as Python;
# a load of a million rows, in a process of its own, keeps Arrow's, which take less memory.
pd.options.mode.string_storage = "python"


PUBLISHED, DEMONSTRATION = "published", "demo"
STORES = (PUBLISHED, DEMONSTRATION)
FRAMES_KEPT, ROWS_KEPT = 256, 4096


class Edition(NamedTuple):
    """Which figures: the code of a store, the number of its newest load and the hash of its content."""

    store: str
    load: int
    content: str = ""


OPENING = {PUBLISHED: open_store, DEMONSTRATION: open_demonstration}


# The published store as of the end of a day is a store of its own, with this code.
PAST = re.compile(rf"{PUBLISHED}@(\d{{4}}-\d{{2}}-\d{{2}})")


PAST_KEPT = 8


def past_day(store: str) -> dt.date | None:
    """Return the day of a store's code, None for a store of today or a day that is no past one."""
    written = PAST.fullmatch(store)
    try:
        day = dt.date.fromisoformat(written[1]) if written else None
    except ValueError:
        return None
    return day if day and day < dt.datetime.now(VIET_NAM).date() else None


def is_store(code: str) -> bool:
    """Say whether a code names a store, of today or of a past day."""
    return code in STORES or past_day(code) is not None


def store_in(query: Mapping[str, str], otherwise: str = PUBLISHED) -> str:
    """Return the store that an address names, the published one also as it was at the end of a past day.

    ``otherwise`` where it names no store that there is. The demonstration has no past.
    """
    requested, past = query.get("store", ""), f"{PUBLISHED}@{query.get('asof', '')}"
    if requested in ("", PUBLISHED) and is_store(past):
        return past
    return requested if requested in STORES else otherwise


def parameters_of(store: str) -> dict[str, str]:
    """Return what an address says of a store, so that ``store_in`` finds it; nothing of the published one."""
    if day := past_day(store):
        return {"asof": day.isoformat()}
    return {} if store == PUBLISHED else {"store": store}


def file_mark(store: str) -> str:
    """Return what the name of a file of simulated or past figures begins with, "" for published ones."""
    day = past_day(store)
    return f"as-of-{day}" if day else "simulated" if store == DEMONSTRATION else ""


@st.cache_resource(show_spinner=False)
def _kept() -> dict[str, Store]:
    """Return the open stores by their codes: one for every visitor of the process."""
    return {}


def opened(store: str, progress: Callable[[float, str], None] | None = None) -> Store:
    """Return a store by its code, built or renewed first where needed; raises StoreError.

    An error is not kept: the next visit tries again. Opening is not itself a cached function: what
    ``progress`` draws on one visitor's page would be drawn again, in vain, on every other's.
    """
    kept = _kept()
    day = past_day(store)
    if store not in kept:
        past = [code for code in kept if past_day(code)]
        for code in past[: len(past) - PAST_KEPT + 1] if day else ():
            kept.pop(code).engine.dispose()
        settings = StoreSettings()
        kept[store] = open_past(settings, day) if day else OPENING[store](settings, progress)
    return kept[store]


def is_open(store: str) -> bool:
    """Say whether a store is open already, without opening it."""
    return store in _kept()


def forget() -> None:
    """Let go of the open stores after one failed, so that the next visit opens them again."""
    kept = _kept()
    while kept:
        _, store = kept.popitem()
        store.engine.dispose()


def newest(store: str) -> Edition:
    """Return the newest edition of a store; asks the store itself, so one that went away is noticed."""
    with opened(store).session() as session:
        number = source_queries.store_load_number(session)
        return Edition(store, number, load_queries.newest_content(session))


def ask(edition: Edition, question: Callable[[Session], pd.DataFrame]) -> pd.DataFrame:
    """Return what a question answers on the store of an edition; keeping it is up to the caller."""
    with opened(edition.store).session() as session:
        return question(session)
