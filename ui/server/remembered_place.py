"""Sends a visitor who remembers a province to the address that says so.

Only a page that is about a place, opened without any choice, is sent on: an address that says more is what
somebody shared, and is shown as it is.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode

from starlette.datastructures import Headers, QueryParams
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.controls.my_place import COOKIE
from ui.text.place_key import place_key

# Pages that read the parameter ``place``; the first is the bare address.
PAGES = ("/", "/area", "/funding", "/outcomes", "/targets", "/flows")
NO_CHOICE = {"lang", "store", "asof"}
PLACE = "place"


class RememberedPlace:
    """Middleware that answers a page without a place with the address of the one in the visitor's cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a visitor on, or answer as the application does."""
        address = _address_with_place(scope) if scope["type"] == "http" else None
        if address is None:
            await self.app(scope, receive, send)
            return
        answer = RedirectResponse(address, 307, {"cache-control": "no-store"})
        await answer(scope, receive, send)


def _address_with_place(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    if scope["path"] not in PAGES or "text/html" not in headers.get("accept", ""):
        return None
    query = dict(QueryParams(scope.get("query_string", b"")))
    place = remembered(headers.get("cookie", ""))
    if place is None or not query.keys() <= NO_CHOICE:
        return None
    return f"{scope['path']}?{urlencode({**query, PLACE: place})}"


def remembered(cookies: str) -> str | None:
    """Return the key of the place in a header of cookies, None without one or with one that is no key."""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return None
    return found.value if found is not None and place_key(found.value) else None
