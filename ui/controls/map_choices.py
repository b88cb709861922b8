"""Choices that every page with a map has: boundaries, level and place, and the names of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from ui.cached import area_frames, figure_frames
from ui.cached.looks import LAYERS, Look, Scope
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.maps.map_state import WHOLE_COUNTRY, levels_of
from ui.maps.money_measures import measure_in
from ui.maps.picture_address import PLAIN_KINDS, PictureAddress
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW, OLD, vintage_above
from vocabulary.words import Words

# The choice among the ways to look that sets the units before the merger beside those of today.
MERGER = "merger"


def draw_look_and_level(
    scopes: Iterable[Scope], picture: PictureAddress, words: Words, *, merger: bool = False
) -> None:
    """Draw the choice of boundaries and of level among those offered, with both sides of the ``merger``."""
    scopes = list(scopes)
    looks: dict[str, str] = {look: words(f"look.{look}") for look, _ in scopes}
    if merger:
        looks[MERGER] = words("look.merger")
    chosen = MERGER if picture.kind == MERGER else picture.look
    level = merger_level(picture)
    choices.draw_segments(words("look.title"), "look", looks, chosen, lambda look: look_written(look, level))
    levels = {level: words(f"level.{level}_short") for level in levels_of(picture.look, scopes)}
    if len(levels) > 1:
        choices.draw_segments(words("level.title"), "level", levels, picture.level)


def named(bad: Iterable[BadParameter], visit: Visit) -> list[BadParameter]:
    """Return what did not fit, with indicators by name: who chose a level in a list has typed no code."""
    rows = figure_frames.indicator_rows(visit.edition)
    names = {code: visit.words.of(row) for code, row in rows.items()}
    return [
        BadParameter(one.parameter, names.get(address.parameter(one.parameter) or "", one.value))
        for one in bad
    ]


def look_written(look: str, level: str) -> dict[str, str | None]:
    """Return what the choice of a way to look writes; both sides of the merger are seen at a ``level``."""
    if look == MERGER:
        return {"look": "today", "level": level, MERGER: "1"}
    return {"look": look, MERGER: None}


def merger_level(picture: PictureAddress) -> str:
    """Return the level at which both sides of the merger are seen: for districts, that of communes."""
    return "commune" if picture.level == "district" else picture.level


def draw_estimates(visit: Visit, picture: PictureAddress) -> None:
    """Draw the choice to leave estimates out; nothing where an indicator has none."""
    if picture.look != "today" or picture.kind not in PLAIN_KINDS:
        return
    if not figure_frames.may_be_estimated(visit.edition, picture.indicator, picture.level):
        return
    names = {code: visit.words(f"estimates.choice_{code}") for code in ("1", "0")}
    choices.draw_segments(visit.words("estimates.choice"), "estimates", names, str(int(picture.estimates)))


def draw_others(visit: Visit, picture: PictureAddress) -> None:
    """Draw the choice to tell values that are measured otherwise; nothing where an indicator has none."""
    if measure_in(picture.indicator) is not None:
        return
    figures = figure_frames.figures_of_look(
        visit.edition, picture.indicator, picture.look, picture.level, picture.estimates
    )
    if not picture.others and not (figures["aside"] != "").any():
        return
    names = {code: visit.words(f"aside.choice_{code}") for code in ("0", "1")}
    choices.draw_segments(visit.words("aside.choice"), "others", names, str(int(picture.others)))


def draw_within(visit: Visit, picture: PictureAddress) -> None:
    """Draw the list of regions and provinces whose parts can be shown alone."""
    names = _places(visit, picture.look, picture.level)
    place = place_key(picture.within)
    if place is not None and picture.within not in names:
        names[picture.within] = place_name(visit, place) or ""
    choices.draw_select(visit.words("map.within"), "within", names, picture.within)


def _places(visit: Visit, look: Look, level: str) -> dict[str, str]:
    words = visit.words
    names = {WHOLE_COUNTRY: words("map.whole_country")}
    regions = area_frames.areas(visit.edition, "region", NEW if look == "today" else OLD)
    names |= _names_of(regions, words)
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
        here = (
            PlaceKey(vintage_above(here.vintage), parent, rows[0]["parent_code"])
            if isinstance(parent, str)
            else None
        )
    return {WHOLE_COUNTRY: visit.words("map.whole_country")} | dict(reversed(trail))
