"""Addresses of the server beside Streamlit's own: files of the map, geometry, picture documents.

Whatever has a digest or a load number in its address never changes and is kept by the browser for a
year; everything is sent compressed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from data_access.door import may_read
from geo.assets import assets
from geo.outlines import outlines_by_filename
from ui.cached.editions import Edition, newest
from ui.maps.kept_documents import compressed_document, compressed_small_maps
from ui.maps.picture_address import ROUTE as PICTURE_ROUTE
from ui.maps.picture_address import SMALL_MAPS_ROUTE, PictureAddress, picture_address
from ui.maps.small_maps import COLUMNS
from ui.server.embed_route import embed_routes
from ui.server.guard.closed_reading import reader_of
from ui.server.probes import probe_routes
from ui.server.route_failures import NOT_KEPT, as_json, says_failures
from ui.server.search_route import ROUTE as SEARCH_ROUTE
from ui.server.search_route import send_suggestions
from vocabulary.words import Words

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
# The sentence for a picture that there is not.
UNKNOWN = "failure.unknown_picture"
Maker = Callable[[Edition, str, PictureAddress], bytes]


def app_routes() -> list[BaseRoute]:
    """Return the routes to hand to the Streamlit application."""
    return [
        Route("/assets/{filename}", send_asset),
        Route("/geometry/{filename}", send_geometry),
        Route(PICTURE_ROUTE, send_picture),
        Route(SMALL_MAPS_ROUTE, send_small_maps),
        *probe_routes(),
        *embed_routes(),
        Route(SEARCH_ROUTE, send_suggestions),
        Route("/overview", send_overview),
    ]


def send_overview(request: Request) -> Response:
    """Lead to the overview, whose own path is the bare address, with the view that was asked for."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def send_asset(request: Request) -> Response:
    """Send a script, style sheet or font by its exact name."""
    filename = request.path_params["filename"]
    if filename in _fonts():
        return Response(_fonts()[filename], media_type="font/woff2", headers=FOR_EVER)
    for asset in assets():
        if asset.filename == filename:
            return _compressed(asset.content, asset.media_type)
    return Response(status_code=404)


def send_geometry(request: Request) -> Response:
    """Send the drawing of a layer by its exact name: an old digest never gets new bytes."""
    drawing = outlines_by_filename(request.path_params["filename"])
    if drawing is None:
        return Response(status_code=404)
    return _compressed(drawing.compressed, "application/json")


@says_failures(as_json, UNKNOWN)
def send_picture(request: Request, words: Words) -> Response:
    """Send the document of a picture, or a sentence that says why there is none."""
    return _made(request, "application/json", compressed_document, PictureAddress.url)


@says_failures(as_json, UNKNOWN)
def send_small_maps(request: Request, words: Words) -> Response:
    """Send the years of a picture as small maps, or a sentence that says why there are none."""
    requested = request.query_params.get("columns", "")
    columns = int(requested) if requested in map(str, COLUMNS) else COLUMNS[0]

    def made(edition: Edition, url: str, wanted: PictureAddress) -> bytes:
        return compressed_small_maps(edition, url, wanted, columns)

    return _made(request, "image/svg+xml", made, partial(PictureAddress.small_maps_url, columns=columns))


def _made(request: Request, media_type: str, made: Maker, url_of: Callable[..., str]) -> Response:
    """Return what is made of a picture's address; kept for ever where that is the address of today's."""
    reader = reader_of(request)
    if not may_read(reader, request.path_params["store"]):
        return Response(status_code=404)
    wanted = picture_address(request.path_params, request.query_params)
    edition = newest(reader, request.path_params["store"])
    url = url_of(wanted, edition)
    content = made(edition, url, wanted)
    return _compressed(content, media_type, FOR_EVER if url == requested_url(request) else NOT_KEPT)


def requested_url(request: Request) -> str:
    """Return the address that was asked for, without the host."""
    return f"{request.url.path}?{request.url.query}"


def _compressed(content: bytes, media_type: str, kept: dict[str, str] = FOR_EVER) -> Response:
    headers = {"Content-Encoding": "gzip", "X-Content-Type-Options": "nosniff", **kept}
    return Response(content, media_type=media_type, headers=headers)


@cache
def _fonts() -> dict[str, bytes]:
    return {
        path.name.replace("-wght-normal", ""): path.read_bytes() for path in sorted(FONTS.glob("*.woff2"))
    }
