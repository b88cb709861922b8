"""One place: what it is and was, how poor, on which dimensions, with which money, with which figures."""

import streamlit as st

from ui.cached.place_facts import area_facts
from ui.controls import address
from ui.controls.current_visit import current_visit
from ui.controls.downloads import place_menu
from ui.controls.notices import bad_parameters
from ui.controls.place_choice import place_in_address
from ui.controls.place_links import other_hits
from ui.controls.prepared_slides import add_to_presentation
from ui.place.figures import figures_section
from ui.place.location import location_section
from ui.place.money import money_section
from ui.place.poverty import poverty_section
from ui.place.profile import profile_section
from ui.place.programme import outcomes_section, targets_section
from ui.place.territory import lineage_section, parts_section
from ui.place.title import title_section
from ui.place.todays_series import page_series

visit = current_visit()
place, bad_place = place_in_address(visit)
bad_parameters([bad_place], visit.words)
other_hits(visit, address.parameter("q"), place)

# Everything the store knows of the place; the sections show what they need of it.
facts = area_facts(visit, place)
series = page_series(visit, facts)
title_section(visit, facts, series)
place_menu(visit, place)
territory, programme = st.columns((0.45, 0.55), gap="large")
with territory:
    parts_section(visit, facts)
    lineage_section(visit, facts)
    location_section(visit, facts)
with programme:
    poverty_section(visit, facts, series)
    add_to_presentation(visit, "area")
    profile_section(visit, facts)
    money_section(visit, facts)
    outcomes_section(visit, facts)
    targets_section(visit, facts)
figures_section(visit, facts)
