"""The websocket of a page without a browser, from an address of this machine of one's choice."""

import socket
import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE_SECONDS = 90.0


class Addressed(Protocol):
    """Whatever knows the address of a server."""

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Address:
    """A server that another process has started."""

    url: str


def connection(server: Addressed, address: str) -> socket.socket:
    """A connection to a server from an address of this machine."""
    port = urlsplit(server.url).port
    return socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(address, 0))


def page_socket(server: Addressed, address: str, origin: str = "", cookie: str = "") -> ClientConnection:
    """The websocket of a page, opened from an address of this machine, by a browser that keeps a cookie."""
    return connect(
        server.url.replace("http:", "ws:") + "/_stcore/stream",
        origin=Origin(origin or server.url),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie} if cookie else None,
        sock=connection(server, address),
        max_size=None,
        ping_interval=None,
    )


def rerun(page: str = "", filled: int = 0) -> bytes:
    """The message that asks for a page, filled up to some bytes with a field that there is not."""
    message = BackMsg()
    message.rerun_script.query_string = "lang=en"
    message.rerun_script.page_name = page
    if filled:
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = "none", "y" * filled
    content: bytes = message.SerializeToString()
    return content


def seconds_for_page(server: Addressed, page: str, address: str = "127.0.0.1") -> float:
    """How long a visitor waits until a page has run to its end."""
    begun = time.monotonic()
    with page_socket(server, address) as opened:
        opened.send(rerun(page))
        message = ForwardMsg()
        while message.WhichOneof("type") != "script_finished":
            content = opened.recv(timeout=PATIENCE_SECONDS)
            assert isinstance(content, bytes)
            message.ParseFromString(content)
    return time.monotonic() - begun


def seconds_for_live(server: Addressed) -> float:
    """How long ``/live`` takes to answer."""
    begun = time.monotonic()
    with connection(server, "127.0.0.1") as opened:
        host = urlsplit(server.url).netloc
        opened.sendall(f"GET /live HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert b"200 OK" in opened.recv(4096)
    return time.monotonic() - begun
