"""A map alone, for a frame in a page of another site: no Streamlit, the files of the map's own frame.

Which sites may frame it is said in the answer's headers (``ui.server.guard.answer_headers``).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from geo.assets import choropleth_script, leaflet_script
from geo.choropleth import MapRequest, leaflet_options
from ui.cached.editions import newest
from ui.controls.embedding import ROUTE
from ui.maps.kinds import painted_parts
from ui.maps.map_address import MapAddress
from ui.maps.map_state import refuse_empty
from ui.maps.requested_map import requested_map
from ui.server.guard.closed_reading import reader_of
from ui.server.route_failures import NOT_KEPT, Failure, says_failures
from vocabulary.words import Words

ASSETS = Path(__file__).parents[1] / "assets"
SCRIPT = "/embed/embed.js"
PAGE = Template((ASSETS / "embed.html").read_text(encoding="utf-8"))
UNKNOWN = "failure.unknown_picture"


def embed_routes() -> list[BaseRoute]:
    """Return the addresses of the frame and of its first script."""
    return [Route(ROUTE, send_map), Route(SCRIPT, send_script)]


def send_script(_request: Request) -> Response:
    """Send the script that opens the map."""
    return Response(
        _script(), media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"}
    )


def as_page(failure: Failure, words: Words) -> Response:
    """Return the sentence as a page."""
    head = f'<!DOCTYPE html><html lang="{words.language}"><meta charset="utf-8">'
    page = f"{head}<p>{escape(failure.sentence)}</p>"
    return HTMLResponse(page, failure.status, NOT_KEPT)


@says_failures(as_page, UNKNOWN)
def send_map(request: Request, words: Words) -> Response:
    """Send the frame of the map that the address of its page asks for, or a sentence that says why not."""
    reader = reader_of(request)
    shown = refuse_empty(requested_map(reader, request.query_params))
    edition = newest(reader, shown.store)
    facts, _ = painted_parts(edition, shown.picture)
    title = words.of(facts.indicator)
    page = PAGE.substitute(
        language=words.language,
        title=escape(title),
        leaflet=leaflet_script().url,
        drawing=choropleth_script().url,
        script=SCRIPT,
        wish=_in_page(asdict(_request_of(shown, shown.picture.url(edition), words))),
        options=_in_page(leaflet_options(zoom_by_wheel=False)),
        address=escape(f"{shown.path}?{urlencode(shown.query())}"),
        opens=escape(words("embed.open")),
    )
    return HTMLResponse(page, headers=NOT_KEPT)


def _request_of(shown: MapAddress, document: str, words: Words) -> MapRequest:
    area = shown.area
    return MapRequest(
        document=document,
        year=shown.year,
        selected=area.code if area else None,
        vintage=area.vintage if area else "",
        answered=0,
        unreachable=words("failure.network"),
    )


def _in_page(value: object) -> str:
    """Return a value as JSON that stands in an attribute."""
    return escape(json.dumps(value, ensure_ascii=False))


@cache
def _script() -> bytes:
    return (ASSETS / "embed.js").read_bytes()
