"""An application behind the guard, and handshakes of websockets with it, without a server."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.guard.before_everything import Guard
from ui.server.guard.settings import GuardSettings

HOST = "localhost:8501"
ORIGIN = f"http://{HOST}"


class Told:
    """An application that remembers how it was asked, and answers what it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.scopes: list[Scope] = []
        self.messages: list[Message] = []
        self.error = error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        if self.error is not None:
            raise self.error
        if scope["type"] == "websocket":
            await self._listen(receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"answered"})

    async def _listen(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.messages.append(message)


def guarded(app: ASGIApp, **settings: Any) -> Guard:
    """An application behind a guard with some settings."""
    return Guard(app, GuardSettings.model_validate(settings))


def handshake_scope(
    headers: Mapping[str, str], client: tuple[str, int] | None = ("127.0.0.1", 5000)
) -> dict[str, Any]:
    """The handshake of a page's websocket."""
    return {
        "type": "websocket",
        "scheme": "ws",
        "path": "/_stcore/stream",
        "query_string": b"",
        "server": ("127.0.0.1", 8501),
        "client": client,
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "extensions": {"websocket.http.response": {}},
    }


def shake_hands(
    app: ASGIApp, headers: Mapping[str, str], client: tuple[str, int] | None = ("127.0.0.1", 5000)
) -> list[Message]:
    """Open a websocket, leave at once, and return what was sent."""
    sent: list[Message] = []
    coming: list[Message] = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1001}]

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(handshake_scope(headers, client), receive, send))  # type: ignore[arg-type]
    return sent
