"""What the map page shows: indicator, way to look, level, place, class of areas, colour classes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from data_access.vintages import NEW, OLD
from ui.cached import area_frames, figure_frames
from ui.cached.looks import LAYERS, LOOKS, Look
from ui.cached.visit import Visit
from ui.controls import address, choices, notices
from ui.controls.map_choices import (
    EVERY_CLASS,
    chosen_look_and_level,
    chosen_place,
    class_name,
    has_layers,
    place_name,
    years_of,
)
from ui.controls.notices import as_plain
from ui.maps.choropleth import area_in
from ui.maps.codes_inside import codes_inside
from ui.maps.picture_address import PictureAddress
from ui.text.language import Words
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey, place_key


@dataclass(frozen=True)
class MapChoice:
    """Everything chosen on the map page; ``year`` is None when the indicator has no figures here."""

    picture: PictureAddress
    year: int | None
    area: PlaceKey | None


def choose_map(visit: Visit) -> MapChoice:
    """Draw the widgets and return what they and the address say, telling what did not fit."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
        drawable = [pair for pair in LAYERS if has_layers(*pair)]
        look, level, bad_parameters = chosen_look_and_level(drawable, words)
        indicator, bad_parameter = _indicator(visit, look, level)
        bad_parameters.append(bad_parameter)
        with st.popover(_filter_label(visit)):
            within, bad_parameter = chosen_place(visit, look, level)
            bad_parameters.append(bad_parameter)
            area_class, bad_parameter = _area_class(visit, look, level)
            bad_parameters.append(bad_parameter)
        scheme, count, breaks, each_year, found = choices.classification(words)
    picture = PictureAddress(
        indicator, level, look, words.language, scheme, count, breaks, each_year, within, area_class
    )
    year, bad_parameter = choices.chosen_year(years_of(visit, picture))
    area, bad_area = _area(visit, picture)
    notices.bad_parameters(
        [*bad_parameters, *choices.unless_just_chosen([bad_parameter, bad_area]), *found], words
    )
    _write(picture, year, words)
    return MapChoice(picture=picture, year=year, area=area)


def with_year_and_area(visit: Visit, chosen: MapChoice) -> MapChoice:
    """Return the choice with the year and area that stand in the address now."""
    year, _ = choices.chosen_year(years_of(visit, chosen.picture))
    area, _ = _area(visit, chosen.picture)
    return replace(chosen, year=year, area=area)


def _write(picture: PictureAddress, year: int | None, words: Words) -> None:
    """Complete the address, so that it restores this view anywhere."""
    address.write(
        {
            "indicator": picture.indicator,
            "year": year,
            "look": None if picture.look == LOOKS[0] else picture.look,
            "level": picture.level,
            "within": picture.within or None,
            "class": picture.area_class or None,
            "lang": words.language,
        }
    )


def _indicator(visit: Visit, look: Look, level: str) -> tuple[str, BadParameter | None]:
    """Draw the list of indicators that have a figure at this level, or could be restated to it."""
    vintages = (OLD, NEW) if look == "today" else LAYERS[look, level]
    offered = choices.mappable(
        figure_frames.indicators(visit.edition), figure_frames.coverage(visit.edition), level, vintages
    )
    names = {row["code"]: visit.words.of(row) for row in offered.to_dict("records")}
    if not names:
        offered = figure_frames.indicators(visit.edition)
        names = {row["code"]: visit.words.of(row) for row in offered.head(1).to_dict("records")}
    label = visit.words("map.indicator")
    return choices.coded_select(label, "indicator", list(names), names.__getitem__, next(iter(names)))


def _filter_label(visit: Visit) -> str:
    """Return the label of the filters, with the place they leave."""
    place = place_key(address.parameter("within") or "")
    name = place_name(visit, place) if place is not None else None
    return visit.words("map.filter") if name is None else as_plain(name)


def _area_class(visit: Visit, look: Look, level: str) -> tuple[str, BadParameter | None]:
    """Draw the list of area classes that have known members at this level; nothing when there are none."""
    words, known = visit.words, area_frames.area_classes(visit.edition)
    vintages = LAYERS[look, level]
    here = known[(known["level"] == level) & known["vintage"].isin(vintages) & known["code"].notna()]
    names = {EVERY_CLASS: words("class.every")}
    for code, rows in here.groupby("class_code"):
        names[str(code)] = class_name(str(code), rows, words)
    if len(names) == 1:
        return EVERY_CLASS, None
    return choices.coded_select(words("class.title"), "class", list(names), names.__getitem__, EVERY_CLASS)


def _area(visit: Visit, picture: PictureAddress) -> tuple[PlaceKey | None, BadParameter | None]:
    requested = address.parameter("area")
    if requested is None:
        return None, None
    place = area_in(requested, picture.level)
    if place.vintage in LAYERS[picture.look, picture.level] and place_name(visit, place):
        inside = codes_inside(visit.edition, picture, place.vintage)
        return (place if inside is None or place.code in inside else None), None
    return None, BadParameter.of("area", requested)
