"""How a request is refused before anything else looks at it: a status and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from vocabulary.catalogues import language_in
from vocabulary.words import Words

HTTP_ANSWER = "websocket.http.response"
POLICY_VIOLATION = 1008
# Of an answer that holds for this request alone.
NOT_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True)
class Refusal:
    """A status, the key of its sentence, and headers of its own."""

    status: int
    sentence: str
    headers: Mapping[str, str] = field(default_factory=dict)


READING_CLOSED = Refusal(401, "guard.reading_closed")


class ReadingClosed(Exception):
    """Figures are shown to accounts alone, and nobody with one asks: answered by READING_CLOSED."""


async def refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request, or a handshake of a websocket, with a refusal."""
    if scope["type"] == "websocket" and HTTP_ANSWER not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    words = Words(language_in(QueryParams(scope.get("query_string", b""))))
    headers = {"Cache-Control": "no-store", **refusal.headers}
    await PlainTextResponse(words(refusal.sentence), refusal.status, headers)(scope, receive, send)
