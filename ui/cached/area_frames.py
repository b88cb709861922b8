"""Kept frames of areas: of a level, inside a place, before and after a change, found by name."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.place_search import Hit, PlaceIndex
from data_access.queries import areas as area_queries
from data_access.queries import crosswalk as crosswalk_queries
from data_access.queries import hierarchy as hierarchy_queries
from data_access.queries import places as place_queries
from data_access.store.frames import Row, by_code
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame, shared_value
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW, vintage_above


@shared_frame(FRAMES_KEPT)
def areas(edition: Edition, level: str, vintage: str) -> pd.DataFrame:
    """Return the areas of a level in a vintage, by code."""
    return ask(edition, lambda session: area_queries.areas(session, level=level, vintage=vintage))


@shared_frame(FRAMES_KEPT)
def earlier_units(edition: Edition, level: str, vintage: str) -> pd.DataFrame:
    """Return the units of earlier vintages that went into areas of a level and vintage."""
    return ask(
        edition, lambda session: crosswalk_queries.earlier_units(session, level=level, vintage=vintage)
    )


@shared_frame(FRAMES_KEPT)
def parts_of(edition: Edition, level: str, vintage: str, place: PlaceKey) -> pd.DataFrame:
    """Return the areas of a level and vintage that lie in a place, with their province."""
    return ask(
        edition,
        lambda session: hierarchy_queries.parts_of(
            session,
            level=level,
            vintage=vintage,
            of_vintage=place.vintage,
            of_level=place.level,
            of_code=place.code,
        ),
    )


def codes_within(edition: Edition, level: str, vintage: str, place: PlaceKey) -> frozenset[str]:
    """Return the codes of the areas of a level and vintage that lie in a place."""
    return frozenset(parts_of(edition, level, vintage, place)["code"])


def provinces_holding(edition: Edition, level: str, vintage: str, place: PlaceKey) -> frozenset[str]:
    """Return the provinces in which those areas lie."""
    return frozenset(parts_of(edition, level, vintage, place)["province_code"])


@shared_frame(FRAMES_KEPT)
def area_classes(edition: Edition) -> pd.DataFrame:
    """Return every known member of the official lists of areas."""
    return ask(edition, hierarchy_queries.area_classes)


def codes_of_class(edition: Edition, level: str, vintage: str, area_class: str) -> frozenset[str]:
    """Return the known areas of a class at a level and vintage."""
    known = area_classes(edition)
    rows = known[
        (known["class_code"] == area_class) & (known["level"] == level) & (known["vintage"] == vintage)
    ]
    return frozenset(rows["code"])


@shared_frame(FRAMES_KEPT)
def lineage(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the units that went into a place and that it went into."""
    return ask(
        edition,
        lambda session: crosswalk_queries.lineage(
            session, vintage=place.vintage, level=place.level, code=place.code
        ),
    )


@shared_value(FRAMES_KEPT)
def area_rows(edition: Edition, level: str, vintage: str) -> Mapping[str, Row]:
    """Return the areas of a level in a vintage by their codes; kept and never changed."""
    return by_code(areas(edition, level, vintage))


def area_row(edition: Edition, place: PlaceKey) -> Row:
    """Return the row of a place that exists."""
    return area_rows(edition, place.level, place.vintage)[place.code]


@shared_frame(FRAMES_KEPT)
def children(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the areas right below a place in its own vintage, by code."""
    below = {"nation": "province", "region": "province", "province": "district", "district": "commune"}
    level = below.get(place.level, "")
    if place.level == "province" and place.vintage == NEW:
        level = "commune"
    if place.level == "nation":
        return areas(edition, level, place.vintage)
    return ask(
        edition,
        lambda session: area_queries.areas(
            session, level=level, vintage=place.vintage, parent=(place.level, place.code)
        ),
    )


def is_place(edition: Edition, place: PlaceKey) -> bool:
    """Say whether there is such a place."""
    return place.code in area_rows(edition, place.level, place.vintage)


def lineage_changes(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the units of earlier vintages that went into a place, with the date of each change."""
    earlier = earlier_units(edition, place.level, place.vintage)
    return earlier[earlier["code"] == place.code]


@shared_value(2)
def place_index(edition: Edition) -> PlaceIndex:
    """Return the index of the place search; it is never changed."""
    return PlaceIndex(ask(edition, place_queries.places))


def search_places(edition: Edition, typed: str, limit: int) -> list[Hit]:
    """Return the places that a typed text may mean, the likeliest first."""
    return place_index(edition).search(typed, limit=limit)


def place_row(edition: Edition, place: PlaceKey | None) -> Row | None:
    """Return the row of a place, None for no place or one that does not exist."""
    known = place is not None and is_place(edition, place)
    return area_row(edition, place) if place is not None and known else None


def line_of(edition: Edition, place: PlaceKey) -> list[PlaceKey]:
    """Return a place and those above it up to a province or region, the highest first."""
    line = [place]
    while True:
        row = area_row(edition, line[0])
        if not isinstance(row["parent_level"], str) or row["parent_level"] not in ("province", "district"):
            return line
        line.insert(0, PlaceKey(vintage_above(place.vintage), row["parent_level"], row["parent_code"]))


def codes_inside(
    edition: Edition, vintage: str, level: str, within: str, area_class: str
) -> frozenset[str] | None:
    """Return the codes of a level that a picture's filters leave, None when there is no filter."""
    kept: list[frozenset[str]] = []
    place = place_key(within)
    if place is not None:
        kept.append(codes_within(edition, level, vintage, place))
    if area_class:
        kept.append(codes_of_class(edition, level, vintage, area_class))
    return frozenset.intersection(*kept) if kept else None
