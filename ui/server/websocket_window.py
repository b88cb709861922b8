"""How far back the compression of what a page is sent may look.

A change sends most elements of a part of the page nearly as they were. uvicorn lets the compression look
back over 4 kB, less than one such part; over 32 kB, the farthest there is, it finds the elements of the
change before and sends but what differs, for some 130 kB of memory a visitor. What comes from a page is
bounded before it unfolds (``guard.unfolding``), and read in slices: a hundred small messages in one piece
would be unfolded in one turn of the event loop, and whoever else asks would wait.
"""

from __future__ import annotations

from typing import Any

from uvicorn.config import WS_PROTOCOLS
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from ui.server.guard.unfolding import MESSAGE_BYTES, BoundedDeflate, BoundedDeflateFactory

WINDOW_BITS = 15
# The name by which Streamlit asks uvicorn for its protocol.
ASKED_FOR = "websockets-sansio"
# A message of a page is a few hundred bytes; what comes beside it is read in the next turn.
SLICE_BYTES = 512


class WideWindowProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, whose compression looks back as far as it can, and whose messages are bounded."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._unread = b""
        self.conn.max_message_size = MESSAGE_BYTES
        offered = self.conn.available_extensions or ()
        self.conn.available_extensions = [
            _bounded(extension) if isinstance(extension, ServerPerMessageDeflateFactory) else extension
            for extension in offered
        ]

    def data_received(self, data: bytes) -> None:
        """Take a piece of what a page sends, all of whose messages together unfold to so much at most.

        Nothing more is asked for until it is read.
        """
        if self._unread:
            self._unread += data
            self.transport.pause_reading()
            return
        for extension in self.conn.extensions:
            if isinstance(extension, BoundedDeflate):
                extension.begin_piece()
        self._unread = data
        self._read_slice()

    def _read_slice(self) -> None:
        """Read some of the piece, and the rest after what else is to be done."""
        read, self._unread = self._unread[:SLICE_BYTES], self._unread[SLICE_BYTES:]
        super().data_received(read)
        if self.conn.parser_exc is not None or self.transport.is_closing():
            self._unread = b""
        if self._unread:
            self.transport.pause_reading()
            self.loop.call_soon(self._read_slice)
        elif not self.read_paused:
            self.transport.resume_reading()


def _bounded(offered: ServerPerMessageDeflateFactory) -> BoundedDeflateFactory:
    return BoundedDeflateFactory(
        server_max_window_bits=WINDOW_BITS,
        client_max_window_bits=offered.client_max_window_bits,
        compress_settings=offered.compress_settings,
    )


def widen_window() -> None:
    """Let servers that are started from now on use the wide window."""
    WS_PROTOCOLS[ASKED_FOR] = f"{__name__}:{WideWindowProtocol.__name__}"
