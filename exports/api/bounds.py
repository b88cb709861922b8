"""How many questions of programs are answered at once, and what holds of all of them before they are read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exports.api.problems import busy, repeated

# So many threads of the server read the store for programs; pages have the others.
MOST_AT_ONCE = 8


class Bounds:
    """Middleware that refuses a question too many and a parameter given twice, and answers HEAD as GET."""

    def __init__(self, app: ASGIApp, most: int = MOST_AT_ONCE) -> None:
        self.app = app
        self._most, self._under_way = most, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a question, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        request = Request(scope)
        names = [name for name, _ in request.query_params.multi_items()]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            await repeated(request, twice)(scope, receive, send)
            return
        if self._under_way >= self._most:
            await busy(request)(scope, receive, send)
            return
        await self._answered(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._under_way += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._under_way -= 1


def _without_body(send: Send) -> Send:
    """Return a way to answer that leaves out what a HEAD request does not want."""

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
