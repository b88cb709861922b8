"""The first thing that sees a request: whether it is answered at all, and what every answer says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.log_form import HEADER, numbered
from ui.controls.embedding import EmbedSettings
from ui.server.guard.answer_headers import add_headers
from ui.server.guard.bodies import TOO_LARGE, Bodies, Body, BodyTooLarge, bounded
from ui.server.guard.closed_paths import is_closed
from ui.server.guard.connections import Connections
from ui.server.guard.hosts import allowed_host, is_origin_allowed
from ui.server.guard.messages import BEGUN_BY_AN_ADDRESS, OF_A_PAGE, OF_AN_ADDRESS, Messages
from ui.server.guard.peer import SPEAKS_FOR_ANOTHER, Peer, peer_of
from ui.server.guard.proven_login import PROVEN_HEADER, of_the_proxy, proven_login
from ui.server.guard.refusals import Refusal, refuse
from ui.server.guard.request_ids import request_id
from ui.server.guard.settings import GuardSettings
from ui.server.guard.token_bucket import Buckets, TokenBucket
from ui.server.guard.visitors import asker_of

READING = ("GET", "HEAD", "OPTIONS")
# The address of the visitor as the guard tells it to what comes after; "" where it is unknown.
VISITOR_HEADER = "X-Visitor-Address"
STARTS = ("http.response.start", "websocket.http.response.start", "websocket.accept")
WRONG_HOST = Refusal(421, "guard.host")
CLOSED = Refusal(404, "guard.closed")
WRONG_ORIGIN = Refusal(403, "guard.origin")
TOO_MANY_PAGES = Refusal(429, "guard.too_many_pages", {"Retry-After": "30"})
FAILED = Refusal(500, "guard.failed")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Arrival:
    """A request: its number, who sends it, and the host that it names, "" where that is none of ours.

    ``login`` is whom a trusted proxy says it has let in, and ``private`` the headers that are not passed on.
    """

    number: str
    peer: Peer
    host: str
    login: str = ""
    private: tuple[bytes, ...] = ()


class Guard:
    """Middleware that refuses what must not be answered, and passes on everything else with its headers."""

    def __init__(self, app: ASGIApp, settings: GuardSettings) -> None:
        self.app = app
        self._settings = settings
        self._connections = Connections(settings.connections_per_address)
        self._messages, self._begun = Buckets(OF_AN_ADDRESS), Buckets(BEGUN_BY_AN_ADDRESS)
        self._bodies = Bodies()
        self._embedders = EmbedSettings().hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        arrival = self._arrival(scope)
        answer = _Answer(scope, arrival, send, self._embedders)
        with numbered(arrival.number):
            await self._answered(scope, arrival, receive, answer)

    def _arrival(self, scope: Scope) -> Arrival:
        peer = peer_of(scope, self._settings.networks)
        is_proxied = peer.address != "" and any(name in Headers(scope=scope) for name in SPEAKS_FOR_ANOTHER)
        number = request_id(Headers(scope=scope).get(HEADER), is_trusted=is_proxied)
        host, login = allowed_host(scope, self._settings.hosts), proven_login(scope, self._settings)
        return Arrival(number, peer, host, login, of_the_proxy(self._settings))

    async def _answered(self, scope: Scope, arrival: Arrival, receive: Receive, answer: _Answer) -> None:
        refusal = self._refusal(scope, arrival)
        if refusal is not None:
            await refuse(refusal, scope, receive, answer.send)
            return
        try:
            await self._passed_on(scope, arrival, receive, answer.send)
        except Exception as error:
            is_too_large = isinstance(error, BodyTooLarge)
            if not is_too_large:
                logger.exception("a request failed")
            if answer.has_begun:
                raise
            await refuse(TOO_LARGE if is_too_large else FAILED, scope, receive, answer.send)

    async def _passed_on(self, scope: Scope, arrival: Arrival, receive: Receive, send: Send) -> None:
        told = _told(scope, arrival)
        if scope["type"] == "http":
            await self._received(told, arrival.peer.counted_on, receive, send)
            return
        account = arrival.peer.counted_on
        if not self._connections.may_open(account):
            await refuse(TOO_MANY_PAGES, scope, receive, send)
            return
        buckets = (TokenBucket(OF_A_PAGE), self._messages.of(account))
        messages = Messages(receive, send, buckets, self._begun.of(account))
        with self._connections.one_of(account):
            await self.app(told, messages.receive, messages.send)
        if messages.is_closed:
            self._connections.bar(account)

    async def _received(self, scope: Scope, counted_on: str, receive: Receive, send: Send) -> None:
        """Pass on a request that may carry what it carries; ``counted_on`` is the address that it is of."""
        body = self._bodies.expected(scope)
        if isinstance(body, Body) and body.session:
            who = await asyncio.to_thread(asker_of, HTTPConnection(scope))
            body = self._bodies.expected_of(scope, body, who, counted_on)
        if isinstance(body, Refusal):
            await refuse(body, scope, receive, send)
            return
        with self._bodies.one_of(body.session, body.visitor):
            await self.app(scope, bounded(receive, body.most), send)

    def _refusal(self, scope: Scope, arrival: Arrival) -> Refusal | None:
        """Return why a request is not answered, None where it is."""
        if not arrival.host:
            return WRONG_HOST
        if is_closed(scope["path"]):
            return CLOSED
        writes = scope["type"] == "websocket" or scope["method"] not in READING
        if writes and not is_origin_allowed(
            Headers(scope=scope).get("origin"),
            arrival.host,
            is_secure=arrival.peer.is_secure,
            origins=self._settings.origins,
        ):
            return WRONG_ORIGIN
        return None


class _Answer:
    """Passes on an answer with the headers of every answer."""

    def __init__(self, scope: Scope, arrival: Arrival, send: Send, embedders: Sequence[str]) -> None:
        self.has_begun = False
        self._embedders = embedders
        self._scope, self._arrival, self._send = scope, arrival, send

    async def send(self, message: Message) -> None:
        if message["type"] in STARTS:
            self.has_begun = True
            headers = MutableHeaders(raw=list(message.get("headers", ())))
            arrival = self._arrival
            add_headers(
                headers,
                self._scope["path"],
                arrival.host,
                is_secure=arrival.peer.is_secure,
                embedders=self._embedders,
            )
            headers[HEADER] = arrival.number
            message = {**message, "headers": headers.raw}
        await self._send(message)


def _told(scope: Scope, arrival: Arrival) -> Scope:
    """Return a request as the application is to see it: with the visitor's address, number and scheme.

    An allowed origin is written as our own: Streamlit's own check would ask a server far away for this
    machine's outer address, and everybody would wait, wherever the origin is another than the host.
    """
    own = (HEADER.lower().encode(), VISITOR_HEADER.lower().encode(), b"origin")
    kept_back = (*own, *arrival.private)
    headers = [(name, value) for name, value in scope["headers"] if name not in kept_back]
    if arrival.login:
        headers.append((PROVEN_HEADER.encode(), arrival.login.encode()))
    headers += [(own[0], arrival.number.encode()), (own[1], arrival.peer.address.encode())]
    is_secure = arrival.peer.is_secure
    written = Headers(scope=scope)
    if "origin" in written:
        headers.append((b"origin", f"{'https' if is_secure else 'http'}://{written['host']}".encode()))
    kind = "ws" if scope["type"] == "websocket" else "http"
    client = (arrival.peer.address, 0) if arrival.peer.address else None
    return {**scope, "headers": headers, "client": client, "scheme": f"{kind}s" if is_secure else kind}
