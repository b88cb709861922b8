"""The choices of the map page beside those every map has: indicator, class of areas, chosen area."""

from __future__ import annotations

from ui.cached import area_frames, figure_frames
from ui.cached.looks import LAYERS, LOOKS, Look
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.controls.map_choices import EVERY_CLASS, class_name, has_layers, place_name
from ui.controls.notices import as_plain
from ui.maps.choropleth import area_in
from ui.maps.codes_inside import codes_inside
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words


def drawable_looks() -> list[tuple[str, str]]:
    """Return the ways to look, each with a level that there is geometry for."""
    return [pair for pair in LAYERS if has_layers(*pair)]


def choose_indicator(visit: Visit, look: Look, level: str) -> tuple[str, BadParameter | None]:
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


def filter_label(visit: Visit) -> str:
    """Return the label of the filters, with the place they leave."""
    place = place_key(address.parameter("within") or "")
    name = place_name(visit, place) if place is not None else None
    return visit.words("map.filter") if name is None else as_plain(name)


def choose_area_class(visit: Visit, look: Look, level: str) -> tuple[str, BadParameter | None]:
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


def area_in_address(visit: Visit, picture: PictureAddress) -> tuple[PlaceKey | None, BadParameter | None]:
    """Return the chosen area; None without one, or for one outside the place whose parts are shown."""
    requested = address.parameter("area")
    if requested is None:
        return None, None
    place = area_in(requested, picture.level)
    if place.vintage in LAYERS[picture.look, picture.level] and place_name(visit, place):
        inside = codes_inside(visit.edition, picture, place.vintage)
        return (place if inside is None or place.code in inside else None), None
    return None, BadParameter.of("area", requested)


def complete_address(picture: PictureAddress, year: int | None, words: Words) -> None:
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
