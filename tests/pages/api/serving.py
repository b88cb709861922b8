"""The addresses for programs in a process of their own: says its port, serves until its input ends."""

import socket
import sys
import threading

import uvicorn
from starlette.applications import Starlette

from exports.api.application import api_routes


def serve() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=api_routes()), log_level="error", lifespan="off"))

    def end_with_input() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=end_with_input, daemon=True).start()
    # Whoever connects waits in line until the server answers.
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    server.run([listening])


if __name__ == "__main__":
    serve()
