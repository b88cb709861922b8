"""The map of the area page: the place among its neighbours, the nation and a region as their provinces."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from geo.layers import UnknownLayer, layer
from ui.cached import figure_frames
from ui.cached.looks import Look
from ui.cached.place_facts import POVERTY, AreaFacts
from ui.cached.visit import Visit
from ui.controls.choropleth import choropleth
from ui.controls.picture_sources import show_picture_sources
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW, OLD

LOOK_OF_LAYER: dict[tuple[str, str], Look] = {
    (OLD, "province"): "reported",
    (NEW, "province"): "today",
    (OLD, "district"): "district",
    (NEW, "commune"): "today",
}
WIDER = ("nation", "region")


class Located(NamedTuple):
    """A map to show a place on, its year, and the place that is marked on it, if any."""

    picture: PictureAddress
    year: int | None
    marked: PlaceKey | None


def location_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the map of the place; nothing where its level has no geometry."""
    found = located(visit, facts)
    if found is None:
        return
    picture, year, marked = found
    with st.container(key="small-map"):
        choropleth(picture.url(visit.edition), key="small", year=year, selected=marked, shape="small")
        show_picture_sources(visit, picture, year)


def located(visit: Visit, facts: AreaFacts) -> Located | None:
    """Return the map of the place among its neighbours; None where its level has no geometry.

    The nation and a region are shown as their provinces, none of them marked.
    """
    place, words = facts.place, visit.words
    if place.level in WIDER:
        return _of_provinces(visit, place)
    look = LOOK_OF_LAYER.get((place.vintage, place.level))
    if look is None or not _has_layer(place):
        return None
    indicator, year = _mapped(visit, facts, look)
    if indicator is None:
        return None
    province = next((row for row in facts.above if row["level"] == "province"), None)
    within = str(PlaceKey(place.vintage, "province", province["code"])) if province else ""
    return Located(PictureAddress(indicator, place.level, look, words.language, within=within), year, place)


def _has_layer(place: PlaceKey) -> bool:
    try:
        return place.code in layer(place.level, place.vintage).codes
    except UnknownLayer:
        return False


def _mapped(visit: Visit, facts: AreaFacts, look: Look) -> tuple[str | None, int | None]:
    """Return the indicator to colour the neighbours by, and the newest year that the place has of it.

    The first poverty rate that most areas of the level have, else the best covered indicator, of several the
    first of the catalogue.
    """
    coverage = figure_frames.coverage(visit.edition)
    vintages = (OLD, NEW) if look == "today" else (facts.place.vintage,)
    here = coverage[(coverage["level"] == facts.place.level) & coverage["vintage"].isin(vintages)]
    if here.empty:
        return None, None
    areas = here.groupby("indicator_code")["areas"].max().to_dict()
    best = max((code for code in facts.indicators if code in areas), key=areas.__getitem__)
    well_covered = [code for code in POVERTY if areas.get(code, 0) >= areas[best] / 2]
    indicator = next(iter(well_covered), best)
    own = facts.figures_of(indicator)
    years = own["year"] if len(own) else here.loc[here["indicator_code"] == indicator, "year"]
    return indicator, int(years.max())


def _of_provinces(visit: Visit, place: PlaceKey) -> Located | None:
    code, year = _best_covered(figure_frames.coverage(visit.edition))
    if code is None:
        return None
    within = "" if place.level == "nation" else str(place)
    picture = PictureAddress(code, "province", language=visit.words.language, within=within)
    return Located(picture, year, None)


def _best_covered(coverage: pd.DataFrame) -> tuple[str | None, int | None]:
    """Return the first poverty rate that most provinces have, and the newest year in which they do."""
    rows = coverage[(coverage["level"] == "province") & coverage["indicator_code"].isin(POVERTY)]
    if rows.empty:
        return None, None
    well = rows[rows["areas"] >= rows["areas"].max() / 2]
    code = next(code for code in POVERTY if code in set(well["indicator_code"]))
    return code, int(well.loc[well["indicator_code"] == code, "year"].max())
