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
from data_access.store_codes import PUBLISHED
from ui.server.bounded_questions import BoundedQuestion
from ui.server.metrics.instruments import load_age_seconds, load_number, store_answer_seconds, store_up

BOUND_SECONDS = 2.0


@dataclass(frozen=True)
class StoreFacts:
    """The newest load of a store, when it was made (ISO, "" for none), and how long the answer took."""

    load: int
    loaded_at: str
    seconds: float


async def look_at_store() -> None:
    """Set what is told of the store; one that is silent for two seconds or fails is down."""
    try:
        facts = await _question.answer(BOUND_SECONDS)
    except (StoreError, TimeoutError):
        store_up.set(0)
        return
    store_up.set(1)
    store_answer_seconds.set(facts.seconds)
    load_number.set(facts.load)
    if facts.loaded_at:
        load_age_seconds.set(_age(facts.loaded_at, datetime.now(UTC)))


def _age(loaded_at: str, now: datetime) -> float:
    return (now - datetime.fromisoformat(loaded_at)).total_seconds()


def _facts() -> StoreFacts:
    door.opened(PUBLIC, PUBLISHED, build=False)
    began = time.perf_counter()
    with door.session(PUBLIC, PUBLISHED) as session:
        load, loaded_at = store_load_number(session), newest_time(session)
    return StoreFacts(load, loaded_at, time.perf_counter() - began)


_question = BoundedQuestion(_facts)
