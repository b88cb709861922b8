"""What is mended in Streamlit's own index page on the way out.

It says ``lang="en"`` to every browser, whatever the language of the view. On a cold deep link such as
``/map`` its script first looks for the server at ``/map/_stcore``: a round trip and two errors in the
console that the server's address, said beforehand, spares. It fetches a typeface that no page uses. And a
page with a map gets its first picture (``first_picture``) and the room its parts will take; any other is
seen when all its parts are there, so that nothing moves while they arrive. The typeface is named here too:
named in Streamlit's theme, it would be sent again with every change. The answer is compressed and has a
tag of its own. At an address such as ``/map/nowhere``, where there is no page, its scripts were not found
and the window stayed white: they are named from the root, so that the app can say that there is no such page.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.assets import letters_style
from ui.server.first_picture import FirstPicture, first_picture
from ui.server.inline_parts import naming_scripts
from ui.server.page_scripts import page_scripts
from vocabulary.catalogues import language_in

ASSETS = Path(__file__).parents[1] / "assets"
STREAMLIT_TAG = '<html lang="en">'
STREAMLIT_TAIL = '<div id="root"></div>'
HEAD_TAG, BODY_TAG = "<head>", "<body>"
SERVER_ADDRESS = (
    "<script>window.__streamlit = "
    "{ BACKEND_BASE_URL: location.origin, MAIN_PAGE_BASE_URL: location.origin };</script>"
)
# Its scripts are named from where the page is: below an address of several parts there are none.
FROM_THE_ROOT = '<base href="/">'
COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
UNUSED_TYPEFACE = re.compile(r'<link\s+rel="preload"[^>]+SourceSans[^>]+>')
CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since")
LEVEL = 6

logger = logging.getLogger(__name__)

Pictures = Callable[[str, Mapping[str, str]], FirstPicture | None]


class IndexPage:
    """Middleware that mends Streamlit's index page and passes everything else through."""

    def __init__(self, app: ASGIApp, pictures: Pictures = first_picture) -> None:
        self.app = app
        self._pictures = pictures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the index page mended."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        mending = _Mending(scope, send, self._pictures)
        await self.app(_whole(scope), receive, mending.send)


class _Mending:
    """Holds back a page until it is whole; passes on whatever is none.

    The index page is in one piece, or its first has the tag: any other page in pieces is sent as it comes.
    """

    def __init__(self, scope: Scope, send: Send, pictures: Pictures) -> None:
        self._scope = scope
        self._send = send
        self._pictures = pictures
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is not None and message["type"] == "http.response.body":
            await self._collect(message, self._start)
        else:
            await self._send(message)

    async def _collect(self, message: Message, start: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            if STREAMLIT_TAG.encode() not in self._body:
                self._start = None
                await self._send(start)
                await self._send({**message, "body": self._body})
            return
        page = self._body.decode()
        if start["status"] == 200 and STREAMLIT_TAG in page:
            page = await asyncio.to_thread(self._mended, page)
        answer = _answer(page, start, Headers(scope=self._scope))
        await answer(self._scope, _nothing_more, self._send)

    def _mended(self, page: str) -> str:
        query = dict(QueryParams(self._scope.get("query_string", b"")))
        language = language_in(query)
        picture = self._picture(query)
        rules = COMMENT.sub("", f"{letters_style()}{_asset('first.css')}{_asset('shell.css')}")
        base = FROM_THE_ROOT if "/" in self._scope["path"].strip("/") else ""
        head, body = f"{base}{SERVER_ADDRESS}{page_scripts()}<style>{rules}</style>", ""
        if picture is None:
            head += f"<script>{_asset('arriving.js')}</script>"
        else:
            head += picture.head + f"<style>{_asset('first_picture.css')}</style>"
            # The page's own program has time until the map is there.
            page = page.replace('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"')
            page = page.replace('type="module" crossorigin', 'type="module" crossorigin fetchpriority="low"')
            body = picture.frame + f"<script>{_asset('first_picture.js')}</script>"
        page = UNUSED_TYPEFACE.sub("", page)
        page = page.replace(STREAMLIT_TAG, f'<html lang="{language}">', 1)
        return page.replace(HEAD_TAG, HEAD_TAG + head, 1).replace(BODY_TAG, BODY_TAG + body, 1)

    def _picture(self, query: Mapping[str, str]) -> FirstPicture | None:
        """Return the page's first picture; without it the page opens all the same."""
        try:
            return self._pictures(self._scope["path"], query)
        except Exception:
            logger.exception("there is no first picture")
            return None


def _answer(page: str, start: Message, requested: Headers) -> Response:
    """Return a page as an answer: compressed where that is understood, empty where it is known already."""
    body, headers = page.encode(), MutableHeaders(raw=list(start["headers"]))
    if STREAMLIT_TAIL in page:
        headers.update(naming_scripts(page))
    for name in ("content-length", "last-modified", "etag", "accept-ranges"):
        del headers[name]
    headers["etag"] = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers.add_vary_header("Accept-Encoding")
    if start["status"] == 200 and headers["etag"] in requested.get("if-none-match", ""):
        return Response(status_code=304, headers=dict(headers))
    if "gzip" in requested.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = gzip.compress(body, LEVEL, mtime=0)
    return Response(body, start["status"], dict(headers))


def _whole(scope: Scope) -> Scope:
    """Return the request so that the page comes whole and readable, whatever the browser keeps."""
    kept = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
    return {**scope, "headers": kept}


def _is_html(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
