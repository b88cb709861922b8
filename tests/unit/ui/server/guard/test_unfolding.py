"""How much the compressed messages of a page may unfold to."""

import zlib

import pytest
from websockets.exceptions import PayloadTooBig
from websockets.frames import Frame, Opcode
from websockets.typing import ExtensionParameter

from ui.server.guard.unfolding import AT_ONCE_BYTES, MESSAGE_BYTES, BoundedDeflate, BoundedDeflateFactory

NO_MEMORY: list[ExtensionParameter] = [("client_no_context_takeover", None)]


@pytest.fixture
def deflate() -> BoundedDeflate:
    return BoundedDeflateFactory(client_max_window_bits=15).process_request_params(NO_MEMORY, [])[1]


def folded(size: int) -> Frame:
    packer = zlib.compressobj(wbits=-15)
    content = packer.compress(bytes(size)) + packer.flush(zlib.Z_SYNC_FLUSH)
    return Frame(Opcode.BINARY, content[:-4], rsv1=True)


def test_message_that_unfolds_to_250_megabytes_is_stopped_at_one(deflate: BoundedDeflate) -> None:
    frame = folded(250_000_000)
    assert len(frame.data) < 250_000
    with pytest.raises(PayloadTooBig):
        deflate.decode(frame, max_size=None)


def test_messages_that_arrive_together_unfold_to_so_much_and_no_more(deflate: BoundedDeflate) -> None:
    frame = folded(AT_ONCE_BYTES // 2)
    deflate.begin_piece()
    for _ in range(2):
        deflate.decode(frame, max_size=MESSAGE_BYTES)
    with pytest.raises(PayloadTooBig):
        deflate.decode(frame, max_size=MESSAGE_BYTES)


def test_messages_that_come_one_after_another_are_all_read(deflate: BoundedDeflate) -> None:
    for _ in range(10):
        deflate.begin_piece()
        assert len(deflate.decode(folded(900_000)).data) == 900_000
