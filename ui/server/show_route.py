"""The route of the running show."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ui.charts.slides import unpacked
from ui.presentation.show_address import ADDRESS, PALETTES
from ui.presentation.show_page import sentence_page, show_page
from ui.presentation.slide_contents import show_contents
from ui.server.route_failures import NOT_KEPT, Failure, says_failures
from vocabulary.words import Words


def show_routes() -> list[BaseRoute]:
    """Return the address of the show."""
    return [Route(ADDRESS, send_show)]


def as_page(failure: Failure, words: Words) -> Response:
    """Return the sentence as a page with a link to the presentation."""
    return HTMLResponse(sentence_page(failure.sentence, words), failure.status, NOT_KEPT)


@says_failures(as_page, "show.misread")
def send_show(request: Request, words: Words) -> Response:
    """Send the show of the slides in the address."""
    requested = request.query_params
    palette = requested["palette"] if requested.get("palette") in PALETTES else PALETTES[0]
    slides = unpacked(requested.get("slides", ""))
    return HTMLResponse(show_page(show_contents(slides, words), words, palette))
