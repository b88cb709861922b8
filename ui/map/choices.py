"""The choices of the map page beside those every map has: indicator, class of areas, year and chosen area."""

from __future__ import annotations

import streamlit as st

from ui.cached import figure_frames
from ui.cached.looks import LOOKS
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.controls.map_choices import MERGER, class_name, merger_level, named, place_name
from ui.controls.notices import as_plain
from ui.maps.choropleth import HANDLE, handle_in
from ui.maps.map_address import MapAddress
from ui.maps.map_offer import StoreOffer, class_members
from ui.maps.map_state import EVERY_CLASS, MapState, map_state, with_year_and_area
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter
from ui.text.place_key import place_key
from vocabulary.words import Words


def map_in_address(visit: Visit) -> MapState:
    """Return the map that the address bar asks for, and what in it did not fit."""
    return map_state(st.query_params, StoreOffer(visit.edition), visit.words.language)


def placed_in_address(visit: Visit, picture: PictureAddress) -> MapAddress:
    """Return a picture with the year and the chosen area that are in the address bar now."""
    unplaced = MapAddress(picture, store=visit.edition.store)
    return with_year_and_area(st.query_params, unplaced, StoreOffer(visit.edition))[0]


def bad_now(visit: Visit, state: MapState) -> list[BadParameter]:
    """Return what did not fit, without year and area after a choice that may have made them unfit.

    An indicator that the chosen level lacks is named, with what is shown in its place.
    """
    placed = [one for one in state.bad if one.parameter in ("year", "area")]
    kept = choices.unless_just_chosen(placed)
    return named([one for one in state.bad if one not in placed or one in kept], visit)


def has_merger(visit: Visit, picture: PictureAddress) -> bool:
    """Say whether an indicator has a year that may be compared before and after the merger."""
    years = StoreOffer(visit.edition).merger_years(picture.indicator, merger_level(picture))
    return picture.kind == MERGER or bool(years)


def draw_indicators(visit: Visit, picture: PictureAddress) -> None:
    """Draw the list of indicators that have a figure at this level, or could be restated to it."""
    offer = StoreOffer(visit.edition)
    is_merger = picture.kind == MERGER
    known = offer.merger_rates(picture.level) if is_merger else offer.mappable(picture.look, picture.level)
    offered = {*known, picture.indicator}
    rows = figure_frames.indicator_rows(visit.edition)
    names = {code: visit.words.of(row) for code, row in rows.items() if code in offered}
    choices.draw_select(visit.words("map.indicator"), "indicator", names, picture.indicator)


def filter_label(visit: Visit, picture: PictureAddress) -> str:
    """Return the label of the filters, with the place they leave."""
    place = place_key(picture.within)
    name = place_name(visit, place) if place is not None else None
    return visit.words("map.filter") if name is None else as_plain(name)


def draw_area_classes(visit: Visit, picture: PictureAddress) -> None:
    """Draw the list of area classes that have known members at this level; nothing when there are none.

    Beside the units before the merger there is no such choice: they were on lists of their own.
    """
    if picture.kind == MERGER:
        return
    words, names = visit.words, {EVERY_CLASS: visit.words("class.every")}
    for code, rows in class_members(visit.edition, picture.look, picture.level).groupby("class_code"):
        names[str(code)] = class_name(str(code), rows, words)
    if len(names) > 1:
        choices.draw_select(words("class.title"), "class", names, picture.area_class)


def complete_address(shown: MapAddress, words: Words) -> None:
    """Complete the address, so that it restores this view anywhere."""
    picture = shown.picture
    address.write(
        {
            "indicator": picture.indicator,
            "year": shown.year,
            "look": None if picture.look == LOOKS[0] else picture.look,
            MERGER: "1" if picture.kind == MERGER else None,
            HANDLE: handle_in(st.query_params)[0] if picture.kind == MERGER else None,
            "level": picture.level,
            "within": picture.within or None,
            "class": picture.area_class or None,
            "lang": words.language,
        }
    )
