"""What the explorer shows: part and view, indicator, way to look, level, place, year and areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from data_access.text.folding import folded
from ui.cached import area_frames, figure_frames
from ui.cached.looks import LAYERS, LOOKS, Look
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.controls.map_choices import chosen_look_and_level, chosen_place, has_layers, place_name, years_of
from ui.controls.notices import as_plain
from ui.explore.exploration import Exploration
from ui.maps.choropleth import area_in, area_parameter
from ui.maps.codes_inside import codes_inside
from ui.maps.map_address import KIND_OF_VIEW
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

PARTS = {
    "catalogue": (),
    "one": ("map", "series", "ranking", "table", "distribution", "change", "years", "regions", "peers"),
    "two": ("scatter", "bivariate"),
    "deprivation": ("profile", "heat", "leading", "index"),
}


FIRST_INDICATORS = ("survey_income_poverty_rate", "poor_household_rate")


# A map has its years on it.
WITH_YEAR = ("ranking", "table", "distribution", "scatter", "peers", "profile", "heat", "index")


YEAR_BEFORE = "before"


MANY_PROVINCES = 30


SECOND_INDICATORS = ("poor_household_rate_ethnic_minority", "monthly_income_per_capita_mean")


WITH_AREAS = ("series", "ranking", "peers", "profile", "regions")


MOST_AREAS = 8


LONGEST_LIST = 800


SEPARATOR = "~"


def choose_part(words: Words) -> tuple[str, str, list[BadParameter | None]]:
    """Draw the choice of part and view; the catalogue has no views."""
    label = words("explore.part")
    part, bad_part = choices.coded_segments(
        label, "part", list(PARTS), lambda code: words(f"explore.part_{code}"), "catalogue"
    )
    views = PARTS[part]
    if not views:
        return part, "", [bad_part]
    view, bad_view = choices.coded_segments(
        words("explore.view"), "view", views, lambda code: words(f"explore.view_{code}"), views[0]
    )
    return part, view, [bad_part, bad_view]


def indicator_in_address(visit: Visit) -> tuple[str, BadParameter | None]:
    """Return the address's indicator, or the first that most provinces have."""
    covered = set(figure_frames.coverage(visit.edition)["indicator_code"])
    known = [code for code in figure_frames.indicators(visit.edition)["code"] if code in covered]
    first = next((code for code in FIRST_INDICATORS if code in known), known[0] if known else "")
    code, bad_parameter = address.choose("indicator", known, _best_covered(visit, first))
    return code, bad_parameter


def _best_covered(visit: Visit, first: str) -> str:
    """Return the first indicator of the list that has figures of most provinces, else ``first``."""
    coverage = figure_frames.coverage(visit.edition)
    provinces = coverage[(coverage["level"] == "province") & (coverage["areas"] >= MANY_PROVINCES)]
    known = set(provinces["indicator_code"])
    return next((code for code in FIRST_INDICATORS if code in known), first)


def choose_indicator(visit: Visit, label: str, parameter: str, code: str) -> None:
    """Draw the list of all indicators with figures; the address says which one is chosen."""
    covered = set(figure_frames.coverage(visit.edition)["indicator_code"])
    rows = figure_frames.indicators(visit.edition)
    names = {row["code"]: visit.words.of(row) for row in rows.to_dict("records") if row["code"] in covered}
    choices.coded_select(label, parameter, list(names), names.__getitem__, code)


def choose_scope(
    visit: Visit, part: str, view: str, indicator: str, second: str = ""
) -> tuple[Exploration, list[BadParameter | None]]:
    """Draw the choices of level, place, year and areas; return all chosen and what did not fit."""
    words = visit.words
    scopes = scopes_of(visit, indicator)
    if second:
        others = scopes_of(visit, second)
        scopes = {scope: count for scope, count in scopes.items() if scope in others}
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore-choices"):
        look, level, found = chosen_look_and_level(scopes or [("reported", "province")], words)
        with st.popover(words("map.filter")):
            within, bad_parameter = chosen_place(visit, look, level)
            found.append(bad_parameter)
        picture = PictureAddress(
            indicator,
            level,
            look,
            words.language,
            within=within,
            kind=KIND_OF_VIEW.get(view, "rates"),
            second=second,
        )
        years = years_of_both(visit, picture)
        year, bad_parameter = choices.chosen_year(years)
        found.append(bad_parameter)
        if view in WITH_YEAR and year:
            choices.coded_year(words("picture.year"), years, year)
        areas, bad_parameter = _areas_in_address(visit, picture)
        chosen = Exploration(part, view, picture, years, year, areas, bool(scopes))
        found.append(bad_parameter)
        if view == "change":
            chosen, bad_parameter = choose_since(chosen, words)
            found.append(bad_parameter)
        if view in WITH_AREAS:
            choose_areas(visit, chosen)
    return chosen, found


