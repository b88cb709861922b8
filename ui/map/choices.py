"""What the map page shows: indicator, way to look, level, place, class of areas, colour classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from geo.layers import UnknownLayer, layer
from ui.cached import stores
from ui.controls import address, choices, notices
from ui.controls.address import Misfit
from ui.controls.current_visit import Visit
from ui.controls.notices import as_plain
from ui.maps.choropleth import area_in
from ui.maps.map_reading import codes_inside
from ui.maps.picture_address import LAYERS, LOOKS, NEW, OLD, Look, PictureAddress
from ui.text.language import Words
from ui.text.place_key import PlaceKey, place_key

WHOLE_COUNTRY = ""
EVERY_CLASS = ""


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
        look, level, misfits = chosen_look_and_level(drawable, words)
        indicator, misfit = _indicator(visit, look, level)
        misfits.append(misfit)
        with st.popover(_filter_label(visit)):
            within, misfit = chosen_place(visit, look, level)
            misfits.append(misfit)
            area_class, misfit = _area_class(visit, look, level)
            misfits.append(misfit)
        scheme, count, breaks, each_year, found = choices.classification(words)
    picture = PictureAddress(
        indicator, level, look, words.language, scheme, count, breaks, each_year, within, area_class
    )
    year, misfit = choices.chosen_year(years_of(visit, picture))
    area, area_misfit = _area(visit, picture)
    notices.misfits([*misfits, *choices.excused([misfit, area_misfit]), *found], words)
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


def chosen_look_and_level(
    offered: Iterable[tuple[str, str]], words: Words
) -> tuple[Look, str, list[Misfit | None]]:
    """Draw the choice of way to look and of level among those offered; the first is the default."""
    offered = list(offered)
    looks = list(dict.fromkeys(look for look, _ in offered))
    look, look_misfit = choices.coded_segments(
        words("look.title"), "look", looks, lambda code: words(f"look.{code}"), looks[0]
    )
    levels = [level for known, level in offered if known == look]
    level, level_misfit = address.choose("level", levels, levels[0])
    if len(levels) > 1:
        choices.coded_segments(
            words("level.title"), "level", levels, lambda code: words(f"level.{code}_short"), levels[0]
        )
    chosen: Look = next(known for known in LOOKS if known == look)
    return chosen, level, [look_misfit, level_misfit]


def has_layers(look: str, level: str) -> bool:
    """Say whether there is geometry for every vintage that a way to look draws at a level."""
    try:
        return all(layer(level, vintage) for vintage in LAYERS[look, level])
    except UnknownLayer:
        return False


def _indicator(visit: Visit, look: Look, level: str) -> tuple[str, Misfit | None]:
    """Draw the list of indicators that have a figure at this level, or could be restated to it."""
    vintages = (OLD, NEW) if look == "today" else LAYERS[look, level]
    offered = choices.mappable(
        stores.indicators(visit.edition), stores.coverage(visit.edition), level, vintages
    )
    names = {row["code"]: visit.words.of(row) for row in offered.to_dict("records")}
    if not names:
        offered = stores.indicators(visit.edition)
        names = {row["code"]: visit.words.of(row) for row in offered.head(1).to_dict("records")}
    label = visit.words("map.indicator")
    return choices.coded_select(label, "indicator", list(names), names.__getitem__, next(iter(names)))


def _filter_label(visit: Visit) -> str:
    """Return the label of the filters, with the place they leave."""
    place = place_key(address.asked("within") or "")
    name = place_name(visit, place) if place is not None else None
    return visit.words("map.filter") if name is None else as_plain(name)


def chosen_place(visit: Visit, look: Look, level: str) -> tuple[str, Misfit | None]:
    """Draw the list of regions and provinces whose parts can be shown alone."""
    names = _places(visit, look, level)
    asked = place_key(address.asked("within") or "")
    if asked is not None and str(asked) not in names and (name := place_name(visit, asked)):
        names[str(asked)] = name
    label = visit.words("map.within")
    return choices.coded_select(label, "within", list(names), names.__getitem__, WHOLE_COUNTRY)


def _places(visit: Visit, look: Look, level: str) -> dict[str, str]:
    words = visit.words
    names = {WHOLE_COUNTRY: words("map.whole_country")}
    if look != "today":
        names |= _names_of(stores.areas(visit.edition, "region", OLD), words)
    if level != "province":
        vintage = LAYERS[look, level][-1]
        names |= _names_of(stores.areas(visit.edition, "province", vintage), words)
    return names


def _names_of(areas: pd.DataFrame, words: Words) -> dict[str, str]:
    rows = areas.sort_values(f"name_{words.language}").to_dict("records")
    return {str(PlaceKey(row["vintage"], row["level"], row["code"])): words.of(row) for row in rows}


def place_name(visit: Visit, place: PlaceKey) -> str | None:
    """Return the full name of a place, None when there is no such place."""
    areas = stores.areas(visit.edition, place.level, place.vintage)
    rows = areas[areas["code"] == place.code].to_dict("records")
    return visit.words.of(rows[0], "full_name") if rows else None


def _area_class(visit: Visit, look: Look, level: str) -> tuple[str, Misfit | None]:
    """Draw the list of area classes that have known members at this level; nothing when there are none."""
    words, known = visit.words, stores.area_classes(visit.edition)
    vintages = LAYERS[look, level]
    here = known[(known["level"] == level) & known["vintage"].isin(vintages) & known["code"].notna()]
    names = {EVERY_CLASS: words("class.every")}
    for code, rows in here.groupby("class_code"):
        names[str(code)] = class_name(str(code), rows, words)
    if len(names) == 1:
        return EVERY_CLASS, None
    return choices.coded_select(words("class.title"), "class", list(names), names.__getitem__, EVERY_CLASS)


def class_name(code: str, members: pd.DataFrame, words: Words) -> str:
    """Return a class with how much of its list is known: "Poor district (42 of 74 known)"."""
    total = members["list_total"].dropna()
    name = words(f"class.{code}")
    if not len(total):
        return name
    return words("class.known", name=name, known=len(members), total=int(total.iloc[0]))


def years_of(visit: Visit, picture: PictureAddress) -> list[int]:
    """Return the years in which the picture has at least one figure, rising."""
    coverage = stores.coverage(visit.edition)
    vintages = (OLD, NEW) if picture.look == "today" else LAYERS[picture.look, picture.level]
    rows = coverage[
        (coverage["indicator_code"] == picture.indicator)
        & (coverage["level"] == picture.level)
        & coverage["vintage"].isin(vintages)
    ]
    return sorted({int(year) for year in rows["year"]})


def _area(visit: Visit, picture: PictureAddress) -> tuple[PlaceKey | None, Misfit | None]:
    asked = address.asked("area")
    if asked is None:
        return None, None
    place = area_in(asked, picture.level)
    if place.vintage in LAYERS[picture.look, picture.level] and place_name(visit, place):
        inside = codes_inside(visit.edition, picture, place.vintage)
        return (place if inside is None or place.code in inside else None), None
    return None, address.misfit("area", asked)


def ancestors(visit: Visit, place: PlaceKey) -> Mapping[str, str]:
    """Return a place's ancestors from the nation down to itself: key → name, the nation's key empty."""
    trail: list[tuple[str, str]] = []
    here: PlaceKey | None = place
    while here is not None and here.level != "nation":
        areas = stores.areas(visit.edition, here.level, here.vintage)
        rows = areas[areas["code"] == here.code].to_dict("records")
        if not rows:
            break
        trail.append((str(here), visit.words.of(rows[0])))
        parent = rows[0]["parent_level"]
        here = PlaceKey(here.vintage, parent, rows[0]["parent_code"]) if isinstance(parent, str) else None
    return {WHOLE_COUNTRY: visit.words("map.whole_country")} | dict(reversed(trail))
