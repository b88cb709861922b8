"""Counts requests by the template of their route, with what came of them, and the pages that are open.

Stands before the guard, so that what is refused is counted too, and keeps from which address the connection
itself came: behind the guard a request has the address of its visitor.
"""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.metrics.instruments import open_pages, request_seconds, requests_total
from ui.server.metrics.route_templates import OTHER, RouteTemplates

# In the scope of a request: the address and port of the connection.
CONNECTION = "monitor.connection"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
WEBSOCKET = "WEBSOCKET"
# Of a request that ended without an answer: the visitor left, or the process failed.
NO_ANSWER = "none"
STATUS_OF = {"websocket.accept": "101", "websocket.close": "403"}
STARTS = ("http.response.start", "websocket.http.response.start")


class CountedRequests:
    """Middleware that counts what it passes on."""

    def __init__(self, app: ASGIApp, templates: RouteTemplates) -> None:
        self.app, self._templates = app, templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request and count it when it is over, a page when it opens."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope[CONNECTION] = scope.get("client")
        counted, began = _Counted(scope, send, self._templates), time.perf_counter()
        try:
            await self.app(scope, receive, counted.send)
        finally:
            counted.end(time.perf_counter() - began)


class _Counted:
    """Passes on the answer to one request, and counts it once."""

    def __init__(self, scope: Scope, send: Send, templates: RouteTemplates) -> None:
        self._send = send
        self._is_page = scope["type"] == "websocket"
        self._route = templates.of(scope["path"])
        method = WEBSOCKET if self._is_page else scope["method"]
        self._method = method if method in (*METHODS, WEBSOCKET) else OTHER
        self._status = ""

    async def send(self, message: Message) -> None:
        kind = message["type"]
        if not self._status and kind in STARTS:
            self._begin(str(message["status"]))
        elif not self._status and kind in STATUS_OF:
            self._begin(STATUS_OF[kind])
        await self._send(message)

    def end(self, seconds: float) -> None:
        if not self._status:
            self._begin(NO_ANSWER)
        if self._is_page:
            if self._status == STATUS_OF["websocket.accept"]:
                open_pages.dec()
        else:
            request_seconds.labels(self._route).observe(seconds)

    def _begin(self, status: str) -> None:
        self._status = status
        requests_total.labels(self._route, self._method, status).inc()
        if self._is_page and status == STATUS_OF["websocket.accept"]:
            open_pages.inc()
