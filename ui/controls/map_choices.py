"""Choices that every page with a map has: way to look, level, place, and the years of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from geo.layers import UnknownLayer, layer
from ui.cached import area_frames, figure_frames
from ui.cached.looks import LAYERS, LOOKS, Look
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

WHOLE_COUNTRY = ""


EVERY_CLASS = ""


def chosen_look_and_level(
    offered: Iterable[tuple[str, str]], words: Words
) -> tuple[Look, str, list[BadParameter | None]]:
    """Draw the choice of way to look and of level among those offered; the first is the default."""
    offered = list(offered)
    looks = list(dict.fromkeys(look for look, _ in offered))
    look, bad_look = choices.coded_segments(
        words("look.title"), "look", looks, lambda code: words(f"look.{code}"), looks[0]
    )
    levels = [level for known, level in offered if known == look]
    level, bad_level = address.choose("level", levels, levels[0])
    if len(levels) > 1:
        choices.coded_segments(
            words("level.title"), "level", levels, lambda code: words(f"level.{code}_short"), levels[0]
        )
    chosen: Look = next(known for known in LOOKS if known == look)
    return chosen, level, [bad_look, bad_level]


def has_layers(look: str, level: str) -> bool:
    """Say whether there is geometry for every vintage that a way to look draws at a level."""
    try:
        return all(layer(level, vintage) for vintage in LAYERS[look, level])
    except UnknownLayer:
        return False


def chosen_place(visit: Visit, look: Look, level: str) -> tuple[str, BadParameter | None]:
    """Draw the list of regions and provinces whose parts can be shown alone."""
    names = _places(visit, look, level)
    requested = place_key(address.parameter("within") or "")
    if requested is not None and str(requested) not in names and (name := place_name(visit, requested)):
        names[str(requested)] = name
    label = visit.words("map.within")
    return choices.coded_select(label, "within", list(names), names.__getitem__, WHOLE_COUNTRY)


def _places(visit: Visit, look: Look, level: str) -> dict[str, str]:
    words = visit.words
    names = {WHOLE_COUNTRY: words("map.whole_country")}
    if look != "today":
        names |= _names_of(area_frames.areas(visit.edition, "region", OLD), words)
    if level != "province":
        vintage = LAYERS[look, level][-1]
        names |= _names_of(area_frames.areas(visit.edition, "province", vintage), words)
    return names


def _names_of(areas: pd.DataFrame, words: Words) -> dict[str, str]:
    rows = areas.sort_values(f"name_{words.language}").to_dict("records")
    return {str(PlaceKey(row["vintage"], row["level"], row["code"])): words.of(row) for row in rows}


def class_name(code: str, members: pd.DataFrame, words: Words) -> str:
    """Return a class with how much of its list is known: "Poor district (42 of 74 known)"."""
    total = members["list_total"].dropna()
    name = words(f"class.{code}")
    if not len(total):
        return name
    return words("class.known", name=name, known=len(members), total=int(total.iloc[0]))


def years_of(visit: Visit, picture: PictureAddress) -> list[int]:
    """Return the years in which the picture has at least one figure, rising."""
    coverage = figure_frames.coverage(visit.edition)
    vintages = (OLD, NEW) if picture.look == "today" else LAYERS[picture.look, picture.level]
    rows = coverage[
        (coverage["indicator_code"] == picture.indicator)
        & (coverage["level"] == picture.level)
        & coverage["vintage"].isin(vintages)
    ]
    return sorted({int(year) for year in rows["year"]})


def place_name(visit: Visit, place: PlaceKey) -> str | None:
    """Return the full name of a place, None when there is no such place."""
    areas = area_frames.areas(visit.edition, place.level, place.vintage)
    rows = areas[areas["code"] == place.code].to_dict("records")
    return visit.words.of(rows[0], "full_name") if rows else None


def ancestors(visit: Visit, place: PlaceKey) -> Mapping[str, str]:
    """Return a place's ancestors from the nation down to itself: key → name, the nation's key empty."""
    trail: list[tuple[str, str]] = []
    here: PlaceKey | None = place
    while here is not None and here.level != "nation":
        areas = area_frames.areas(visit.edition, here.level, here.vintage)
        rows = areas[areas["code"] == here.code].to_dict("records")
        if not rows:
            break
        trail.append((str(here), visit.words.of(rows[0])))
        parent = rows[0]["parent_level"]
        here = PlaceKey(here.vintage, parent, rows[0]["parent_code"]) if isinstance(parent, str) else None
    return {WHOLE_COUNTRY: visit.words("map.whole_country")} | dict(reversed(trail))
