"""The key is given once: an address or a form is exchanged for what the browser keeps."""

from __future__ import annotations

import logging
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from data_access.keeping.changing_key import browser_token, changing_key, is_key
from data_access.store.settings import StoreSettings
from ui.controls.identity import VISITOR_HEADER, asker, cookie_name
from ui.data.changing import KEY_ROUTE
from ui.server.guard.token_bucket import Buckets, Rate, TokenBucket
from ui.server.route_failures import NOT_KEPT
from ui.text.account_link import SIGN_IN
from vocabulary.catalogues import language_in
from vocabulary.words import Words

PAGE, PARAMETER = "/data", "key"
YEAR_SECONDS = 31_536_000
LONGEST_FORM = 1_000
# A person mistypes a few times; of all together some more.
OF_AN_ADDRESS, OF_ALL = Rate(at_once=5, a_second=0.1), Rate(at_once=30, a_second=1)

logger = logging.getLogger(__name__)


class KeyInAddress:
    """Middleware that exchanges the key in the address of the data page, and leads to the page without it."""

    def __init__(self, app: ASGIApp, tries: Tries | None = None) -> None:
        self.app = app
        self._tries = tries or tries_of_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Exchange a key, or answer as the application does."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == PAGE:
            query = QueryParams(scope.get("query_string", b""))
            if PARAMETER in query:
                rest = urlencode([pair for pair in query.multi_items() if pair[0] != PARAMETER])
                address = f"{PAGE}?{rest}" if rest else PAGE
                answer = await run_in_threadpool(
                    self._tries.exchanged, Request(scope), query[PARAMETER], address
                )
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Tries:
    """Exchanges keys, so many tries for an address and for all."""

    def __init__(self) -> None:
        self._of_address, self._of_all = Buckets(OF_AN_ADDRESS), TokenBucket(OF_ALL)

    def exchanged(self, request: Request, typed: str, address: str) -> Response:
        """Return the way on with what the browser is to keep, or why it is given nothing."""
        words = Words(language_in(request.query_params))
        visitor = Headers(scope=request.scope).get(VISITOR_HEADER, "")
        if asker(request.cookies, request.headers).has_accounts:
            # The key opens nothing any more, and is not judged.
            following = urlencode({"lang": words.language, "next": address})
            return RedirectResponse(f"{SIGN_IN}?{following}", 303, NOT_KEPT)
        key = changing_key(StoreSettings().var_dir)
        if not (self._of_address.of(visitor).take() and self._of_all.take()):
            return PlainTextResponse(words("key.too_many_tries"), 429, NOT_KEPT | {"Retry-After": "60"})
        if not is_key(typed, key):
            logger.warning("a wrong key was given")
            return PlainTextResponse(words("key.wrong"), 403, NOT_KEPT)
        answer = RedirectResponse(address, 303, NOT_KEPT)
        answer.set_cookie(
            cookie_name(key),
            browser_token(key),
            YEAR_SECONDS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer


tries_of_all = Tries()


def key_routes() -> list[BaseRoute]:
    """Return the address to which the form of the data page sends a key."""
    return [Route(KEY_ROUTE, take_key, methods=["POST"])]


async def take_key(request: Request) -> Response:
    """Exchange the key of the form, and lead back to the data page."""
    form = b""
    async for piece in request.stream():
        form = (form + piece)[:LONGEST_FORM]
    typed = parse_qs(form.decode("utf-8", "replace")).get(PARAMETER, [""])[0]
    language = language_in(request.query_params)
    following = f"{PAGE}?section=upload&lang={language}"
    return await run_in_threadpool(tries_of_all.exchanged, request, typed, following)
