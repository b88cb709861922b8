"""Addresses of the files that are taken away: made when asked for, and a sentence when they cannot be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from data_access.store.errors import StoreError
from data_access.store_codes import PUBLISHED
from exports.bulk.archive import archive_name
from exports.bulk.keeping import kept_archive
from exports.bulk.package import issue_of
from exports.bulk.publications import bulk_work
from exports.jobs.answering import Titled, answered, send_made
from exports.jobs.tasks import MAKERS, UNKNOWN, make_briefs, make_file, make_pack
from exports.jobs.work import Outcome, Work
from exports.site_address import site_of
from ui.cached.editions import newest
from ui.charts.view_codes import PARAMETER, registered, typed_code
from ui.controls.downloads import BULK_FILE, PACK_PAGE, PARTS_PAGE
from ui.controls.embedding import CHART_ROUTE
from ui.files.disposition import disposition
from ui.files.file_links import ROUTE
from ui.server.guard.closed_reading import reader_of
from ui.server.guard.refusals import ReadingClosed
from ui.server.route_failures import NOT_KEPT, as_text, failure_of
from vocabulary.catalogues import language_in
from vocabulary.words import Words

# How long a job may take from its turn on. A map takes a second and a deck of many slides half a minute; the
# briefs of a province some minutes, the pack of the country half an hour.
FILE_SECONDS, BRIEFS_SECONDS, PACK_SECONDS = 120.0, 20 * 60.0, 60 * 60.0
BRIEFS = Titled("take_away.briefs_pdf", "brief.finished", "brief.fetch")
PACK = Titled("take_away.pack", "pack.finished", "pack.fetch")


def export_routes() -> list[BaseRoute]:
    """Return the routes to hand to the Streamlit application."""
    return [
        Route(f"{ROUTE}/{BULK_FILE}", send_bulk),
        Route(ROUTE + "/{name}.{kind}", send_file),
        Route(f"{ROUTE}/{PARTS_PAGE}", send_briefs),
        Route(f"{ROUTE}/{PACK_PAGE}", send_pack),
        Route(ROUTE + "/made/{token}", send_made),
        Route(CHART_ROUTE, send_frame),
        Route("/c/{code}", reopen),
    ]


async def send_file(request: Request) -> Response:
    """Send a file that is taken away, or a sentence that says why there is none."""
    name, kind = request.path_params["name"], request.path_params["kind"]
    if name not in MAKERS:
        return Response(status_code=404)
    is_long = name == PARTS_PAGE
    seconds = BRIEFS_SECONDS if is_long else FILE_SECONDS
    arguments = (name, kind, dict(request.query_params), site_of(request))
    return await answered(request, Work(make_file, arguments, seconds, is_long), _words(request))


async def send_frame(request: Request) -> Response:
    """Send a chart as a page for a frame in another site, or a sentence that says why there is none."""
    arguments = ("exhibit", "html", dict(request.query_params), site_of(request))
    work = Work(make_file, arguments, FILE_SECONDS, is_shown=True)
    return await answered(request, work, _words(request))


async def send_briefs(request: Request) -> Response:
    """Send a page that grows while the briefs of all places in a place are made, and ends with their file."""
    return await answered(request, _paged(request, make_briefs, BRIEFS_SECONDS), _words(request), BRIEFS)


async def send_pack(request: Request) -> Response:
    """Send a page that grows while the pack of a place is made, and ends with its archive."""
    return await answered(request, _paged(request, make_pack, PACK_SECONDS), _words(request), PACK)


async def send_bulk(request: Request) -> Response:
    """Send the archive of everything public: that of the newest load, made now where there is none yet."""
    words = _words(request)
    try:
        edition = await asyncio.to_thread(lambda: newest(reader_of(request), PUBLISHED))
    except (ReadingClosed, StoreError) as error:
        return as_text(failure_of(error, words, UNKNOWN), words)
    kept = await asyncio.to_thread(kept_archive, edition)
    if kept is None:
        return await answered(request, bulk_work(), words)
    name = archive_name(await asyncio.to_thread(issue_of, edition))
    headers = {"Content-Disposition": disposition(name), **NOT_KEPT}
    return FileResponse(kept, media_type="application/zip", headers=headers)


def _paged(request: Request, task: Callable[..., Outcome], seconds: float) -> Work:
    arguments = (dict(request.query_params), site_of(request))
    return Work(task, arguments, seconds, is_long=True, has_page=True)


def _words(request: Request) -> Words:
    return Words(language_in(request.query_params))


def reopen(request: Request) -> Response:
    """Lead from a code to the view it was printed on; an unknown one leads to the front page."""
    code = typed_code(request.path_params["code"])
    citation = registered(code) if code else None
    if citation is None:
        return RedirectResponse(f"/?{PARAMETER}={quote(request.path_params['code'][:40])}", headers=NOT_KEPT)
    return RedirectResponse(citation.address, headers=NOT_KEPT)
