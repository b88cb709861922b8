"""The choices of the explorer: part and view, indicators, way to look, level, place, year and areas."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.text.folding import folded
from ui.cached import area_frames, figure_frames
from ui.cached.area_frames import codes_inside
from ui.cached.looks import LAYERS, LOOKS
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.controls.map_choices import draw_estimates, draw_look_and_level, draw_others, draw_within
from ui.controls.notices import as_plain
from ui.maps.choropleth import area_parameter
from ui.maps.exploration import Exploration
from ui.maps.exploration_state import MOST_AREAS, NOT_MAPPED, PARTS, SEPARATOR, YEAR_BEFORE, exploration
from ui.maps.map_offer import StoreOffer
from ui.maps.picture_address import PictureAddress
from vocabulary.words import Words

# A map has its years on it.
WITH_YEAR = ("ranking", "table", "distribution", "scatter", "peers", "profile", "heat", "index")
WITH_AREAS = ("series", "ranking", "peers", "profile", "regions")
LONGEST_LIST = 800


def view_in_address(visit: Visit) -> Exploration:
    """Return what the address bar asks for, and what in it did not fit."""
    return exploration(st.query_params, StoreOffer(visit.edition), visit.words.language)


def draw_part(chosen: Exploration, words: Words) -> None:
    """Draw the choice of part and view; the catalogue has no views."""
    parts = {part: words(f"explore.part_{part}") for part in PARTS}
    choices.draw_segments(words("explore.part"), "part", parts, chosen.part)
    if chosen.view:
        views = {view: words(f"explore.view_{view}") for view in PARTS[chosen.part]}
        choices.draw_segments(words("explore.view"), "view", views, chosen.view)


def draw_indicators(visit: Visit, chosen: Exploration) -> None:
    """Draw the choice of the indicator or of both; nothing in a part where all are shown."""
    words = visit.words
    if chosen.part == "one":
        _draw_indicator(visit, words("map.indicator"), "indicator", chosen.indicator)
    if chosen.part == "two":
        _draw_indicator(visit, words("explore.first"), "indicator", chosen.indicator)
        _draw_indicator(visit, words("explore.second"), "second", chosen.picture.second)


def _draw_indicator(visit: Visit, label: str, parameter: str, code: str) -> None:
    """Draw the list of all indicators with figures."""
    covered = set(StoreOffer(visit.edition).with_figures)
    rows = figure_frames.indicator_rows(visit.edition)
    names = {code: visit.words.of(row) for code, row in rows.items() if code in covered}
    choices.draw_select(label, parameter, names, code)


def draw_scope(visit: Visit, chosen: Exploration) -> None:
    """Draw the choices of level, place, year and areas that the view has."""
    words, picture = visit.words, chosen.picture
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore-choices"):
        draw_look_and_level(chosen.scopes or [NOT_MAPPED], picture, words)
        draw_estimates(visit, picture)
        draw_others(visit, picture)
        with st.popover(words("map.filter")):
            draw_within(visit, picture)
        if chosen.view in WITH_YEAR and chosen.year:
            choices.coded_year(words("picture.year"), chosen.years, chosen.year)
        if chosen.view == "change":
            _draw_since(chosen, words)
        if chosen.view in WITH_AREAS:
            _draw_areas(visit, chosen)


def _draw_since(chosen: Exploration, words: Words) -> None:
    """Draw the choice of the year that changes are counted from: the year before, or a fixed one."""
    years = map(str, chosen.years[:-1])
    names = {YEAR_BEFORE: words("explore.since_before"), **{year: year for year in years}}
    since = str(chosen.picture.since or YEAR_BEFORE)
    choices.draw_select(words("explore.since"), "since", names, since, width=280)


def area_options(visit: Visit, picture: PictureAddress) -> dict[str, str]:
    """Return the areas that can be compared: what the address calls them → name, by name without accents."""
    rows: list[pd.DataFrame] = []
    for vintage in LAYERS[picture.look, picture.level]:
        areas = area_frames.areas(visit.edition, picture.level, vintage)
        inside = codes_inside(visit.edition, vintage, picture.level, picture.within, picture.area_class)
        rows.append(areas if inside is None else areas[areas["code"].isin(inside)])
    names = {
        area_parameter(row["vintage"], row["code"]): visit.words.of(row)
        for row in pd.concat(rows).to_dict("records")
    }
    names = choices.distinct_labels(names)
    return dict(sorted(names.items(), key=lambda item: folded(item[1])))


def _draw_areas(visit: Visit, chosen: Exploration) -> None:
    """Draw the list of areas to compare; too many for a list, it says to choose a province first."""
    words = visit.words
    options = area_options(visit, chosen.picture)
    if len(options) > LONGEST_LIST:
        st.caption(as_plain(words("explore.too_many_areas", count=len(options))))
        return
    key = "choice.areas"
    here = [area_parameter(place.vintage, place.code) for place in chosen.areas]
    st.session_state[key] = [code for code in here if code in options]
    st.multiselect(
        words("explore.areas"),
        list(options),
        format_func=options.__getitem__,
        key=key,
        max_selections=MOST_AREAS,
        placeholder=words("explore.areas_placeholder"),
        on_change=_write_areas,
        args=(key,),
    )


def _write_areas(key: str) -> None:
    chosen = list(st.session_state[key])
    address.write({"areas": SEPARATOR.join(chosen) or None, "area": chosen[0] if chosen else None})
    st.session_state[choices.JUST_CHOSEN] = True


def complete_address(chosen: Exploration, words: Words) -> None:
    """Complete the address, so that it restores this view anywhere."""
    picture = chosen.picture
    address.write(
        {
            "part": chosen.part,
            "view": chosen.view or None,
            "indicator": chosen.indicator,
            "year": chosen.year,
            "look": None if picture.look == LOOKS[0] else picture.look,
            "level": picture.level,
            "within": picture.within or None,
            "second": picture.second or None,
            "lang": words.language,
        }
    )
