"""One place as one answer: a few numbers, then one section at a time: poverty, money, results, territory."""

import streamlit as st

from ui.cached.place_facts import AreaFacts, area_facts
from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.choices import coded_segments, unless_just_chosen
from ui.controls.current_visit import current_visit
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment
from ui.controls.place_choice import place_in_address
from ui.controls.place_links import other_hits
from ui.place.figures import figures_section
from ui.place.location import location_section
from ui.place.money import money_section
from ui.place.own_cells import own_cells_section
from ui.place.poverty import poverty_section
from ui.place.profile import profile_section
from ui.place.programme import outcomes_section, targets_section
from ui.place.strip import strip_section
from ui.place.territory import above_section, territory_section
from ui.place.title import title_section
from ui.summary.series import AreaSeries
from ui.summary.todays_series import every_series, page_series

SECTIONS = ("poverty", "deprivation", "money", "results", "territory", "figures")


@guarded_fragment
def sections(visit: Visit, facts: AreaFacts, every: tuple[AreaSeries, ...]) -> None:
    """Draw the choice of sections, whose code is in the address, and the chosen one of the place above."""
    words = visit.words
    section, bad_section = coded_segments(
        words("area.section"), "view", SECTIONS, lambda code: words(f"area.view_{code}"), SECTIONS[0]
    )
    bad_parameters(unless_just_chosen([bad_section]), words)
    if section == "poverty":
        series, where = st.columns((0.56, 0.44), gap="large")
        with series:
            poverty_section(visit, facts, every)
        with where:
            location_section(visit, facts)
    elif section == "deprivation":
        profile_section(visit, facts)
    elif section == "money":
        money_section(visit, facts)
    elif section == "results":
        outcomes, targets = st.columns(2, gap="large")
        with outcomes:
            outcomes_section(visit, facts)
        with targets:
            targets_section(visit, facts)
    elif section == "territory":
        territory_section(visit, facts)
    else:
        figures_section(visit, facts)
        own_cells_section(visit, facts)


visit = current_visit()
place, bad_place = place_in_address(visit)
bad_parameters([bad_place], visit.words)
other_hits(visit, address.parameter("q"), place)
# Everything the store knows of the place; the sections show what they need of it.
facts = area_facts(visit, place)
series = page_series(visit, place)
title_section(visit, facts, series)
above_section(visit, facts)
every = every_series(visit, place)
strip_section(visit, place)
sections(facts, every)
