"""The state of the explorer: what its address asks for, completed as ``map_state`` completes that of a map.

What is its own:

- ``part``: the part that has the view, else the catalogue. ``view``: the first of the part.
- ``indicator``: one that most provinces have (``first_explored``); the views of all deprivations at once
  have the areas and years of the first one's counts, whatever the address says.
- ``second``: in the part of two, one known for the same places and years (``first_second``).
- ``look``, ``level``: the first at which the indicator, or both, can be mapped.
- ``since``: a year with figures before the newest; else each year is set against the one before.
- ``areas``: the area that is marked first, then those named beside it; unknown ones are left out.
- A class of areas and a way to part into classes have no place here: they are not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ui.cached.looks import Scope
from ui.maps.choropleth import area_in
from ui.maps.exploration import Exploration
from ui.maps.map_address import ANY_DEPRIVATION, KIND_OF_VIEW, YEARS_VIEW, MapAddress
from ui.maps.map_offer import MapOffer
from ui.maps.map_state import (
    estimates_in,
    is_drawn,
    only_bad,
    others_in,
    refuse_empty,
    refuse_unknown,
    scope_in,
    within_in,
)
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter, code_in, year_in
from ui.text.place_key import PlaceKey

CATALOGUE = "catalogue"
PARTS: Mapping[str, tuple[str, ...]] = {
    CATALOGUE: (),
    "one": ("map", "series", "ranking", "table", "distribution", "change", "years", "regions", "peers"),
    "two": ("scatter", "bivariate"),
    "deprivation": ("profile", "heat", "leading", "index"),
}
# All that means something in a part that shows no map.
WITHOUT_MAP = ("part", "view", "indicator")
NOT_MAPPED: Scope = ("reported", "province")
YEAR_BEFORE = "before"
MOST_AREAS = 8
SEPARATOR = "~"


def exploration(query: Mapping[str, str], offer: MapOffer, language: str) -> Exploration:
    """Return the state of the explorer at an address."""
    part, view, found = part_and_view(query)
    indicator, bad_indicator = code_in(query, "indicator", offer.with_figures, offer.first_explored())
    second, bad_second = _second_in(query, part, indicator, offer)
    base = ANY_DEPRIVATION if part == "deprivation" else indicator
    scopes = scopes_of(base, second, offer)
    look, level, bad_scope = scope_in(query, scopes or [NOT_MAPPED])
    within, bad_within = within_in(query, offer)
    kind = KIND_OF_VIEW.get(view, "rates")
    (estimates, bad_estimates), (others, bad_others) = estimates_in(query), others_in(query)
    picture = PictureAddress(base, level, look, language, within=within, kind=kind, second=second)
    picture = replace(picture, estimates=estimates, others=others)
    years = years_of_both(picture, offer)
    year, bad_year = year_in(query, years, offer.default_year(picture) if scopes else None)
    areas, bad_areas = _areas_in(query, picture, offer)
    since, bad_since = _since_in(query, view, years)
    bad = [*found, bad_indicator, bad_second, *bad_scope, bad_within]
    bad += [bad_estimates, bad_others, bad_year, bad_areas, bad_since]
    picture = replace(picture, since=since)
    return Exploration(part, view, indicator, scopes, picture, years, year, areas, only_bad(bad))


def part_and_view(query: Mapping[str, str]) -> tuple[str, str, list[BadParameter | None]]:
    """Return the part and view of an address; the catalogue has no views."""
    named = query.get("view", "")
    default = next((part for part, views in PARTS.items() if named in views), CATALOGUE)
    part, bad_part = code_in(query, "part", PARTS, default)
    if not PARTS[part]:
        return part, "", [bad_part]
    view, bad_view = code_in(query, "view", PARTS[part], PARTS[part][0])
    return part, view, [bad_part, bad_view]


def scopes_of(indicator: str, second: str, offer: MapOffer) -> tuple[Scope, ...]:
    """Return the looks and levels at which an indicator, or both, can be mapped."""
    both = {indicator, second} - {""}
    return tuple(scope for scope in offer.scopes if both <= set(offer.mappable(*scope)))


def years_of_both(picture: PictureAddress, offer: MapOffer) -> tuple[int, ...]:
    """Return the years with figures, of both indicators where there are two."""
    years = offer.years(picture.indicator, picture.look, picture.level)
    if not picture.second:
        return tuple(years)
    others = set(offer.years(picture.second, picture.look, picture.level))
    return tuple(year for year in years if year in others)


def _second_in(
    query: Mapping[str, str], part: str, indicator: str, offer: MapOffer
) -> tuple[str, BadParameter | None]:
    if part != "two":
        return "", None
    return code_in(query, "second", offer.with_figures, offer.first_second(indicator))


def _since_in(
    query: Mapping[str, str], view: str, years: Sequence[int]
) -> tuple[int | None, BadParameter | None]:
    if view != "change":
        return None, None
    since, bad_since = code_in(query, "since", [YEAR_BEFORE, *map(str, years[:-1])], YEAR_BEFORE)
    return None if since == YEAR_BEFORE else int(since), bad_since


def _areas_in(
    query: Mapping[str, str], picture: PictureAddress, offer: MapOffer
) -> tuple[tuple[PlaceKey, ...], BadParameter | None]:
    """Return the areas that an address names and that are drawn, and the first other name."""
    named = [name for name in query.get("areas", "").split(SEPARATOR) if name]
    if pointed := query.get("area"):
        named = [pointed, *(name for name in named if name != pointed)]
    places = {name: area_in(name, picture.level) for name in named[:MOST_AREAS]}
    known = {name: place for name, place in places.items() if is_drawn(place, picture, offer)}
    unknown = next((name for name in places if name not in known), None)
    return tuple(known.values()), None if unknown is None else BadParameter.of("areas", unknown)


def bad_of_part(chosen: Exploration) -> tuple[BadParameter, ...]:
    """Return what did not fit of the parameters that a part without a map has."""
    return tuple(one for one in chosen.bad if one.parameter in WITHOUT_MAP)


def map_of(chosen: Exploration, store: str) -> MapAddress:
    """Return the address of the map of the view in a store."""
    return MapAddress(chosen.picture, chosen.year, chosen.area, store, chosen.view == YEARS_VIEW)


def shown_map(chosen: Exploration, store: str) -> MapAddress:
    """Return the address for a file, a slide or a code; UnknownPicture when there is no such map."""
    refuse_unknown(chosen.bad)
    return refuse_empty(map_of(chosen, store))
