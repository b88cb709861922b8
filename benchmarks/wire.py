"""A relay on loopback that counts what a websocket costs on the wire: compressed, with its framing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 65_536
LONGEST_REQUEST_HEAD = 16_384


@dataclass
class Relay:
    """Where to connect instead of the server, and the bytes of websockets in both directions so far."""

    url: str
    websocket_bytes: int = 0


@contextmanager
def relay(server_url: str) -> Iterator[Relay]:
    """Pass everything on to a server of this machine until the block ends."""
    parts = urlsplit(server_url)
    target = (parts.hostname or "", parts.port or 0)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        counted = Relay(f"http://127.0.0.1:{listener.getsockname()[1]}")
        threading.Thread(target=_accept, args=(listener, target, counted), daemon=True).start()
        yield counted


def _accept(listener: socket.socket, target: tuple[str, int], counted: Relay) -> None:
    # The listener is closed at the end of the block, and so ends this.
    with suppress(OSError):
        while True:
            visitor, _ = listener.accept()
            threading.Thread(target=_connect, args=(visitor, target, counted), daemon=True).start()


def _connect(visitor: socket.socket, target: tuple[str, int], counted: Relay) -> None:
    with suppress(OSError), visitor, socket.create_connection(target) as server:
        head = visitor.recv(LONGEST_REQUEST_HEAD)
        server.sendall(head)
        is_websocket = b"upgrade: websocket" in head.lower()
        answers = threading.Thread(target=_pass_on, args=(server, visitor, counted, is_websocket))
        answers.start()
        _pass_on(visitor, server, counted, is_websocket)
        answers.join()


def _pass_on(source: socket.socket, sink: socket.socket, counted: Relay, is_websocket: bool) -> None:
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            sink.sendall(chunk)
            if is_websocket:
                counted.websocket_bytes += len(chunk)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
