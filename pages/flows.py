"""Flows: who left the poor and near-poor lists in a year, who came, and what does not add up."""

import streamlit as st

from ui.cached.area_frames import area_row
from ui.cached.figure_frames import figures_of_place
from ui.cached.review_frames import UNITS, flow_values, flow_years
from ui.cached.visit import Visit
from ui.controls.choices import chosen_year, coded_segments, unless_just_chosen
from ui.controls.exhibits import show
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment, headline
from ui.controls.place_choice import choose_place
from ui.controls.place_links import place_link
from ui.flows.form_tables import forms_section
from ui.flows.picture import flows_exhibit
from ui.flows.sentences import flows_sentence
from ui.flows.watched import watched_section


@guarded_fragment
def flows(visit: Visit) -> None:
    """Draw the headline and choices, the ribbons, both forms beside the newly escaped."""
    words = visit.words
    title = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="flow-choices"):
        place, bad_place = choose_place(visit)
        unit, bad_unit = coded_segments(
            words("flows.unit"), "unit", UNITS, lambda code: words(f"flows.{code}"), UNITS[0]
        )
        figures = figures_of_place(visit.edition, place)
        years = flow_years(visit.edition, place, unit)
        year, bad_year = chosen_year(years)
        if year is not None:
            coded_segments(words("picture.year"), "year", [str(one) for one in years], str, str(year))
    bad_parameters([bad_place, bad_unit, *unless_just_chosen([bad_year])], words)

    name = words.of(area_row(visit.edition, place), "full_name")
    values = {} if year is None else flow_values(visit.edition, place, unit, year)
    with title:
        headline(flows_sentence(name, year, unit, values, words))
        place_link(visit, place, words("funding.open_area", name=name))
    if year is None:
        return

    exhibit = flows_exhibit(visit, name, year, unit, values, figures)
    # Without every line there is no picture, and the tables below name those that are missing.
    if exhibit.is_drawn:
        with st.container(key="wide-exhibit"):
            show(visit, exhibit)
    forms, watched = st.columns(2, gap="large")
    with forms:
        forms_section(visit, unit, values, year, figures)
    with watched:
        watched_section(visit, figures, year)


flows()
