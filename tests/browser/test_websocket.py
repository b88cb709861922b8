"""What the page and the server say to each other goes compressed."""

from typing import cast

from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.browser.server import Server


def test_websocket_agrees_on_compression_that_looks_back_over_a_whole_page(server: Server) -> None:
    address = server.url.replace("http:", "ws:") + "/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], origin=Origin(server.url)) as socket:
        (extension,) = socket.protocol.extensions
        assert extension.name == "permessage-deflate"
        agreed = cast(PerMessageDeflate, extension)
        assert (agreed.remote_max_window_bits, agreed.remote_no_context_takeover) == (15, False)
