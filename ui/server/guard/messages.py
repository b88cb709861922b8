"""What a page sends over its websocket: as fast as one person can, and nothing that is of no use here.

Thirty messages at once and ten a second after that are answered; those beyond wait, and nothing more is read
meanwhile. Who lets a hundred in a row wait is no person at a page, and the connection is closed.

Each begins the run of a page, a thread for which the event loop waits, and a run answers with a hundred
messages. So those at once of an address are begun one after another, and between answers the loop turns to
whoever else waits: ``/live`` would have to wait for all of them.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.server.guard.refusals import POLICY_VIOLATION
from ui.server.guard.token_bucket import Rate, TokenBucket

OF_A_PAGE = Rate(at_once=30, a_second=10)
# Fifty people at pages of an office behind one address, each every five seconds.
OF_AN_ADDRESS = Rate(at_once=60, a_second=10)
# Of those at once, one begins after another.
BEGUN_BY_AN_ADDRESS = Rate(at_once=2, a_second=20)
WAITING_IN_A_ROW = 100
# So long the loop may be held by answers.
TURN_SECONDS = 0.005
UNSUPPORTED = 1003
# For developers at their own machine: they would empty what is kept for all visitors, or stop the server.
IGNORED = ("clear_cache", "set_run_on_save", "debug_disconnect_websocket", "debug_shutdown_runtime")

logger = logging.getLogger(__name__)


class Messages:
    """The messages of one page as the application is to receive them, and its way to answer.

    ``buckets`` say how many it may send; ``begun`` parts those that may be answered at once.
    """

    def __init__(
        self, receive: Receive, send: Send, buckets: Sequence[TokenBucket], begun: TokenBucket
    ) -> None:
        self._receive, self._send = receive, send
        self._buckets, self._begun = buckets, begun
        self._waiting = 0
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the connection was closed for what came over it."""
        return self._is_closed

    async def receive(self) -> Message:
        """Return the next message once it may be answered; a disconnection where none may be any more."""
        while not self._is_closed:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            if message.get("bytes") is None:
                return await self._closed(UNSUPPORTED)
            if not await self._is_in_time():
                return await self._closed(POLICY_VIOLATION)
            if not is_ignored(message["bytes"]):
                return message
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    async def send(self, message: Message) -> None:
        """Pass on an answer; OSError, as of a connection that was lost, once this one was closed."""
        if self._is_closed:
            raise OSError("the connection was closed")
        await self._send(message)
        await turn()

    async def _is_in_time(self) -> bool:
        """Wait until a message may be answered; False where too many in a row had to wait."""
        seconds = max(bucket.seconds_to_wait() for bucket in self._buckets)
        self._waiting = self._waiting + 1 if seconds else 0
        if self._waiting > WAITING_IN_A_ROW:
            return False
        buckets = (*self._buckets, self._begun)
        while seconds := max(bucket.seconds_to_wait() for bucket in buckets):
            await asyncio.sleep(seconds)
        for bucket in buckets:
            bucket.take()
        return True

    async def _closed(self, code: int) -> Message:
        self._is_closed = True
        logger.warning("a page was closed with code %d for what it sent", code)
        await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}


class _Turn:
    """When the loop last turned to whoever else waits."""

    def __init__(self) -> None:
        self._began = 0.0

    async def __call__(self) -> None:
        """Let the loop turn to others where answers have held it for ``TURN_SECONDS``."""
        if time.monotonic() - self._began > TURN_SECONDS:
            await asyncio.sleep(0)
            self._began = time.monotonic()


turn = _Turn()


def is_ignored(content: bytes) -> bool:
    """Whether a message is one of those that are of no use here."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return False
    return message.WhichOneof("type") in IGNORED
