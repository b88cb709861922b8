"""Whether the server works, for whoever watches it: ``/live``, ``/ready`` and ``/health``.

None of them builds a store, and none waits for one that is silent longer than ``BOUND_SECONDS``.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from data_access import door
from data_access.door import PUBLIC
from data_access.keeping.room import expect_room
from data_access.store.errors import StoreError, StoreUnreachable
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store.standby import is_read_only
from data_access.store_codes import PUBLISHED
from ui.cached.editions import newest
from ui.server.bounded_questions import BoundedQuestion
from ui.server.guard.settings import GuardSettings
from ui.server.process.draining import draining
from ui.server.process.preparing import preparing
from ui.server.route_failures import NOT_KEPT, Failure, as_health, failure_of
from ui.server.store_opening import is_being_opened
from vocabulary.catalogues import language_in
from vocabulary.words import Words

BOUND_SECONDS = 2.0
Facts = dict[str, Any]
# The sentence of an address that there is not; no probe leads to it.
UNKNOWN = "failure.unknown_picture"


def probe_routes() -> list[BaseRoute]:
    """Return the routes of the probes."""
    return [Route("/live", send_live), Route("/ready", send_ready), Route("/health", send_health)]


async def send_live(_request: Request) -> Response:
    """Say that the process answers; the store is not asked."""
    return JSONResponse({"live": True}, headers=NOT_KEPT)


async def send_ready(request: Request) -> Response:
    """Say whether visitors can be sent here: 200, or 503 with a sentence.

    ``store`` is ``ok``, or ``read-only`` where a standby is read for want of its primary. It is 503 where the
    store does not answer, is lost, missing or being built, where ``VAR_DIR`` is full or cannot be written,
    while the process makes what its first visitors would wait for, and where it was told to end. A proxy that
    knows processes which keep their visitors and get no new ones asks for a status of their own with
    ``draining=404``.
    """
    if draining.has_begun:
        words = Words(language_in(request.query_params))
        status = 404 if request.query_params.get("draining") == "404" else 503
        return as_health(Failure(status, "draining", words("ready.draining")), words)
    if preparing.is_under_way:
        words = Words(language_in(request.query_params))
        return as_health(Failure(503, "preparing", words("ready.preparing")), words)
    return await _answered(request, _readiness)


async def send_health(request: Request) -> Response:
    """Say whether the store answers: 200 with its load number, or 503 with a sentence.

    Number and standby are left out where reading is for accounts alone.
    """
    return await _answered(request, _load)


async def _answered(request: Request, question: BoundedQuestion[Facts]) -> Response:
    words = Words(language_in(request.query_params))
    try:
        facts = await question.answer(BOUND_SECONDS)
    except StoreError as error:
        return as_health(failure_of(error, words, UNKNOWN), words)
    except TimeoutError:
        silent = StoreUnreachable(location=_location(), reason="too_slow")
        return as_health(failure_of(silent, words, UNKNOWN), words)
    told = facts if GuardSettings().public_reading else {"store": facts["store"]}
    return JSONResponse(told, headers=NOT_KEPT)


def _state() -> Facts:
    """How the store is: its newest load, and where there is a standby how that follows it."""
    door.opened(PUBLIC, PUBLISHED, build=False)
    load = newest(PUBLIC, PUBLISHED).load
    standby = door.following(PUBLIC, PUBLISHED, load)
    facts: Facts = {"store": "read-only" if is_read_only(StoreSettings()) else "ok", "load": load}
    if standby is not None:
        named = {"state": standby.state, "load": standby.load, "bytes_behind": standby.bytes_behind}
        facts["standby"] = named
    return facts


def _ready_state() -> Facts:
    expect_room(StoreSettings().var_dir)
    if is_being_opened(PUBLIC, PUBLISHED):
        raise StoreUnreachable(location=_location(), reason="building")
    return _state()


def _location() -> str:
    return location_of(StoreSettings().url())


_load, _readiness = BoundedQuestion(_state), BoundedQuestion(_ready_state)
