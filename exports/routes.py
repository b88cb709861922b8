"""Addresses of the files that are taken away: made when asked for, and a sentence when they cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from data_access.door import PUBLIC, Reader
from exports.places.briefs_progress import send_briefs_page, send_made
from exports.site_address import site_of
from ui.charts.view_codes import PARAMETER, registered, typed_code
from ui.controls.downloads import ROUTE
from ui.server.route_failures import NOT_KEPT, as_text, says_failures
from vocabulary.words import Words

if TYPE_CHECKING:
    from exports.maps.files import MadeFile

Maker = Callable[[Reader, Mapping[str, str], str], "MadeFile"]


def export_routes() -> list[BaseRoute]:
    """Return the routes to hand to the Streamlit application."""
    return [
        Route(ROUTE + "/{name}.{kind}", send_file),
        Route(ROUTE + "/briefs", send_briefs_page),
        Route(ROUTE + "/pack", send_pack),
        Route(ROUTE + "/made/{token}", send_made),
        Route("/c/{code}", reopen),
    ]


# What makes each kind of file: a module and its table of formats. Read when first asked for, as drawing,
# typesetting and slides bring libraries that the start of the dashboard should not wait for.
MAKERS = {
    "map": ("exports.maps.files", "MAP_FORMATS"),
    "brief": ("exports.places.files", "BRIEF_FORMATS"),
    "briefs": ("exports.places.files", "BRIEFS_FORMATS"),
    "chart": ("exports.places.files", "CHART_FORMATS"),
    "slides": ("exports.slides.deck", "SLIDES_FORMATS"),
}


def maker_of(name: str, kind: str) -> Maker | None:
    """Return what makes a file of some name and kind, None when nothing does."""
    if name not in MAKERS:
        return None
    module, table = MAKERS[name]
    found: Maker | None = getattr(import_module(module), table).get(kind)
    return found


@says_failures(as_text, "take_away.unknown")
def send_file(request: Request, words: Words) -> Response:
    """Send a file that is taken away, or a sentence that says why there is none."""
    name, kind = request.path_params["name"], request.path_params["kind"]
    maker = maker_of(name, kind)
    if maker is None:
        return Response(status_code=404)
    made = maker(PUBLIC, request.query_params, site_of(request))
    headers = {"Content-Disposition": disposition(made.filename), **NOT_KEPT}
    return Response(made.content, media_type=made.media_type, headers=headers)


def send_pack(request: Request) -> Response:
    """Send the page on which a pack is made."""
    # Imported here: the start of the dashboard should not wait for what draws and typesets.
    from exports.pack.sending import send_pack_page

    return send_pack_page(request)


def reopen(request: Request) -> Response:
    """Lead from a code to the view it was printed on; an unknown one leads to the front page."""
    code = typed_code(request.path_params["code"])
    citation = registered(code) if code else None
    if citation is None:
        return RedirectResponse(f"/?{PARAMETER}={quote(request.path_params['code'][:40])}", headers=NOT_KEPT)
    return RedirectResponse(citation.address, headers=NOT_KEPT)


def disposition(filename: str) -> str:
    """Return the header that names a download, in plain letters for old programs and in full for others."""
    plain = unicodedata.normalize("NFKD", filename.replace("đ", "d").replace("Đ", "D"))
    ascii_name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain.encode("ascii", "ignore").decode())
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(filename)}"
