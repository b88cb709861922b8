"""The map of the first screen: the newest poverty of provinces, on the boundaries of the chosen place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ui.cached import area_frames
from ui.cached.editions import Edition
from ui.cached.looks import Look
from ui.maps.map_offer import StoreOffer
from ui.maps.picture_address import PictureAddress
from ui.overview.exhibits import mapped_in
from ui.text.parameters import year_in
from ui.text.place_key import NATION, PlaceKey
from vocabulary.vintages import NEW


class FrontMap(NamedTuple):
    """A picture, the year it opens with, and the province that is marked on it."""

    picture: PictureAddress
    year: int
    marked: PlaceKey | None


def front_map(edition: Edition, place: PlaceKey, query: Mapping[str, str], language: str) -> FrontMap | None:
    """Return the map for a place and an address; None in a store without figures of provinces.

    A place of today is shown on today's boundaries. The year of the address counts where it has figures.
    """
    indicator = mapped_in(edition)
    if indicator is None:
        return None
    look: Look = "today" if place.vintage == NEW else "reported"
    picture = PictureAddress(indicator, "province", look, language=language)
    offer = StoreOffer(edition)
    newest = offer.default_year(picture)
    if newest is None:
        return None
    year, _ = year_in(query, offer.years(indicator, look, "province"), newest)
    return FrontMap(picture, year or newest, _province_of(edition, place))


def _province_of(edition: Edition, place: PlaceKey) -> PlaceKey | None:
    """Return the place or the province above it; None for the nation and a region."""
    if place == NATION:
        return None
    line = area_frames.line_of(edition, place)
    return next((one for one in line if one.level == "province"), None)
