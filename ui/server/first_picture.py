"""The picture shown while a page is still loading: the map needs a fraction of what Streamlit needs.

The index page carries it as a frame with the same document, drawing code and outlines as the page's own
map, which takes its place once it is drawn. The address is read as the page reads it (``map_state``);
where something does not fit there is no first picture, and the page says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from html import escape

from data_access import door
from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store_codes import PUBLISHED
from geo.assets import choropleth_script, leaflet_script
from geo.choropleth import MapRequest, leaflet_options, script_literal
from geo.layers import UnknownLayer
from ui.cached import area_frames
from ui.cached.editions import Edition, newest
from ui.cached.figure_frames import UnknownPicture
from ui.cached.visit import Visit
from ui.maps.kinds import painted_parts
from ui.maps.map_offer import StoreOffer
from ui.maps.map_state import map_state
from ui.maps.picture_address import PictureAddress
from ui.overview.front_map import front_map
from ui.text.place_key import NATION, PlaceKey, place_key
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.words import Words

# What narrows or classes the picture in other ways; such a page loads without a first picture.
NOT_FIRST = ("within", "class", "scheme", "classes", "breaks", "scale", "estimates", "others")


@dataclass(frozen=True)
class FirstPicture:
    """A request for a picture, the addresses it will fetch, and the page (``map``, ``front``) it is on."""

    edition: Edition
    picture: PictureAddress
    map_request: MapRequest
    title: str
    addresses: tuple[str, ...]
    page: str

    @property
    def head(self) -> str:
        """A script that makes the browser fetch the picture's files before everything else."""
        files = [leaflet_script().url, choropleth_script().url, *self.addresses]
        wanted = script_literal(files)
        # Read to its end: an answer that nobody reads would hold up the next who asks for the same file.
        fetching = 'fetch(file, { priority: "high" }).then((answer) => answer.blob()).catch(() => {})'
        return f"<script>for (const file of {wanted}) {fetching};</script>"

    @property
    def frame(self) -> str:
        """The frame with the picture, for the top of the page's body."""
        return (
            f'<iframe id="first-picture" class="{self.page}" title="{escape(self.title)}" '
            f'srcdoc="{escape(self._inside())}"></iframe>'
        )

    def _inside(self) -> str:
        scripts = "".join(
            f'<script src="{script.url}"></script>' for script in (leaflet_script(), choropleth_script())
        )
        options = script_literal(leaflet_options(zoom_by_wheel=True))
        call = f'Choropleth.alone("map_div", {options}, {script_literal(asdict(self.map_request))})'
        return (
            f'<!doctype html><meta charset="utf-8">{scripts}<div id="map_div"></div><script>{call}</script>'
        )


def first_picture(path: str, query: Mapping[str, str]) -> FirstPicture | None:
    """Return the picture of a page of the address, None when it has none or something in it does not fit."""
    language, store = query.get("lang", DEFAULT_LANGUAGE), query.get("store", PUBLISHED)
    if language not in LANGUAGES or not door.is_open(store) or "asof" in query:
        return None
    try:
        visit = Visit(Words(language), newest(PUBLIC, store))
        if path == "/map":
            return _of_map(visit, query)
        return _of_overview(visit, query) if path in ("", "/") else None
    except (StoreError, UnknownLayer, UnknownPicture):
        return None


def _of_map(visit: Visit, query: Mapping[str, str]) -> FirstPicture | None:
    if any(name in query for name in NOT_FIRST):
        return None
    state = map_state(query, StoreOffer(visit.edition), visit.words.language)
    shown = state.address
    if state.bad or shown.year is None:
        return None
    first = _first(visit, shown.picture, shown.year, shown.area, "map")
    return replace(first, map_request=replace(first.map_request, share=state.handle))


def _of_overview(visit: Visit, query: Mapping[str, str]) -> FirstPicture | None:
    place = place_key(query["place"]) if "place" in query else NATION
    if place is None or not area_frames.is_place(visit.edition, place):
        return None
    found = front_map(visit.edition, place, query, visit.words.language)
    return None if found is None else _first(visit, *found, "front")


def _first(
    visit: Visit, picture: PictureAddress, year: int, area: PlaceKey | None, page: str
) -> FirstPicture:
    facts, _ = painted_parts(visit.edition, picture)
    document = picture.url(visit.edition)
    code, vintage = (area.code, area.vintage) if area else (None, "")
    unreachable = visit.words("failure.network")
    beside = page == "front"
    map_request = MapRequest(
        document, year, code, vintage, answered=0, unreachable=unreachable, beside=beside
    )
    title = visit.words.of(facts.indicator)
    layers = [*facts.layers.values(), *(facts.beside.layers.values() if facts.beside else ())]
    addresses = (document, *(layer.geometry_url for layer in layers))
    return FirstPicture(visit.edition, picture, map_request, title, addresses, page)
