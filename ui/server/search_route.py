"""What the search box suggests while a name is typed: places with their level and era, as JSON."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data_access import door
from data_access.place_search import Hit
from data_access.store_codes import store_in
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.controls.place_links import hit_label, key_of
from ui.server.guard.closed_reading import reader_of
from ui.server.route_failures import NOT_KEPT, as_json, says_failures
from vocabulary.words import Words

ROUTE = "/search"
SHOWN = 6
LONGEST = 160
# One letter names hundreds of places.
SHORTEST = 2


@says_failures(as_json, "failure.unknown_picture")
def send_suggestions(request: Request, words: Words) -> Response:
    """Send the places that the text ``q`` may mean, the likeliest first; none of a store that is not open."""
    typed, store = request.query_params.get("q", "").strip()[:LONGEST], store_in(request.query_params)
    reader, hits = reader_of(request), list[Hit]()
    if len(typed) >= SHORTEST and door.is_open(store):
        hits = area_frames.search_places(newest(reader, store), typed, SHOWN)
    return JSONResponse([_suggestion(hit, words) for hit in hits], headers=NOT_KEPT)


def _suggestion(hit: Hit, words: Words) -> dict[str, str]:
    about = " · ".join([words(f"choice.{hit.level}"), *_era(hit, words)])
    return {"key": str(key_of(hit)), "name": hit_label(hit, words), "about": about}


def _era(hit: Hit, words: Words) -> list[str]:
    """Return until when a place was there, or since when it is; nothing where neither is known."""
    if hit.valid_to:
        return [words("area.ended", date=words.date(hit.valid_to))]
    return [words("area.since", date=words.date(hit.valid_from))] if hit.valid_from else []
