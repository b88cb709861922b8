"""Which areas the filters of a picture leave."""

from __future__ import annotations

from ui.cached import area_frames
from ui.cached.editions import Edition
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import place_key


def codes_inside(edition: Edition, wanted: PictureAddress, vintage: str) -> frozenset[str] | None:
    """Return the codes that the filters leave, None when there is no filter for this layer."""
    kept: list[frozenset[str]] = []
    place = place_key(wanted.within)
    if place is not None:
        kept.append(area_frames.codes_within(edition, wanted.level, vintage, place))
    if wanted.area_class:
        kept.append(area_frames.codes_of_class(edition, wanted.level, vintage, wanted.area_class))
    return frozenset.intersection(*kept) if kept else None
