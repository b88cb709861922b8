"""Streamlit's own files, sent compressed: its server sends scripts of 2.7 MB as they are.

Each file is compressed once, at its first request, and kept for every later one: what Streamlit's
developers hold against compressing here, the work at every request, does not arise. The first visitor may
leave before a file is read: Starlette then ends in the middle of it, and what is kept would be half a script
for everybody, for a year in their browsers.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDERS = ("/static/", "/component/", "/_stcore/bidi-components/")
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
# Names that change with the contents, such as ``main.521860b0.js``.
# Typefaces of Streamlit's: the one shows before our theme arrives, of the other a part is used;
# see ui/assets/fonts/README.md.
REPLACED = re.compile(r"/static/media/(SourceSansVF-Upright|MaterialSymbols-Rounded)\.[\w.-]+\.woff2$")
REPLACING = {
    "SourceSansVF-Upright": "/assets/inter-latin.woff2",
    "MaterialSymbols-Rounded": "/assets/material-symbols.woff2",
}
HASHED_NAME = re.compile(r"\.[\w-]{8}\.\w+$")
FOR_EVER = "public, max-age=31536000, immutable"
LEVEL = 9
SMALLEST = 500


@dataclass(frozen=True)
class _Kept:
    body: bytes
    headers: tuple[tuple[str, str], ...]


class CompressedFiles:
    """Middleware that answers for Streamlit's files with what it kept of the first answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, _Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file compressed; everything else as the application does."""
        if not _is_wanted(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if replaced := REPLACED.search(path):
            headers = {"Cache-Control": FOR_EVER, "Location": REPLACING[replaced[1]]}
            await Response(status_code=301, headers=headers)(scope, receive, send)
            return
        if path not in self._kept:
            await self._first(scope, receive, send)
            return
        kept = self._kept[path]
        requested = Headers(scope=scope).get("if-none-match", "")
        known = dict(kept.headers)["etag"] in requested
        answer = Response(b"" if known else kept.body, 304 if known else 200, dict(kept.headers))
        await answer(scope, receive, send)

    async def _first(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the application's answer, compressed and kept when it is a text."""
        collected = _Collected()
        await self.app(_plain(scope), _for_all(receive), collected.send)
        kept = await asyncio.to_thread(collected.compressed, scope["path"])
        if kept is None:
            for message in collected.messages:
                await send(message)
            return
        self._kept[scope["path"]] = kept
        await Response(kept.body, 200, dict(kept.headers))(scope, receive, send)


class _Collected:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def send(self, message: Message) -> None:
        self.messages.append(message)

    def compressed(self, path: str) -> _Kept | None:
        """Return what to keep; None for an error, part of a file, a picture, a font or something tiny."""
        if not self.messages or self.messages[-1].get("more_body", False):
            return None
        start = self.messages[0]
        headers = MutableHeaders(raw=list(start["headers"]))
        body = b"".join(message.get("body", b"") for message in self.messages[1:])
        is_text = headers.get("content-type", "").startswith(TEXTS)
        is_whole = headers.get("content-length") in (None, str(len(body)))
        if start["status"] != 200 or not is_whole or not is_text or len(body) < SMALLEST:
            return None
        for name in ("content-length", "last-modified", "accept-ranges"):
            del headers[name]
        headers["content-encoding"] = "gzip"
        headers["etag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}-gzip"'
        headers.add_vary_header("Accept-Encoding")
        if HASHED_NAME.search(path):
            headers["cache-control"] = FOR_EVER
        return _Kept(gzip.compress(body, LEVEL, mtime=0), tuple(headers.items()))


def _is_wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(FOLDERS):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _for_all(receive: Receive) -> Receive:
    """Return what the visitor sends, but not that they left: a file is read to its end for those who come."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "http.disconnect":
            await asyncio.Event().wait()
        return message

    return received


def _plain(scope: Scope) -> Scope:
    """Return the request so that the whole file comes back, uncompressed."""
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    kept = [(name, value) for name, value in scope["headers"] if name not in dropped]
    return {**scope, "headers": kept}
