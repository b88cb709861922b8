"""Questions that may never be answered: nobody waits for one longer than a bound, and one thread asks it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class BoundedQuestion(Generic[Answer]):
    """A question that is asked once at a time, however many want its answer.

    Whoever comes while it is being asked waits for that answer, so a store that is silent holds one thread
    and not one for each request.
    """

    def __init__(self, question: Callable[[], Answer]) -> None:
        self._question = question
        self._changing = Lock()
        self._under_way: Future[Answer] | None = None

    async def answer(self, seconds: float) -> Answer:
        """Return the answer or raise what the question raised; ``TimeoutError`` after so many seconds."""
        # What is asked goes on for the others when one has waited long enough.
        asked = asyncio.shield(asyncio.wrap_future(self._asked()))
        return await asyncio.wait_for(asked, seconds)

    def _asked(self) -> Future[Answer]:
        with self._changing:
            if self._under_way is None:
                self._under_way = Future()
                Thread(
                    target=self._ask, args=(self._under_way,), name="bounded-question", daemon=True
                ).start()
            return self._under_way

    def _ask(self, future: Future[Answer]) -> None:
        try:
            found = self._question()
        except BaseException as error:
            self._end()
            future.set_exception(error)
        else:
            self._end()
            future.set_result(found)

    def _end(self) -> None:
        with self._changing:
            self._under_way = None
