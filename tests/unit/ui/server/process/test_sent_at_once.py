"""What a server sends goes out at once, on every connection that it accepts."""

import socket

import pytest
from streamlit.web.server.starlette import starlette_server

from ui.server.process.sent_at_once import send_at_once


def holds_back(accepted: socket.socket) -> bool:
    return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


def test_connections_of_streamlits_own_socket_hold_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starlette_server, "_bind_socket", starlette_server._bind_socket)
    send_at_once()
    with starlette_server._bind_socket("127.0.0.1", 0, 5) as listening:
        listening.setblocking(True)
        listening.settimeout(5)
        with socket.create_connection(listening.getsockname(), timeout=5):
            accepted, _ = listening.accept()
            with accepted:
                assert not holds_back(accepted)
