"""What the page and the server say to each other goes compressed."""

from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.browser.server import Server


def test_websocket_agrees_on_compression(server: Server) -> None:
    address = server.url.replace("http:", "ws:") + "/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], origin=None) as socket:
        assert [extension.name for extension in socket.protocol.extensions] == ["permessage-deflate"]
