"""With ``PUBLIC_READING=0`` nothing is answered to somebody without an account, but what is listed here.

The list holds for the whole application: an address that nobody thought of is closed. It names what a visitor
needs to sign in, and what says nothing of any figure.

Addresses that answer with figures ask once more by themselves (``reader_of``): this list is the first wall.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.door import PUBLIC, Reader
from ui.controls.identity import Asker
from ui.controls.rights import may_read_figures
from ui.server.guard.refusals import READING_CLOSED, ReadingClosed, refuse
from ui.server.guard.settings import GuardSettings
from ui.server.guard.visitors import asker_of

SIGN_IN = "/sign-in"
PUBLIC_PATHS = frozenset(
    {
        "/live",
        "/ready",
        "/health",
        # Asks for a token of its own.
        "/metrics",
        "/key",
        SIGN_IN,
        f"{SIGN_IN}/provider",
        f"{SIGN_IN}/provider/back",
        "/sign-out",
        "/account",
        "/_stcore/health",
        "/robots.txt",
    }
)
# The pages of an account ask by themselves who is signed in; scripts and styles are those of every copy.
PUBLIC_FOLDERS = ("/account/", "/invitation/", "/assets/", "/static/")
# The key of a store without accounts is exchanged here, by the address of the data page.
WITH_KEY = ("/data", "key=")
# What is closed may not stay with a proxy that serves several people.
SHARED, OWN = "public", "private"


def reader_of(connection: HTTPConnection) -> Reader:
    """Return as whom an address reads figures: the public, whoever asks, so that all share what is kept.

    With ``PUBLIC_READING=0`` raises ``ReadingClosed`` where who asks may not read figures.
    """
    if not GuardSettings().public_reading and not may_read_figures(asker_of(connection)):
        raise ReadingClosed
    return PUBLIC


def is_public(path: str) -> bool:
    """Return whether an address is answered to everybody, whatever the setting."""
    return path in PUBLIC_PATHS or (path.startswith(PUBLIC_FOLDERS) and "/../" not in path)


class ClosedReading:
    """Middleware that answers readers with an account, and leads others to sign in."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        is_open: bool,
        who: Callable[[HTTPConnection], Asker] | None = None,
    ) -> None:
        self.app, self._is_open, self._who = app, is_open, who or asker_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or lead its visitor to the sign-in page."""
        if scope["type"] not in ("http", "websocket") or self._is_open or is_public(scope["path"]):
            await self.app(scope, receive, send)
            return
        asks = await asyncio.to_thread(self._who, HTTPConnection(scope))
        if may_read_figures(asks) or _brings_key(scope, asks):
            await self.app(scope, receive, _own_answer(send))
        elif _is_page(scope) and asks.has_accounts and asks.account is None:
            await RedirectResponse(_sign_in(scope), 303, {"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await refuse(READING_CLOSED, scope, receive, send)


def _brings_key(scope: Scope, asks: Asker) -> bool:
    path, parameter = WITH_KEY
    return not asks.has_accounts and scope["path"] == path and parameter in scope["query_string"].decode()


def _is_page(scope: Scope) -> bool:
    """Return whether a browser asks for a page, which it shows; not a picture, a file or a socket."""
    is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return is_read and "text/html" in Headers(scope=scope).get("accept", "")


def _sign_in(scope: Scope) -> str:
    query = scope["query_string"].decode()
    return f"{SIGN_IN}?next={quote(scope['path'] + (f'?{query}' if query else ''), safe='/')}"


def _own_answer(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            kept = headers.get("cache-control", "")
            if SHARED in kept:
                headers["cache-control"] = kept.replace(SHARED, OWN)
            headers.append("Vary", "Cookie")
        await send(message)

    return sent
