"""Two things of Streamlit's own index page that are mended on the way out.

It says ``lang="en"`` to every browser, whatever the language of the view. And on a cold deep link
such as ``/map`` its script first looks for the server at ``/map/_stcore``: a round trip and two
errors in the console that the server's address, said beforehand, spares.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.language import DEFAULT_LANGUAGE, LANGUAGES

STREAMLIT_TAG = b'<html lang="en">'
HEAD_TAG = b"<head>"
SERVER_ADDRESS = (
    b"<script>window.__streamlit = "
    b"{ BACKEND_BASE_URL: location.origin, MAIN_PAGE_BASE_URL: location.origin };</script>"
)


class IndexPage:
    """Middleware that mends Streamlit's index page and passes everything else through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the index page mended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(_uncompressed(scope), receive, _Mending(send, _language(scope)).send)


class _Mending:
    def __init__(self, send: Send, language: str) -> None:
        self._send = send
        self._tag = f'<html lang="{language}">'.encode()
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is not None and message["type"] == "http.response.body":
            await self._collect(message)
        else:
            await self._send(message)

    async def _collect(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = self._body
        if STREAMLIT_TAG in body:
            body = body.replace(STREAMLIT_TAG, self._tag, 1).replace(HEAD_TAG, HEAD_TAG + SERVER_ADDRESS, 1)
        headers = MutableHeaders(raw=self._start["headers"])
        if "content-length" in headers:
            headers["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _uncompressed(scope: Scope) -> Scope:
    """Return the request for a page without its wish for compression: the page must be readable here."""
    headers = Headers(scope=scope)
    if "text/html" not in headers.get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _is_html(message: Message) -> bool:
    headers = MutableHeaders(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
