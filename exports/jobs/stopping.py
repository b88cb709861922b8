"""What happens when the server is asked to stop: jobs end at once, and the server within a bound.

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

# What a service manager waits for is 90 s, a container's 10 s; visitors get most of the latter.
STOP_SECONDS = 8.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)
logger = logging.getLogger(__name__)


def end_jobs_when_stopped(close: Callable[[], None] | None = None, seconds: float = STOP_SECONDS) -> None:
    """Let the signals that stop the server also end its jobs, and the process after so many seconds.

    To be called in the event loop of the main thread, once the server has set its own answer to them, which
    is given as before. In another thread, as under a test's server, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    ending = close or jobs().close
    for number in SIGNALS:
        signal.signal(number, _answer_of(signal.getsignal(number), loop, ending, seconds))


def _answer_of(
    before: Any, loop: asyncio.AbstractEventLoop, ending: Callable[[], None], seconds: float
) -> Callable[[int, FrameType | None], None]:
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
