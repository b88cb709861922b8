"""Every piece of an answer goes out at once.

Streamlit opens the server's socket itself and without naming its protocol, and asyncio then leaves Nagle's
algorithm on: the body of a short answer, or the last messages of a page, waited until the browser had
acknowledged what went before, which it does after 40 ms.
"""

from __future__ import annotations

import socket
from functools import wraps

from streamlit.web.server.starlette import starlette_server


def send_at_once() -> None:
    """Let servers that are started from now on hold nothing back; what they accept does as their socket."""
    bind = starlette_server._bind_socket

    @wraps(bind)
    def bound(address: str, port: int, backlog: int) -> socket.socket:
        listening = bind(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    starlette_server._bind_socket = bound
