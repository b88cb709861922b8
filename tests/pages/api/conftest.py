"""A server of the addresses for programs on a free port of this machine, one for all who ask it."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette

from exports.api.application import api_routes
from ui.cached.editions import Edition


class _Announced(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_ready.set()


@pytest.fixture(scope="session")
def site(edition: Edition) -> Iterator[str]:
    """The address of a running server."""
    app = Starlette(routes=api_routes())
    listening = socket.create_server(("127.0.0.1", 0))
    server = _Announced(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    assert server.is_ready.wait(30)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)
    listening.close()
