"""Which places a pack holds, and in which file of it the page of each is."""

from __future__ import annotations

from dataclasses import dataclass

from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.text.place_key import NATION, PlaceKey
from vocabulary.vintages import NEW, OF_LARGE_AREAS, OLD

WIDE = ("nation", "region", "province")


@dataclass(frozen=True)
class Shelf:
    """Places whose pages are read together: ``name`` is that of their file."""

    name: str
    places: tuple[PlaceKey, ...]


def shelves(visit: Visit, place: PlaceKey) -> list[Shelf]:
    """Return the shelves of a place's pack: the wide places first, then the parts of each province.

    A province of today comes with the provinces that it was made of, one of before the reform with what it
    became; the country with its regions and the provinces of both times.
    """
    roots = _roots(visit, place)
    wide = [root for root in dict.fromkeys((place, *roots)) if root.level in WIDE]
    found: dict[str, list[PlaceKey]] = {"wide": list(wide)} if wide else {}
    for root in roots:
        for part in _with_parts(visit, root):
            if part.level not in WIDE:
                found.setdefault(_province_of(visit, part), []).append(part)
            elif part not in found["wide"]:
                found["wide"].append(part)
    return [Shelf(name, tuple(dict.fromkeys(places))) for name, places in found.items()]


def _roots(visit: Visit, place: PlaceKey) -> list[PlaceKey]:
    """Return the places whose parts a pack holds."""
    edition = visit.edition
    if place == NATION:
        regions = area_frames.areas(edition, "region", OF_LARGE_AREAS)["code"]
        provinces = [
            PlaceKey(vintage, "province", code)
            for vintage in (NEW, OLD)
            for code in area_frames.areas(edition, "province", vintage)["code"]
        ]
        return [*(PlaceKey(OF_LARGE_AREAS, "region", code) for code in regions), *provinces]
    if place.level != "province" or place.vintage != NEW:
        return [place]
    lineage = area_frames.lineage(edition, place)
    earlier = lineage[(lineage["vintage"] == OLD) & (lineage["level"] == "province")]
    return [place, *(PlaceKey(OLD, "province", code) for code in earlier["code"])]


def _with_parts(visit: Visit, place: PlaceKey) -> list[PlaceKey]:
    """Return a place and all places in it; the nation alone, as its provinces are named beside it."""
    if place.level == "nation":
        return [place]
    found = [place]
    for row in area_frames.children(visit.edition, place).to_dict("records"):
        found += _with_parts(visit, PlaceKey(row["vintage"], row["level"], row["code"]))
    return found


def _province_of(visit: Visit, place: PlaceKey) -> str:
    top = area_frames.line_of(visit.edition, place)[0]
    return f"{top.vintage}-{top.code}"
