"""The map page's view: the picture, the chosen area beside it, the values as a table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ui import address, choices, notices, stores
from ui.area_panel import area_panel
from ui.choropleth import choropleth
from ui.language import Words
from ui.map_facts import map_facts
from ui.picture_address import PictureAddress
from ui.tables import figure_table
from ui.visit import Visit, current_visit

LEVELS = ("province",)
VINTAGE_OF_LEVEL = {"province": "v2008"}
PICTURE_AND_PANEL = (0.72, 0.28)


@dataclass(frozen=True)
class MapChoice:
    """Everything chosen on the map page."""

    picture: PictureAddress
    year: int | None
    area: str | None


@st.fragment
def map_page() -> None:
    """Draw the map page; a choice in it draws only this part again."""
    visit = current_visit()
    chosen = _choose(visit)
    picture, panel = st.columns(PICTURE_AND_PANEL, gap="medium")
    with picture, st.container(key="map-picture"):
        choropleth(chosen.picture.url(visit.edition), key="map", year=chosen.year, selected=chosen.area)
    with panel:
        area_panel(visit, chosen.picture, chosen.year, chosen.area)
    _table(visit, chosen)


def _choose(visit: Visit) -> MapChoice:
    """Draw the widgets and return what they and the address say, telling what did not fit."""
    words = visit.words
    level, level_misfit = address.choose("level", LEVELS, LEVELS[0])
    vintage = VINTAGE_OF_LEVEL[level]
    offered = choices.mappable(
        stores.indicators(visit.edition), stores.coverage(visit.edition), level, vintage
    )
    names = {row["code"]: words.of(row) for row in offered.to_dict("records")}
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
        indicator, indicator_misfit = choices.coded_select(
            words("map.indicator"), "indicator", list(names), names.__getitem__, next(iter(names))
        )
        scheme, count, breaks, each_year, class_misfits = choices.classification(words)
    years = years_of(visit, indicator, level, vintage)
    year, year_misfit = choices.chosen_year(years)
    area, area_misfit = _area(visit, level, vintage)
    notices.misfits([level_misfit, indicator_misfit, year_misfit, area_misfit, *class_misfits], words)
    address.write(
        {"indicator": indicator, "year": year, "level": level, "area": area, "lang": words.language}
    )
    picture = PictureAddress(indicator, level, vintage, words.language, scheme, count, breaks, each_year)  # type: ignore[arg-type]
    return MapChoice(picture=picture, year=year, area=area)


def years_of(visit: Visit, indicator: str, level: str, vintage: str) -> list[int]:
    """Return the years with at least one figure of the level, rising."""
    coverage = stores.coverage(visit.edition)
    rows = coverage[
        (coverage["indicator_code"] == indicator)
        & (coverage["level"] == level)
        & (coverage["vintage"] == vintage)
    ]
    return sorted(int(year) for year in rows["year"])


def _area(visit: Visit, level: str, vintage: str) -> tuple[str | None, address.Misfit | None]:
    asked = address.asked("area")
    known = set(stores.areas(visit.edition, level, vintage)["code"])
    if asked is None or asked in known:
        return asked, None
    return None, address.misfit("area", asked)


def _table(visit: Visit, chosen: MapChoice) -> None:
    """Draw the values of the year as a table, for those who cannot see the map."""
    words = visit.words
    if not st.toggle(words("map.as_table"), key="map.as_table") or chosen.year is None:
        return
    picture = chosen.picture
    facts = map_facts(visit.edition, picture.indicator, picture.level, picture.vintage)
    st.html(
        figure_table(year_rows(facts.areas, facts.figures, chosen.year), facts.indicator, chosen.year, words)
    )


def year_rows(areas: pd.DataFrame, figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return one row per area with its figure of a year, highest first; areas without one come last."""
    names = areas[["vintage", "area_code", "name_vi", "name_en"]]
    of_year = figures[figures["year"] == year].drop(columns=["name_vi", "name_en"])
    rows = names.merge(of_year, on=["vintage", "area_code"], how="left")
    rows["state"] = rows["state"].fillna("missing")
    rows["rank"] = rows["value"].rank(method="min", ascending=False)
    return rows.sort_values(
        ["value", "area_code"], ascending=[False, True], na_position="last", ignore_index=True
    )


def small_map(visit: Visit, indicator: str, year: int, words: Words) -> None:
    """Draw the small map of a page that is not about the map."""
    picture = PictureAddress(indicator, "province", VINTAGE_OF_LEVEL["province"], words.language)
    with st.container(key="small-map"):
        choropleth(picture.url(visit.edition), key="small", year=year, selected=None, small=True)
