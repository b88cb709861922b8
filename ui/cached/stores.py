"""The opened store and its frames, kept by code: an engine for the process, frames for a load.

Every kept frame is keyed by codes and the store's load number, so that a new load shows at once
and nothing of one visitor's choices leaks into another's. What pages read many times a run is kept as
a shared frame, without a copy of its cells at each reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from data_access.comparing.restating import Indicator as RollUp
from data_access.comparing.restating import restated
from data_access.demonstration import open_demonstration
from data_access.keeping.past import VIET_NAM, open_past
from data_access.place_search import Hit, PlaceIndex
from data_access.queries import areas as area_queries
from data_access.queries import crosswalk as crosswalk_queries
from data_access.queries import figures as figure_queries
from data_access.queries import hierarchy as hierarchy_queries
from data_access.queries import indicators as indicator_queries
from data_access.queries import loads as load_queries
from data_access.queries import places as place_queries
from data_access.queries import sources as source_queries
from data_access.store.errors import StoreError
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from ui.cached.shared_frames import shared_frame, shared_value
from ui.text.figures import Row
from ui.text.place_key import PlaceKey

# Pages read frames of some hundred rows cell by cell, which takes Arrow three times as long as Python;
# a load of a million rows, in a process of its own, keeps Arrow's, which take less memory.
pd.options.mode.string_storage = "python"

PUBLISHED, DEMONSTRATION = "published", "demo"
STORES = (PUBLISHED, DEMONSTRATION)
OLD, NEW = "v2008", "v2025"
FRAMES_KEPT, ROWS_KEPT = 256, 4096


__all__ = ["StoreError"]


class Edition(NamedTuple):
    """Which figures: the code of a store, the number of its newest load and the hash of its content."""

    store: str
    load: int
    content: str = ""


OPENING = {PUBLISHED: open_store, DEMONSTRATION: open_demonstration}
# The published store as of the end of a day is a store of its own, with this code.
PAST = re.compile(rf"{PUBLISHED}@(\d{{4}}-\d{{2}}-\d{{2}})")
PAST_KEPT = 8


def past_code(day: dt.date) -> str:
    """Return the code of the published store as it stood at the end of a past day."""
    return f"{PUBLISHED}@{day.isoformat()}"


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
    """Return the store that an address names, as it stood on a past day where it says so."""
    asked, past = query.get("store", ""), f"{PUBLISHED}@{query.get('asof', '')}"
    return asked if asked in STORES else past if is_store(past) else otherwise


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
    """Let go of the open stores after one failed, so that the next visit opens them anew."""
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
    """Return what a question answers on the store of an edition; keeping it is for whoever asks."""
    with opened(edition.store).session() as session:
        return question(session)


@shared_frame(FRAMES_KEPT)
def indicators(edition: Edition) -> pd.DataFrame:
    """Return every indicator, by position; here and below keyed by the edition."""
    return ask(edition, indicator_queries.indicators)


@shared_frame(FRAMES_KEPT)
def coverage(edition: Edition) -> pd.DataFrame:
    """Return how many areas report a value, by indicator, vintage, level and year."""
    return ask(edition, indicator_queries.indicator_coverage)


@shared_frame(FRAMES_KEPT)
def areas(edition: Edition, level: str, vintage: str) -> pd.DataFrame:
    """Return the areas of a level in a vintage, by code."""
    return ask(edition, lambda session: area_queries.areas(session, level=level, vintage=vintage))


@shared_frame(FRAMES_KEPT)
def earlier_units(edition: Edition, level: str, vintage: str) -> pd.DataFrame:
    """Return the units of earlier vintages that went into areas of a level and vintage."""
    return ask(
        edition, lambda session: crosswalk_queries.earlier_units(session, level=level, vintage=vintage)
    )


@shared_frame(FRAMES_KEPT)
def figures_by_area(
    edition: Edition,
    indicator: str,
    level: str,
    vintages: tuple[str, ...],
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Return the shown figures of every area of a level, in every year or from the first to the last."""
    return ask(
        edition,
        lambda session: figure_queries.figures_by_area(
            session, indicator, level=level, vintages=vintages, years=years
        ),
    )


@shared_frame(FRAMES_KEPT)
def figures_of_area(edition: Edition, indicator: str, vintage: str, level: str, code: str) -> pd.DataFrame:
    """Return the shown figures of one area, by year."""
    return ask(
        edition,
        lambda session: figure_queries.figures_of_area(
            session, indicator, vintage=vintage, level=level, code=code
        ),
    )


@shared_frame(FRAMES_KEPT)
def other_reports(edition: Edition, indicator: str, vintage: str, level: str, code: str) -> pd.DataFrame:
    """Return what other reports say of the shown figures of one area."""
    return ask(
        edition,
        lambda session: figure_queries.other_reports(
            session, indicator, vintage=vintage, level=level, code=code
        ),
    )


@shared_frame(FRAMES_KEPT)
def sources(edition: Edition) -> pd.DataFrame:
    """Return every source, by code, with the number of figures that rest on it."""
    return ask(edition, source_queries.sources)


@shared_frame(FRAMES_KEPT)
def standards(edition: Edition) -> pd.DataFrame:
    """Return every poverty standard with the years it was in force."""
    return ask(edition, source_queries.standards)


@shared_frame(FRAMES_KEPT)
def known_slips(edition: Edition) -> pd.DataFrame:
    """Return mistakes seen in published sources."""
    return ask(edition, source_queries.known_slips)


