"""The state of a map: what its address asks for, completed by one rule for each value.

The page, its first picture, the show, files and printed codes read it here, so that they show the same map.
A value that is missing or empty takes its default; so does an unknown one, which is also returned in ``bad``.

- ``look``, ``level``: as reported, and the first level of the look that has outlines. With a level alone the
  first look that has the level, one in which the indicator has figures before others.
- ``indicator``: the first of the catalogue with figures of the level.
- ``within``: the whole country. ``class``: every area, also at a level without classes of areas.
- ``estimates``: shown; "0" leaves them out.
- ``merger``: not shown; "1" sets the units before the merger beside those of today's map, which is then the
  look of an address that names none. With another look, and at a level that had none before, it means
  nothing. Only years that may be compared are offered, and no class of areas.
- ``handle``: in the middle of what is shown; where the handle over the merger stands, in percent of the map's
  width. It is no part of a file, a slide or a printed code. Without ``merger`` it means nothing.
- ``others``: values measured otherwise than the rest of the year are not told; "1" tells them.
- ``scheme``, ``classes``, ``breaks``, ``scale``: see ``class_choice``.
- ``year``: the newest that at least half of the areas have a figure of (``default_year``); where a year has
  no figures, the nearest one that has, of two the earlier.
- ``area``: none, also where the filters leave it out.
- ``lang``: Vietnamese (``language_in``). ``store``, ``asof``: the published store of today (``store_in``).

A page says what is in ``bad``. A file, a slide and a printed code cannot, and refuse a map whose indicator,
look, level, place or class is unknown (``shown``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ui.cached.figure_frames import UnknownPicture
from ui.cached.looks import BEFORE_MERGER, LAYERS, Look, Scope
from ui.maps.choropleth import area_in, handle_in
from ui.maps.class_choice import ClassChoice, class_choice
from ui.maps.map_address import MapAddress
from ui.maps.map_offer import MapOffer, look_named
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter, code_in, year_in
from ui.text.place_key import PlaceKey, place_key

WHOLE_COUNTRY = ""
EVERY_CLASS = ""
# What a map is of: unknown, there is no such map.
NAMES_THE_MAP = {"part", "view", "indicator", "second", "look", "level", "within", "class"}


@dataclass(frozen=True)
class MapState:
    """A map as its page shows it.

    ``address`` is complete; its year is None only where the indicator has no figures. ``years`` are those
    with figures, rising. ``bad`` is what did not fit, in the order in which a page says it. ``handle`` is
    where the handle over the merger stands, None for the middle or where there is none.
    """

    address: MapAddress
    years: tuple[int, ...]
    classes: ClassChoice
    bad: tuple[BadParameter, ...]
    handle: int | None = None

    def shown(self) -> MapAddress:
        """Return the address for a file, a slide or a code; UnknownPicture when there is no such map."""
        refuse_unknown(self.bad)
        return refuse_empty(self.address)


def map_state(query: Mapping[str, str], offer: MapOffer, language: str) -> MapState:
    """Return the state of the page of the map at an address."""
    is_merger, bad_merger = _merger_in(query)
    scoped = {**query, "look": query.get("look") or "today"} if is_merger else query
    look, level, found = scope_in(scoped, offer.scopes, _with_figures(query, offer))
    is_merger = is_merger and look == "today" and level in BEFORE_MERGER
    known = offer.merger_rates(level) if is_merger else offer.mappable(look, level)
    known = known or offer.indicators[:1]
    indicator, bad_indicator = code_in(query, "indicator", known, next(iter(known), ""))
    within, bad_within = within_in(query, offer)
    area_class, bad_class = _class_in(query, [] if is_merger else offer.area_classes(look, level))
    estimates, bad_estimates = estimates_in(query)
    others, bad_others = others_in(query)
    classes = class_choice(query)
    picture = PictureAddress(
        indicator,
        level,
        look,
        language,
        classes.scheme,
        classes.count,
        classes.breaks,
        classes.each_year,
        within,
        area_class,
        kind="merger" if is_merger else "rates",
        estimates=estimates,
        others=others,
    )
    address = MapAddress(picture, store=offer.store)
    placed, bad_placed = with_year_and_area(query, address, offer)
    switches = [bad_estimates, bad_others, bad_merger]
    handle, bad_handle = handle_in(query) if is_merger else (None, None)
    bad = [*found, bad_indicator, bad_within, bad_class, *switches, bad_handle, *bad_placed, *classes.bad]
    return MapState(placed, tuple(years_of(picture, offer)), classes, only_bad(bad), handle)


def with_year_and_area(
    query: Mapping[str, str], address: MapAddress, offer: MapOffer
) -> tuple[MapAddress, tuple[BadParameter, ...]]:
    """Return a map with the year and area that an address asks for, and what did not fit."""
    picture = address.picture
    years = years_of(picture, offer)
    year, bad_year = year_in(query, years, offer.default_year(picture))
    area, bad_area = _area_in(query, picture, offer)
    return replace(address, year=year, area=area), only_bad([bad_year, bad_area])


def years_of(picture: PictureAddress, offer: MapOffer) -> Sequence[int]:
    """Return the years that a picture shows, rising; of both sides of the merger those to compare."""
    if picture.kind == "merger":
        return offer.merger_years(picture.indicator, picture.level)
    return offer.years(picture.indicator, picture.look, picture.level)


def refuse_unknown(bad: Iterable[BadParameter]) -> None:
    """Raise UnknownPicture when something that names the map is unknown."""
    unknown = [f"{one.parameter}={one.value}" for one in bad if one.parameter in NAMES_THE_MAP]
    if unknown:
        raise UnknownPicture(*unknown)


def refuse_empty(address: MapAddress) -> MapAddress:
    """Return an address whose map has figures; UnknownPicture when it has none."""
    if address.year is None:
        raise UnknownPicture(address.picture.indicator)
    return address


def scope_in(
    query: Mapping[str, str], scopes: Sequence[Scope], preferred: Sequence[Scope] = ()
) -> tuple[Look, str, list[BadParameter | None]]:
    """Return the look and level of an address among those offered, of which the first is the default.

    A level without a look has the first look that offers it, of ``preferred`` before the others.
    """
    looks = list(dict.fromkeys(look for look, _ in scopes))
    fitting = (look for look, level in (*preferred, *scopes) if level == query.get("level"))
    code, bad_look = code_in(query, "look", looks, next(fitting, looks[0]))
    look = look_named(code)
    levels = levels_of(look, scopes)
    level, bad_level = code_in(query, "level", levels, levels[0])
    return look, level, [bad_look, bad_level]


def _with_figures(query: Mapping[str, str], offer: MapOffer) -> list[Scope]:
    """Return the looks and levels at which the indicator of an address has figures."""
    return [scope for scope in offer.scopes if query.get("indicator") in offer.mappable(*scope)]


def levels_of(look: Look, scopes: Sequence[Scope]) -> list[str]:
    """Return the levels of a look among those offered."""
    return [level for known, level in scopes if known == look]


def within_in(query: Mapping[str, str], offer: MapOffer) -> tuple[str, BadParameter | None]:
    """Return the place whose parts alone are shown."""
    value = query.get("within") or WHOLE_COUNTRY
    place = place_key(value)
    if value == WHOLE_COUNTRY or (place is not None and offer.is_place(place)):
        return value, None
    return WHOLE_COUNTRY, BadParameter.of("within", value)


def estimates_in(query: Mapping[str, str]) -> tuple[bool, BadParameter | None]:
    """Say whether rates that cannot be restated exactly are estimated."""
    code, bad_parameter = code_in(query, "estimates", ("1", "0"), "1")
    return code == "1", bad_parameter


def others_in(query: Mapping[str, str]) -> tuple[bool, BadParameter | None]:
    """Say whether the values of areas that are measured otherwise are told."""
    code, bad_parameter = code_in(query, "others", ("0", "1"), "0")
    return code == "1", bad_parameter


def _merger_in(query: Mapping[str, str]) -> tuple[bool, BadParameter | None]:
    """Say whether the units before the merger stand beside those of today."""
    code, bad_parameter = code_in(query, "merger", ("0", "1"), "0")
    return code == "1", bad_parameter


def _class_in(query: Mapping[str, str], classes: Sequence[str]) -> tuple[str, BadParameter | None]:
    """Return the class of areas that alone are shown; at a level without any the parameter means nothing."""
    return code_in(query, "class", classes, EVERY_CLASS) if classes else (EVERY_CLASS, None)


def _area_in(
    query: Mapping[str, str], picture: PictureAddress, offer: MapOffer
) -> tuple[PlaceKey | None, BadParameter | None]:
    value = query.get("area")
    if not value:
        return None, None
    place = area_in(value, picture.level)
    if not is_drawn(place, picture, offer):
        return None, BadParameter.of("area", value)
    return place if offer.is_left(picture, place) else None, None


def is_drawn(place: PlaceKey, picture: PictureAddress, offer: MapOffer) -> bool:
    """Say whether there is such a place among the units that a picture draws, whatever its filters leave."""
    return place.vintage in LAYERS[picture.look, picture.level] and offer.is_place(place)


def only_bad(found: Iterable[BadParameter | None]) -> tuple[BadParameter, ...]:
    """Return what did not fit."""
    return tuple(one for one in found if one is not None)
