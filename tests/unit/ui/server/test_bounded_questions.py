"""A question that is never answered holds one thread, and nobody beyond the bound."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest

from ui.server.bounded_questions import BoundedQuestion


def test_many_who_ask_a_silent_store_hold_one_thread_and_later_get_the_answer() -> None:
    answered, begun = Event(), []

    def question() -> int:
        begun.append(1)
        answered.wait(10)
        return 7

    asking = BoundedQuestion(question)

    async def ask_often() -> None:
        given_up = await asyncio.gather(*(asking.answer(0.02) for _ in range(20)), return_exceptions=True)
        assert {type(error) for error in given_up} == {TimeoutError}
        assert begun == [1]
        waiting = asyncio.ensure_future(asking.answer(10))
        await asyncio.sleep(0)
        answered.set()
        assert await waiting == 7

    asyncio.run(ask_often())


def test_what_a_question_raises_reaches_whoever_asked_and_the_next_asks_anew() -> None:
    answers: Iterator[ValueError | int] = iter([ValueError("first"), 2])

    def question() -> int:
        found = next(answers)
        if isinstance(found, ValueError):
            raise found
        return found

    asking = BoundedQuestion(question)
    with pytest.raises(ValueError, match="first"):
        asyncio.run(asking.answer(10))
    assert asyncio.run(asking.answer(10)) == 2
