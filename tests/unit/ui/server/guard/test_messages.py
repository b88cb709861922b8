"""How fast a page may send messages, and what becomes of those beyond."""

import asyncio
import time
from typing import Any

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from ui.server.guard.messages import BEGUN_BY_AN_ADDRESS, Messages, is_ignored
from ui.server.guard.token_bucket import Rate, TokenBucket

WITHOUT_END = Rate(1e9, 1e9)
RERUN = BackMsg(rerun_script=ClientState()).SerializeToString()


class Time:
    """A clock that goes only while somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(asyncio, "sleep", self._sleep)

    def __call__(self) -> float:
        return self.now

    async def _sleep(self, seconds: float) -> None:
        self.now += seconds


def received(
    coming: list[dict[str, Any]], time: Time, until: float = 1e9, begun: Rate = WITHOUT_END
) -> tuple[list[Message], list[Message]]:
    """Return what the application received until some second, and what was sent to the page."""
    sent: list[Message] = []
    found: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def listen() -> None:
        buckets = (TokenBucket(Rate(30, 10), time), TokenBucket(Rate(120, 40), time))
        page = Messages(receive, send, buckets, TokenBucket(begun, time))
        while not found or found[-1]["type"] == "websocket.receive":
            message = await page.receive()
            if time.now > until:
                return
            found.append(message)

    asyncio.run(listen())
    return found, sent


def reruns(count: int) -> list[dict[str, Any]]:
    return [{"type": "websocket.receive", "bytes": RERUN} for _ in range(count)]


def test_thirty_messages_are_answered_at_once_and_ten_a_second_after_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(received(reruns(500), Time(monkeypatch), until=0)[0]) == 30
    assert len(received(reruns(500), Time(monkeypatch), until=2.0)[0]) == 50


def test_of_those_at_once_one_begins_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = BEGUN_BY_AN_ADDRESS
    assert len(received(reruns(500), Time(monkeypatch), until=0, begun=begun)[0]) == 2
    assert len(received(reruns(500), Time(monkeypatch), until=0.501, begun=begun)[0]) == 12
    assert len(received(reruns(500), Time(monkeypatch), until=2.001, begun=begun)[0]) == 42


def test_others_have_their_turn_between_the_answers_of_a_page() -> None:
    turns = 0

    async def receive() -> Message:
        raise AssertionError

    async def send(_message: Message) -> None:
        time.sleep(0.006)

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def answer() -> None:
        other = asyncio.create_task(others())
        page = Messages(receive, send, (), TokenBucket(WITHOUT_END))
        for _ in range(10):
            await page.send({"type": "websocket.send", "bytes": b""})
        other.cancel()

    asyncio.run(answer())
    assert turns >= 10


def test_page_that_lets_a_hundred_in_a_row_wait_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    time = Time(monkeypatch)
    found, sent = received(reruns(2000), time)
    assert len(found) == 131
    assert found[-1] == {"type": "websocket.disconnect", "code": 1008}
    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert time.now == pytest.approx(10, abs=0.2)


def test_person_who_drags_a_slider_for_a_minute_is_never_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    time = Time(monkeypatch)
    bucket = TokenBucket(Rate(30, 10), time)
    for _ in range(8 * 60):
        assert bucket.take()
        time.now += 1 / 8


def test_text_closes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    found, sent = received([{"type": "websocket.receive", "text": "x"}], Time(monkeypatch))
    assert (found[0]["type"], sent[0]["code"]) == ("websocket.disconnect", 1003)


def test_answer_to_a_closed_page_is_one_to_a_lost_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    async def receive() -> Message:
        return {"type": "websocket.receive", "text": "x"}

    async def send(_message: Message) -> None:
        return None

    async def answer() -> None:
        page = Messages(receive, send, (TokenBucket(Rate(30, 10)),), TokenBucket(WITHOUT_END))
        await page.receive()
        await page.send({"type": "websocket.send", "bytes": b""})

    with pytest.raises(OSError, match="closed"):
        asyncio.run(answer())


@pytest.mark.parametrize("kind", ["clear_cache", "set_run_on_save", "debug_shutdown_runtime"])
def test_messages_for_developers_are_passed_over(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    message = BackMsg()
    setattr(message, kind, True)
    content = message.SerializeToString()
    assert is_ignored(content)
    coming = [{"type": "websocket.receive", "bytes": content}, {"type": "websocket.disconnect"}]
    assert [message["type"] for message in received(coming, Time(monkeypatch))[0]] == ["websocket.disconnect"]


def test_what_is_no_message_is_left_to_the_application() -> None:
    assert not is_ignored(b"\xff\xff\xff")
    assert not is_ignored(RERUN)
