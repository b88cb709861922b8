"""Flows: who left the poor and near-poor lists in a year, who came, and what does not add up."""

import streamlit as st

from ui.cached.area_frames import area_row
from ui.cached.figure_frames import figures_of_place
from ui.cached.review_frames import UNITS, flow_values, flow_years
from ui.cached.visit import Visit
from ui.controls.cards import draw_cards
from ui.controls.choices import chosen_year, coded_segments, unless_just_chosen
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment, headline
from ui.controls.place_choice import choose_place
from ui.controls.place_links import place_link
from ui.controls.source_notes import show_sources_of
from ui.flows.cards import figures_of_year, flow_cards
from ui.flows.sections import draw_sections
from ui.flows.sentences import flows_sentence
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in


@guarded_fragment
def flows(visit: Visit) -> None:
    """Draw the headline and the cards, the choices in one row, the ribbons, both forms, the newly escaped."""
    words = visit.words
    above = st.container(gap="small")
    with st.container(horizontal=True, vertical_alignment="center", key="choice-row-flows"):
        place, bad_place = choose_place(visit)
        unit, bad_unit = coded_segments(
            words("flows.unit"), "unit", UNITS, lambda code: words(f"flows.{code}"), UNITS[0]
        )
        years = flow_years(visit.edition, place, unit)
        year, bad_year = chosen_year(years)
        if year is not None:
            coded_segments(words("picture.year"), "year", [str(one) for one in years], str, str(year))
    bad_parameters([bad_place, bad_unit, *unless_just_chosen([bad_year])], words)
    with above:
        told(visit, place, unit, year)
    if year is not None:
        draw_sections(visit, place, unit, year)


def told(visit: Visit, place: PlaceKey, unit: str, year: int | None) -> None:
    """Draw what the page says: one sentence, the cards that add up, and their sources."""
    words, name = visit.words, visit.words.of(area_row(visit.edition, place), "full_name")
    values = {} if year is None else flow_values(visit.edition, place, unit, year)
    headline(flows_sentence(name, year, unit, values, words))
    if year is not None:
        own = figures_of_year(figures_of_place(visit.edition, place), unit, year)
        draw_cards(flow_cards(unit, values, own, words), words, "flows")
    with st.container(horizontal=True, key="place-notes"):
        if year is not None:
            show_sources_of(visit, codes_in(own))
        place_link(visit, place, words("funding.open_area", name=name))


flows()
