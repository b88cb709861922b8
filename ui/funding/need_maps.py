"""Two linked maps of money beside need: the poverty rate on the left, money a household on the right."""

from __future__ import annotations

import streamlit as st

from data_access.money.need import PERSONS
from ui.cached.looks import LAYERS
from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.choropleth import area_alone, choropleth
from ui.controls.source_notes import show_sources_of
from ui.funding.need_facts import Need, measure_of
from ui.funding.parts import Parts
from ui.maps.choropleth import area_in
from ui.maps.money_measures import look_of
from ui.maps.picture_address import PictureAddress
from ui.money.funding_choice import FundingChoice
from ui.text.place_key import NATION


def linked_maps(visit: Visit, chosen: FundingChoice, parts: Parts, need: Need) -> None:
    """Draw both maps; hovering over a place or choosing it in one marks it in the other."""
    words = visit.words
    look = look_of(parts.level, parts.vintage)
    if parts.vintage not in LAYERS.get((look, parts.level), ()):
        st.caption(words("need.no_map"))
        return
    within = "" if chosen.place == NATION else str(chosen.place)

    def picture(indicator: str) -> PictureAddress:
        return PictureAddress(indicator, parts.level, look, words.language, within=within)

    with st.container(key="linked-maps"):
        left, right = st.columns(2, gap="medium")
        with left:
            if need.indicator is None:
                st.info(_no_rate(visit, need))
            else:
                _small_map(visit, "need.rate", picture(need.indicator), need.rate_year)
                show_sources_of(visit, need.sources)
        with right:
            measure = str(measure_of(chosen, need.counted.per_one, need.stage))
            year = chosen.period[1] if chosen.period else None
            _small_map(visit, "need.money", picture(measure), year)
            show_sources_of(visit, need.sources)


def _no_rate(visit: Visit, need: Need) -> str:
    """Return why no poverty rate is drawn beside the money."""
    if need.counted == PERSONS:
        return visit.words("need.no_rate_persons", year=str(need.list_year))
    if need.list_year is None:
        return visit.words("need.no_rate")
    return visit.words("need.no_rate_of_list", before=str(need.list_year - 1), year=str(need.list_year))


def _small_map(visit: Visit, key: str, picture: PictureAddress, year: int | None) -> None:
    requested = address.parameter("area")
    selected = area_in(requested, picture.level) if requested else None
    document = picture.url(visit.edition)
    choropleth(document, key=key, year=year, selected=selected, shape="small", writes=area_alone)
