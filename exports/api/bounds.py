"""How many questions of programs are answered at once, and what holds of all of them before they are read."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exports.api.problems import busy, repeated
from ui.server.guard.counting import counted
from ui.server.guard.visitors import counted_on

# So many threads of the server read the store for programs; pages have the others.
MOST_AT_ONCE = 8
# Of one account, or of the public behind one address.
MOST_OF_A_VISITOR = 6


class Bounds:
    """Middleware that refuses a question too many and a parameter given twice, and answers HEAD as GET."""

    def __init__(
        self, app: ASGIApp, most: int = MOST_AT_ONCE, most_of_a_visitor: int = MOST_OF_A_VISITOR
    ) -> None:
        self.app = app
        self._most, self._most_of_a_visitor = most, most_of_a_visitor
        self._under_way: Counter[str] = Counter()

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
        visitor = await counted_on(request)
        if self._under_way.total() >= self._most or self._under_way[visitor] >= self._most_of_a_visitor:
            await busy(request)(scope, receive, send)
            return
        with counted(self._under_way, visitor):
            await self.app(scope, receive, send)


def _without_body(send: Send) -> Send:
    """Return a way to answer that leaves out what a HEAD request does not want."""

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
