"""Which places a pack holds, and in which file of it the page of each is."""

from __future__ import annotations

from dataclasses import dataclass

from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.text.place_key import NATION, PlaceKey
from vocabulary.vintages import NEW, OLD

WIDE = ("nation", "region", "province")


@dataclass(frozen=True)
class Shelf:
    """Places whose pages are read together: ``name`` is that of their file."""

    name: str
    places: tuple[PlaceKey, ...]


def shelves(visit: Visit, place: PlaceKey) -> list[Shelf]:
    """Return the shelves of a place's pack: the wide places first, then the parts of each province.

    A province of today comes with the provinces that it was made of; the country with its regions and the
    provinces of both times.
    """
    roots = _roots(visit, place)
    regions = [*_all_of(visit, "region", NEW), *_all_of(visit, "region", OLD)] if place == NATION else []
    wide = [one for one in (place, *regions, *roots) if one.level in WIDE]
    parts = [(f"{root.vintage}-{root.code}", _parts(visit, root)) for root in roots]
    found = [("wide", list(dict.fromkeys(wide))), *parts]
    return [Shelf(name, tuple(places)) for name, places in found if places]


def _all_of(visit: Visit, level: str, vintage: str) -> list[PlaceKey]:
    codes = area_frames.areas(visit.edition, level, vintage)["code"]
    return [PlaceKey(vintage, level, code) for code in codes]


def _roots(visit: Visit, place: PlaceKey) -> list[PlaceKey]:
    """Return the places whose parts a pack holds."""
    if place == NATION:
        return [*_all_of(visit, "province", NEW), *_all_of(visit, "province", OLD)]
    if place.level == "region":
        return _children(visit, place)
    if place.level != "province" or place.vintage != NEW:
        return [place]
    lineage = area_frames.lineage(visit.edition, place)
    earlier = lineage[(lineage["vintage"] == OLD) & (lineage["level"] == "province")]
    return [place, *(PlaceKey(OLD, "province", code) for code in earlier["code"])]


def _parts(visit: Visit, root: PlaceKey) -> list[PlaceKey]:
    """Return the districts and communes in a place, itself where it is one."""
    found = [] if root.level in WIDE else [root]
    for child in _children(visit, root):
        found += _parts(visit, child)
    return found


def _children(visit: Visit, place: PlaceKey) -> list[PlaceKey]:
    """Return the places right below a place; a commune has none."""
    if place.level == "commune":
        return []
    rows = area_frames.children(visit.edition, place)
    keys = zip(rows["vintage"], rows["level"], rows["code"], strict=True)
    return [PlaceKey(*key) for key in keys]
