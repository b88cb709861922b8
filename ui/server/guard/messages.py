"""What a page sends over its websocket: as fast as one person can, and nothing that is of no use here.

Thirty messages at once and ten a second after that are answered; those beyond wait, and nothing more is read
meanwhile. Who lets a hundred in a row wait is no person at a page, and the connection is closed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.server.guard.refusals import POLICY_VIOLATION
from ui.server.guard.token_bucket import Rate, TokenBucket

OF_A_PAGE = Rate(at_once=30, a_second=10)
# Fifty people at pages of an office behind one address, each every five seconds.
OF_AN_ADDRESS = Rate(at_once=60, a_second=10)
WAITING_IN_A_ROW = 100
UNSUPPORTED = 1003
# For developers at their own machine: they would empty what is kept for all visitors, or stop the server.
IGNORED = ("clear_cache", "set_run_on_save", "debug_disconnect_websocket", "debug_shutdown_runtime")

logger = logging.getLogger(__name__)


class Messages:
    """The messages of one page as the application is to receive them, and its way to answer."""

    def __init__(self, receive: Receive, send: Send, buckets: Sequence[TokenBucket]) -> None:
        self._receive, self._send = receive, send
        self._buckets = buckets
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

    async def _is_in_time(self) -> bool:
        """Wait until a message may be answered; False where too many in a row had to wait."""
        seconds = max(bucket.seconds_to_wait() for bucket in self._buckets)
        self._waiting = self._waiting + 1 if seconds else 0
        if self._waiting > WAITING_IN_A_ROW:
            return False
        while seconds:
            await asyncio.sleep(seconds)
            seconds = max(bucket.seconds_to_wait() for bucket in self._buckets)
        for bucket in self._buckets:
            bucket.take()
        return True

    async def _closed(self, code: int) -> Message:
        self._is_closed = True
        logger.warning("a page was closed with code %d for what it sent", code)
        await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}


def is_ignored(content: bytes) -> bool:
    """Whether a message is one of those that are of no use here."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return False
    return message.WhichOneof("type") in IGNORED
