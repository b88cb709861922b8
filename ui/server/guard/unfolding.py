"""How much the compressed messages of a page may unfold to.

A message of 1 kB may unfold to a megabyte, and the server unfolds all that arrived at once before anybody may
refuse it. So each message is bounded, and so is what arrives in one piece together.
"""

from __future__ import annotations

from collections.abc import Sequence

from websockets.exceptions import PayloadTooBig
from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.typing import ExtensionParameter

# The largest that a page has sent in the tests of every page is a hundredth of it.
MESSAGE_BYTES = 1_000_000
AT_ONCE_BYTES = 2_000_000


class BoundedDeflate(Extension):
    """Compression whose messages unfold to so many bytes at most for each piece that arrives."""

    def __init__(self, deflate: Extension) -> None:
        self.name = deflate.name
        self._deflate = deflate
        self._left = AT_ONCE_BYTES

    def begin_piece(self) -> None:
        """Count anew: another piece arrives."""
        self._left = AT_ONCE_BYTES

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        """Return an unfolded frame; PayloadTooBig, at which the connection is closed, beyond the bound."""
        if self._left <= 0:
            raise PayloadTooBig(None, AT_ONCE_BYTES)
        bound = min(self._left, MESSAGE_BYTES if max_size is None else max_size)
        unfolded = self._deflate.decode(frame, max_size=bound)
        self._left -= len(unfolded.data)
        return unfolded

    def encode(self, frame: Frame) -> Frame:
        """Return a frame to send, compressed."""
        return self._deflate.encode(frame)


class BoundedDeflateFactory(ServerPerMessageDeflateFactory):
    """Agrees with a browser on compression as usual, and bounds what comes of it."""

    def process_request_params(  # type: ignore[override]
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], BoundedDeflate]:
        """Return what to answer to the browser, and the compression."""
        agreed, deflate = super().process_request_params(params, accepted_extensions)
        return agreed, BoundedDeflate(deflate)
