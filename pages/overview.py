"""The first screen: the headline, five numbers and the map, of the nation or of the visitor's province."""

import streamlit as st

from ui.cached.place_facts import area_facts
from ui.controls.current_visit import current_visit
from ui.controls.notices import bad_parameters
from ui.controls.place_choice import place_in_address
from ui.overview.exhibits import front_series, poorest_exhibit, regions_exhibit
from ui.overview.sections import (
    cards_section,
    exhibit_section,
    map_section,
    regions_of_today_link,
    title_section,
)
from ui.summary.todays_series import page_series

visit = current_visit()
place, bad_place = place_in_address(visit)
bad_parameters([bad_place], visit.words)

facts = area_facts(visit, place)
series = page_series(visit, place)
title_section(visit, facts, series)
cards_section(visit, place)
map_section(visit, place)
years, regions = st.columns(2, gap="large")
with years:
    exhibit_section(visit, front_series(visit))
with regions:
    exhibit_section(visit, regions_exhibit(visit))
    regions_of_today_link(visit)
exhibit_section(visit, poorest_exhibit(visit))
