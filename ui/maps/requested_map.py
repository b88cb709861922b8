"""The map of an address for what is no page: a file, a slide, a printed code."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.door import Reader
from data_access.store_codes import store_in
from ui.cached.editions import newest
from ui.maps.exploration_state import CATALOGUE, exploration, part_and_view, shown_map
from ui.maps.map_address import EXPLORER_PATH, MAP_PATH, MapAddress
from ui.maps.map_offer import MapOffer, StoreOffer
from ui.maps.map_state import map_state
from vocabulary.catalogues import language_in


def requested_map(reader: Reader, query: Mapping[str, str]) -> MapAddress:
    """Return the map that the address of a file asks for, of the explorer where it names a view of that.

    UnknownPicture when there is no such map, StoreError when its store cannot be read.
    """
    part, _, _ = part_and_view(query)
    path = MAP_PATH if part == CATALOGUE else EXPLORER_PATH
    return map_at(path, query, StoreOffer(newest(reader, store_in(query))), language_in(query))


def map_at(path: str, query: Mapping[str, str], offer: MapOffer, language: str) -> MapAddress:
    """Return the map that a page shows at an address; UnknownPicture when there is no such map."""
    if path == EXPLORER_PATH:
        return shown_map(exploration(query, offer, language), offer.store)
    return map_state(query, offer, language).shown()
