"""The printed codes of views: of a map, and of everything known about a place."""

from __future__ import annotations

from data_access.store_codes import parameters_of
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.printed_code import Cited
from ui.charts.view_codes import cite
from ui.charts.view_figures import map_figures, place_figures_by_label
from ui.maps.map_address import MapAddress
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

PLACE_PATH = "/area"


def cited_map(address: MapAddress, edition: Edition, site: str) -> Cited:
    """Return the citation of a map, its year filled in."""
    words = Words(address.picture.language)
    citation = cite(address.path, address.query(), map_figures(edition, address))
    return Cited(citation, site, words)


def cited_place(visit: Visit, place: PlaceKey, site: str) -> Cited:
    """Return the citation of everything known about a place."""
    query = {"place": str(place), "lang": visit.words.language, **parameters_of(visit.edition.store)}
    figures = place_figures_by_label(visit.edition, place)
    return Cited(cite(PLACE_PATH, query, figures), site, visit.words)