@shared_frame(FRAMES_KEPT)
def loads(edition: Edition) -> pd.DataFrame:
    """Return every load, newest first."""
    return ask(edition, load_queries.loads)


@shared_frame(FRAMES_KEPT)
def figures_of_today(
    edition: Edition, indicator: str, level: str, years: tuple[int, int] | None = None
) -> pd.DataFrame:
    """Return the figures of a level on today's units: reported by them, or restated from earlier units.

    Columns of ``figures_by_area`` and those of data_access.comparing.restating:
    ``restated``, ``reason``, ``made_of``.
    """
    rows = indicators(edition).to_dict("records")
    row = next(row for row in rows if row["code"] == indicator)
    rule = RollUp(str(row["roll_up"]), int(row["decimals"]))
    counts = {
        name: figures_by_area(edition, row[f"{name}_code"], level, (OLD,), years)
        for name in ("numerator", "denominator")
        if rule.roll_up == "ratio" and isinstance(row[f"{name}_code"], str)
    }
    pairs = ask(
        edition,
        lambda session: crosswalk_queries.crosswalk_pairs(
            session, level=level, from_vintage=OLD, to_vintage=NEW
        ),
    )
    earlier = restated(figures_by_area(edition, indicator, level, (OLD,), years), pairs, rule, **counts)
    native = figures_by_area(edition, indicator, level, (NEW,), years)
    known = native[["area_code", "year"]].assign(native=True)
    kept = earlier.merge(known, on=["area_code", "year"], how="left")
    kept = kept[kept["native"].isna()].drop(columns="native")
    native = native.assign(restated="", reason="", made_of=0)
    whole = pd.concat([part for part in (native, kept) if len(part)] or [native], ignore_index=True)
    return whole.sort_values(["year", "area_code"], ignore_index=True)


@shared_frame(FRAMES_KEPT)
def parts_of(edition: Edition, level: str, vintage: str, place: PlaceKey) -> pd.DataFrame:
    """Return the areas of a level and vintage that lie in a place, with their province."""
    return ask(
        edition,
        lambda session: hierarchy_queries.parts_of(
            session,
            level=level,
            vintage=vintage,
            of_vintage=place.vintage,
            of_level=place.level,
            of_code=place.code,
        ),
    )


def codes_within(edition: Edition, level: str, vintage: str, place: PlaceKey) -> frozenset[str]:
    """Return the codes of the areas of a level and vintage that lie in a place."""
    return frozenset(parts_of(edition, level, vintage, place)["code"])


def provinces_holding(edition: Edition, level: str, vintage: str, place: PlaceKey) -> frozenset[str]:
    """Return the provinces in which those areas lie."""
    return frozenset(parts_of(edition, level, vintage, place)["province_code"])


@shared_frame(FRAMES_KEPT)
def area_classes(edition: Edition) -> pd.DataFrame:
    """Return every known member of the official lists of areas."""
    return ask(edition, hierarchy_queries.area_classes)


def codes_of_class(edition: Edition, level: str, vintage: str, area_class: str) -> frozenset[str]:
    """Return the known areas of a class at a level and vintage."""
    known = area_classes(edition)
    rows = known[
        (known["class_code"] == area_class) & (known["level"] == level) & (known["vintage"] == vintage)
    ]
    return frozenset(rows["code"])


@shared_frame(FRAMES_KEPT)
def lineage(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the units that went into a place and that it went into."""
    return ask(
        edition,
        lambda session: crosswalk_queries.lineage(
            session, vintage=place.vintage, level=place.level, code=place.code
        ),
    )


@shared_value(ROWS_KEPT)
def area_row(edition: Edition, place: PlaceKey) -> Row:
    """Return the row of a place that exists."""
    known = areas(edition, place.level, place.vintage)
    rows = known[known["code"] == place.code].to_dict("records")
    return rows[0]


@shared_frame(FRAMES_KEPT)
def children(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the areas right below a place in its own vintage, by code."""
    below = {"nation": "province", "region": "province", "province": "district", "district": "commune"}
    level = below.get(place.level, "")
    if place.level == "province" and place.vintage == NEW:
        level = "commune"
    if place.level == "nation":
        return areas(edition, level, place.vintage)
    return ask(
        edition,
        lambda session: area_queries.areas(
            session, level=level, vintage=place.vintage, parent=(place.level, place.code)
        ),
    )


def is_place(edition: Edition, place: PlaceKey) -> bool:
    """Say whether there is such a place."""
    return place.code in set(areas(edition, place.level, place.vintage)["code"])


@shared_frame(FRAMES_KEPT)
def figures_of_place(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the shown figures of every indicator for one place, by indicator and year."""
    return ask(
        edition,
        lambda session: figure_queries.figures_of_place(
            session, vintage=place.vintage, level=place.level, code=place.code
        ),
    )


def lineage_changes(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the units of earlier vintages that went into a place, with the date of each change."""
    earlier = earlier_units(edition, place.level, place.vintage)
    return earlier[earlier["code"] == place.code]


@shared_value(2)
def place_index(edition: Edition) -> PlaceIndex:
    """Return the index of the place search; it is never changed."""
    return PlaceIndex(ask(edition, place_queries.places))


def search_places(edition: Edition, typed: str, limit: int) -> list[Hit]:
    """Return the places that a typed text may mean, the likeliest first."""
    return place_index(edition).search(typed, limit=limit)
