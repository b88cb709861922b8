"""The route of the running show."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ui.charts.slides import LONGEST_TEXT, SlidesMisread, unpacked
from ui.presentation.show_address import ADDRESS, KEPT, PALETTES
from ui.presentation.show_page import kept_show_page, sentence_page, show_page
from ui.presentation.slide_contents import show_contents
from ui.server.guard.closed_reading import reader_of
from ui.server.inline_parts import naming_scripts
from ui.server.route_failures import NOT_KEPT, Failure, says_failures
from vocabulary.words import Words


def show_routes() -> list[BaseRoute]:
    """Return the addresses of the show: of the slides in an address, and of those that a browser sends."""
    return [
        Route(ADDRESS, send_show, methods=["GET"]),
        Route(ADDRESS, send_kept_show, methods=["POST"]),
    ]


def as_page(failure: Failure, words: Words) -> Response:
    """Return the sentence as a page with a link to the presentation."""
    return HTMLResponse(sentence_page(failure.sentence, words), failure.status, NOT_KEPT)


@says_failures(as_page, "show.misread")
def send_show(request: Request, words: Words) -> Response:
    """Send the show of the slides in the address, or the page that sends those that the browser keeps."""
    requested = request.query_params
    if KEPT in requested and not requested.get("slides"):
        asking = kept_show_page(words)
        return HTMLResponse(asking, headers={**NOT_KEPT, **naming_scripts(asking)})
    return _show(request, requested.get("slides", ""), words)


async def send_kept_show(request: Request) -> Response:
    """Send the show of the slides that a browser sent."""
    text = b""
    async for piece in request.stream():
        text += piece
        if len(text) > LONGEST_TEXT:
            break
    request.state.slides = text.decode("utf-8", "replace")
    return await run_in_threadpool(send_sent_show, request)


@says_failures(as_page, "show.misread")
def send_sent_show(request: Request, words: Words) -> Response:
    """Send the show of slides that were read from a request before."""
    text: str = request.state.slides
    if len(text) > LONGEST_TEXT:
        raise SlidesMisread("too long")
    return _show(request, text, words)


def _show(request: Request, text: str, words: Words) -> Response:
    reader_of(request)
    asked = request.query_params.get("palette")
    palette = asked if asked in PALETTES else PALETTES[0]
    page = show_page(show_contents(unpacked(text), words), words, palette)
    return HTMLResponse(page, headers=naming_scripts(page))
