"""Which database servers do not answer: remembered, so that not every visitor waits for one that is away.

A lost server is asked again beside those who want to know of it, once a second. Kept only where another
server can answer in its place.
"""

import logging
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from data_access.store.engines import reading_engine
from data_access.store.errors import StoreUnreachable
from data_access.store.single_writer import location_of

RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


@dataclass
class _Lost:
    """When a server is to be asked again, and whether it is being asked."""

    next_try: float
    is_trying: bool = False


_lost: dict[URL, _Lost] = {}
_changing = Lock()


def is_lost(url: URL) -> bool:
    """Return whether a server did not answer when it was last asked; it may be asked again meanwhile."""
    with _changing:
        found = _lost.get(url)
        if found is None:
            return False
        if not found.is_trying and monotonic() >= found.next_try:
            found.is_trying = True
            Thread(target=_try_again, args=(url, found), name="lost-database", daemon=True).start()
        return True


def note_lost(url: URL, error: StoreUnreachable) -> None:
    """Remember that a server does not answer, with one line in the log until it answers again."""
    with _changing:
        is_known = url in _lost
        _lost.setdefault(url, _Lost(monotonic() + RETRY_SECONDS))
    if not is_known:
        logger.warning("the database %s does not answer (%s)", location_of(url), error.facts.get("reason"))


def _try_again(url: URL, lost: _Lost) -> None:
    engine = reading_engine(url)
    try:
        with engine.connect():
            pass
    except SQLAlchemyError:
        lost.next_try, lost.is_trying = monotonic() + RETRY_SECONDS, False
        return
    finally:
        engine.dispose()
    with _changing:
        _lost.pop(url, None)
    logger.warning("the database %s answers again", location_of(url))
