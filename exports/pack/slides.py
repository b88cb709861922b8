"""The prepared show of a pack: the maps of its place, its line, its ranking, as one page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.store_codes import parameters_of
from exports.maps.one_file import with_fonts
from ui.cached.place_facts import AreaFacts, area_facts
from ui.cached.visit import Visit
from ui.charts.slides import LEFT_OUT, Slide
from ui.maps.map_address import MapAddress
from ui.maps.map_offer import StoreOffer
from ui.maps.picture_address import PictureAddress
from ui.place.location import located
from ui.presentation.show_address import PALETTES
from ui.presentation.show_page import show_page
from ui.presentation.slide_contents import slide_content
from ui.presentation.starter_slides import STARTER
from ui.text.place_key import NATION, PlaceKey

SILENT = "silence"


def prepared_slides(visit: Visit, place: PlaceKey, pictures: Sequence[PictureAddress]) -> list[Slide]:
    """Return the slides of a place: line, maps, ranking, neighbours; of the nation those of the site."""
    if place == NATION:
        return list(STARTER)
    facts = area_facts(visit, place)
    maps = [_map_slide(visit, picture, None, None) for picture in pictures]
    rankings = [_ranking_slide(visit, picture) for picture in pictures[:1]]
    line = Slide("", "area", {"place": str(place), **parameters_of(visit.edition.store)})
    return [line, *maps, *rankings, *_among_neighbours(visit, facts)]


def _among_neighbours(visit: Visit, facts: AreaFacts) -> list[Slide]:
    here = located(visit, facts)
    return [] if here is None else [_map_slide(visit, *here)]


def _map_slide(visit: Visit, picture: PictureAddress, year: int | None, marked: PlaceKey | None) -> Slide:
    shown = year or StoreOffer(visit.edition).default_year(picture)
    address = MapAddress(picture, shown, marked, visit.edition.store)
    view = {name: value for name, value in address.query().items() if name not in LEFT_OUT}
    return Slide("", address.path.strip("/"), view)


def _ranking_slide(visit: Visit, picture: PictureAddress) -> Slide:
    view = {"part": "one", "view": "ranking", "indicator": picture.indicator, "level": picture.level}
    view |= {"look": picture.look, "within": picture.within, **parameters_of(visit.edition.store)}
    return Slide("", "explore", {name: value for name, value in view.items() if value})


def show_of(visit: Visit, slides: Sequence[Slide]) -> str:
    """Return the page of a show without the slides that have nothing to show; it says so where none has."""
    contents = [slide_content(visit, slide) for slide in slides]
    told = [content for content in contents if content["kind"] != SILENT]
    return with_fonts(show_page(told, visit.words, PALETTES[0]))
