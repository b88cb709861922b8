"""What happens when the server is asked to stop: jobs end at once, and the server within a bound.

With ``DRAIN_SECONDS`` it first says that it is not ready, so that a proxy sends it no new visitor, and waits
as long at the most for files that are being made and figures that are being changed.

uvicorn waits for every answer that is under way, and Python for every thread: a page of briefs, or a query
that the database never answers, would hold the process for minutes.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from exports.jobs.job import jobs
from ui.server.process.draining import draining
from ui.server.process.settings import ProcessSettings

# What a service manager waits for is 90 s, a container's 10 s; visitors get most of the latter.
STOP_SECONDS = 8.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)
# A proxy that asks each second has noticed by then.
NOTICED_SECONDS, LOOK_AGAIN_SECONDS = 2.5, 0.1
Answer = Callable[[int, FrameType | None], None]
logger = logging.getLogger(__name__)


def end_jobs_when_stopped(close: Callable[[], None] | None = None, seconds: float = STOP_SECONDS) -> None:
    """Let the signals that stop the server also end its jobs, and the process after so many seconds.

    To be called in the event loop of the main thread, once the server has set its own answer to them, which
    is given as before. In another thread, as under a test's server, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    ending, drain = close or jobs().close, ProcessSettings().drain_seconds
    for number in SIGNALS:
        stop = _answer_of(signal.getsignal(number), loop, ending, seconds)
        signal.signal(
            number, _after_draining(stop, loop, drain) if number == signal.SIGTERM and drain else stop
        )


def _after_draining(stop: Answer, loop: asyncio.AbstractEventLoop, seconds: float) -> Answer:
    """Return the answer to a signal that waits for what is under way, and to a second one, which does not."""
    # A loop alone does not keep its tasks.
    tasks: list[asyncio.Task[None]] = []

    def answer(number: int, frame: FrameType | None) -> None:
        if draining.has_begun:
            stop(number, frame)
            return
        draining.begin()
        loop.call_soon_threadsafe(lambda: tasks.append(loop.create_task(stopped_later(number))))

    async def stopped_later(number: int) -> None:
        await _drained(seconds)
        stop(number, None)

    return answer


async def _drained(seconds: float) -> None:
    """Return when a proxy has noticed and nothing is under way, after so many seconds at the most."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    await asyncio.sleep(min(NOTICED_SECONDS, seconds))
    while loop.time() < until and (jobs().are_under_way or _works_under_way()):
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


def _works_under_way() -> int:
    """How many changes of figures this process has under way."""
    # What reads workbooks comes along; where it has not, nobody has worked.
    records = sys.modules.get("data_access.worker.records")
    return 0 if records is None else int(records.works_under_way())


def _answer_of(
    before: Any, loop: asyncio.AbstractEventLoop, ending: Callable[[], None], seconds: float
) -> Answer:
    def answer(number: int, frame: FrameType | None) -> None:
        # Not here: a signal comes in the middle of anything.
        loop.call_soon_threadsafe(ending)
        watching = threading.Timer(seconds, _end_now, (number,))
        watching.daemon = True
        watching.start()
        if callable(before):
            before(number, frame)

    return answer


def _end_now(number: int) -> None:
    logger.warning("the server did not end by itself in time and is ended now")
    sys.stderr.flush()
    # Changes of the store are whole or not at all, and children end with this process.
    os._exit(128 + number)
