"""The store as whoever watches it sees it: whether it answers, how fast, and how old its newest load is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from data_access import door
from data_access.door import PUBLIC
from data_access.queries.loads import newest_time
from data_access.queries.sources import store_load_number
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.store.standby import Following, is_read_only
from data_access.store_codes import PUBLISHED
from ui.server.bounded_questions import BoundedQuestion
from ui.server.metrics.instruments import (
    load_age_seconds,
    load_number,
    standby_bytes_behind,
    standby_state,
    store_answer_seconds,
    store_read_only,
    store_up,
)

BOUND_SECONDS = 2.0
STATES = ("follows", "behind", "lost")
# What is not known.
NAN = float("nan")


@dataclass(frozen=True)
class StoreFacts:
    """The newest load of a store, when it was made (ISO, "" for none), and how long the answer took.

    ``standby`` is how its standby follows, None where there is none, and ``is_read_only`` whether it is read
    for want of its primary.
    """

    load: int
    loaded_at: str
    seconds: float
    standby: Following | None = None
    is_read_only: bool = False


async def look_at_store() -> None:
    """Set what is told of the store; one that is silent for two seconds or fails is down."""
    try:
        facts = await _question.answer(BOUND_SECONDS)
    except (StoreError, TimeoutError):
        # Its newest load stays told: it is what visitors still see of what is kept.
        store_up.set(0)
        store_answer_seconds.set(NAN)
        return
    store_up.set(1)
    store_answer_seconds.set(facts.seconds)
    load_number.set(facts.load)
    store_read_only.set(facts.is_read_only)
    _tell_standby(facts.standby)
    if facts.loaded_at:
        load_age_seconds.set(_age(facts.loaded_at, datetime.now(UTC)))


def _tell_standby(standby: Following | None) -> None:
    if standby is None:
        return
    for state in STATES:
        standby_state.labels(state).set(state == standby.state)
    standby_bytes_behind.set(NAN if standby.bytes_behind is None else standby.bytes_behind)


def _age(loaded_at: str, now: datetime) -> float:
    return (now - datetime.fromisoformat(loaded_at)).total_seconds()


def _facts() -> StoreFacts:
    door.opened(PUBLIC, PUBLISHED, build=False)
    began = time.perf_counter()
    with door.session(PUBLIC, PUBLISHED) as session:
        load, loaded_at = store_load_number(session), newest_time(session)
    seconds = time.perf_counter() - began
    standby = door.following(PUBLIC, PUBLISHED, load)
    return StoreFacts(load, loaded_at, seconds, standby, is_read_only(StoreSettings()))


_question = BoundedQuestion(_facts)