def years_of_both(visit: Visit, picture: PictureAddress) -> tuple[int, ...]:
    """Return the years with figures, of both indicators where there are two."""
    years = years_of(visit, picture)
    if not picture.second:
        return tuple(years)
    others = years_of(visit, replace(picture, indicator=picture.second))
    return tuple(year for year in years if year in others)


def choose_since(chosen: Exploration, words: Words) -> tuple[Exploration, BadParameter | None]:
    """Draw the choice of the year that changes are counted from: the year before, or a fixed one."""
    offered = [YEAR_BEFORE, *(str(year) for year in chosen.years[:-1])]
    since, bad_parameter = choices.coded_select(
        words("explore.since"),
        "since",
        offered,
        lambda code: words("explore.since_before") if code == YEAR_BEFORE else code,
        YEAR_BEFORE,
        width=280,
    )
    fixed = None if since == YEAR_BEFORE else int(since)
    return replace(chosen, picture=replace(chosen.picture, since=fixed)), bad_parameter


def second_in_address(visit: Visit, indicator: str) -> tuple[str, BadParameter | None]:
    """Return the second indicator of the address, or one that is known for the same areas and years."""
    coverage = figure_frames.coverage(visit.edition)
    provinces = coverage[(coverage["level"] == "province") & (coverage["areas"] >= MANY_PROVINCES)]
    years = set(provinces.loc[provinces["indicator_code"] == indicator, "year"])
    alike = provinces[provinces["year"].isin(years) & (provinces["indicator_code"] != indicator)]
    best = alike["indicator_code"].value_counts()
    order = [
        code for code in figure_frames.indicators(visit.edition)["code"] if best.get(code, 0) == best.max()
    ]
    known = set(coverage["indicator_code"])
    first = next((code for code in SECOND_INDICATORS if code in set(alike["indicator_code"])), None)
    return address.choose("second", known, first or (order[0] if order else indicator))


def scopes_of(visit: Visit, indicator: str) -> dict[tuple[Look, str], int]:
    """Return the ways to look and levels an indicator can be mapped at, with the most areas of any year."""
    coverage = figure_frames.coverage(visit.edition)
    mine = coverage[coverage["indicator_code"] == indicator]
    scopes: dict[tuple[Look, str], int] = {}
    for look, level in LAYERS:
        vintages = (OLD, NEW) if look == "today" else LAYERS[look, level]
        rows = mine[(mine["level"] == level) & mine["vintage"].isin(vintages)]
        if len(rows) and has_layers(look, level):
            known: Look = next(name for name in LOOKS if name == look)
            scopes[known, level] = int(rows["areas"].max())
    return scopes


def _areas_in_address(
    visit: Visit, picture: PictureAddress
) -> tuple[tuple[PlaceKey, ...], BadParameter | None]:
    """Return the areas that the address names and that are there at this level, and the first other name."""
    known, strangers = areas_named(visit, picture, st.query_params)
    return known, BadParameter.of("areas", strangers[0]) if strangers else None


def areas_named(
    visit: Visit, picture: PictureAddress, query: Mapping[str, str]
) -> tuple[tuple[PlaceKey, ...], list[str]]:
    """Return the areas that parameters name, the one pointed at first, and the names of no area there."""
    named = [name for name in query.get("areas", "").split(SEPARATOR) if name]
    if pointed := query.get("area"):
        named = [pointed, *(name for name in named if name != pointed)]
    places = [area_in(name, picture.level) for name in named[:MOST_AREAS]]
    drawn = LAYERS[picture.look, picture.level]
    known = [place for place in places if place.vintage in drawn and place_name(visit, place)]
    strangers = [name for name, place in zip(named, places, strict=False) if place not in known]
    return tuple(known), strangers


def area_options(visit: Visit, picture: PictureAddress) -> dict[str, str]:
    """Return the areas that can be compared: what the address calls them → name, by name without accents."""
    rows: list[pd.DataFrame] = []
    for vintage in LAYERS[picture.look, picture.level]:
        areas = area_frames.areas(visit.edition, picture.level, vintage)
        inside = codes_inside(visit.edition, picture, vintage)
        rows.append(areas if inside is None else areas[areas["code"].isin(inside)])
    names = {
        area_parameter(row["vintage"], row["code"]): visit.words.of(row)
        for row in pd.concat(rows).to_dict("records")
    }
    names = choices.distinct_labels(names)
    return dict(sorted(names.items(), key=lambda item: folded(item[1])))


def choose_areas(visit: Visit, chosen: Exploration) -> None:
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


def complete_address(chosen: Exploration, indicator: str, words: Words) -> None:
    """Complete the address, so that it restores this view anywhere."""
    picture = chosen.picture
    address.write(
        {
            "part": chosen.part,
            "view": chosen.view or None,
            "indicator": indicator,
            "year": chosen.year,
            "look": None if picture.look == LOOKS[0] else picture.look,
            "level": picture.level,
            "within": picture.within or None,
            "second": picture.second or None,
            "lang": words.language,
        }
    )
