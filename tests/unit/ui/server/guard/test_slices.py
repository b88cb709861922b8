"""A hundred messages that arrive in one piece are read in several turns of the event loop."""

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from ui.server.websocket_window import SLICE_BYTES, WideWindowProtocol

MESSAGES = 100


class Transport(asyncio.Transport):
    """Keeps what is written, and is never closed."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)})
        self.written = b""
        self.is_reading_now = True

    def write(self, data: Any) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return False

    def pause_reading(self) -> None:
        self.is_reading_now = False

    def resume_reading(self) -> None:
        self.is_reading_now = True

    def close(self) -> None:
        return None


async def accept(_scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    await asyncio.Event().wait()


async def connected() -> tuple[WideWindowProtocol, ClientProtocol]:
    """A page's connection and its browser's side, with compression agreed upon."""
    config = Config(accept, log_level="critical")
    config.load()
    server = WideWindowProtocol(config, ServerState(), {}, _loop=asyncio.get_running_loop())
    transport = Transport()
    server.connection_made(transport)
    page = ClientProtocol(parse_uri("ws://localhost/"), extensions=[ClientPerMessageDeflateFactory()])
    page.send_request(page.connect())
    server.data_received(b"".join(page.data_to_send()))
    while b"\r\n\r\n" not in transport.written:
        await asyncio.sleep(0)
    page.receive_data(transport.written)
    page.events_received()
    return server, page


async def pinged() -> None:
    """Send more pings than one slice holds, which nobody answers by a message."""
    server, page = await connected()
    transport = server.transport
    assert isinstance(transport, Transport)
    for _ in range(200):
        page.send_ping(b"12345678")
    server.data_received(b"".join(page.data_to_send()))
    assert not transport.is_reading_now
    for _ in range(200):
        if transport.is_reading_now:
            return
        await asyncio.sleep(0)
    raise AssertionError("the page is not heard any more")


async def read_by_turn() -> list[int]:
    """How many messages were there after each turn of the loop."""
    server, page = await connected()
    for number in range(MESSAGES):
        page.send_frame(Frame(Opcode.BINARY, f"{number} {number**9}".encode() * 20))
    piece = b"".join(page.data_to_send())
    assert len(piece) > 4 * SLICE_BYTES
    begun = server.queue.qsize()
    counts: list[int] = []
    server.data_received(piece[:-7])
    server.data_received(piece[-7:])
    while not counts or counts[-1] < MESSAGES:
        counts.append(server.queue.qsize() - begun)
        await asyncio.sleep(0)
    for number in range(MESSAGES):
        message = server.queue.get_nowait()
        assert message["type"] == "websocket.receive"
        assert (message.get("bytes") or b"").startswith(f"{number} ".encode())
    return counts


def test_messages_of_one_piece_are_read_in_several_turns_and_in_order() -> None:
    counts = asyncio.run(read_by_turn())
    assert 0 < counts[0] < MESSAGES / 3
    assert counts == sorted(counts)


def test_nothing_more_is_read_from_a_page_until_what_came_is_read() -> None:
    asyncio.run(pinged())
