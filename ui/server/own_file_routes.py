"""The addresses of files that are not public: who asks is asked at that moment, and no answer is kept."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui.controls.identity import Asker, asker
from ui.data.own_files import checked, originals
from ui.data.own_files.giving import NO_KEY, NO_RIGHT, SIGNED_OUT, UNKNOWN, NotGiven
from ui.files.disposition import disposition
from ui.server.route_failures import NOT_KEPT, Failure, as_text, says_failures
from vocabulary.words import Words

STATUS = {SIGNED_OUT: 401, NO_KEY: 401, NO_RIGHT: 403, UNKNOWN: 404}


def own_file_routes() -> list[BaseRoute]:
    """Return the routes to hand to the Streamlit application."""
    return [
        Route(originals.ROUTE + "/{number:int}", send_original),
        Route(checked.ROUTE + "/{token}", send_checked_file),
    ]


@says_failures(as_text, "own_file.unknown")
def send_original(request: Request, words: Words) -> Response:
    """Send a file as an office sent it, or a sentence that says why not."""
    number = request.path_params["number"]
    return _given(request, words, lambda who: originals.original_for(who, number))


@says_failures(as_text, "own_file.unknown")
def send_checked_file(request: Request, words: Words) -> Response:
    """Send a file with its cells coloured, or a sentence that says why not."""
    token = request.path_params["token"]
    return _given(request, words, lambda who: checked.checked_file_for(who, token))


def _given(request: Request, words: Words, give: Callable[[Asker], tuple[str, bytes]]) -> Response:
    try:
        name, content = give(asker(request.cookies, request.headers))
    except NotGiven as error:
        sentence = words(f"own_file.{error.reason}")
        return as_text(Failure(STATUS[error.reason], error.reason, sentence), words)
    # As plain bytes: a browser shows nothing of what somebody sent, it keeps it.
    headers = {**NOT_KEPT, "Content-Disposition": disposition(name)}
    return Response(content, media_type="application/octet-stream", headers=headers)
