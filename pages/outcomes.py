"""What came of the money: results chains, models, training, houses, credit, overlaps and bottlenecks."""

import streamlit as st

from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.controls.choices import coded_segments, unless_just_chosen
from ui.controls.exhibits import show
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment
from ui.controls.place_choice import choose_place
from ui.outcomes.about import about_section
from ui.outcomes.cards import cards_section
from ui.outcomes.chain import chain_exhibit
from ui.outcomes.charts import topic_charts
from ui.outcomes.credit import credit_places
from ui.outcomes.facts import CREDIT, LIVELIHOODS, WIDER, project_facts
from ui.outcomes.models import models_section
from ui.outcomes.registers import (
    bottlenecks_cards,
    bottlenecks_section,
    overlaps_cards,
    overlaps_section,
    register_sentence,
)
from ui.outcomes.title import outcome_sentence, title_section

PROJECTS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
REGISTERS = {
    "overlap": (overlaps_cards, overlaps_section),
    "bottleneck": (bottlenecks_cards, bottlenecks_section),
}
TOPICS = (*PROJECTS, CREDIT, WIDER, *REGISTERS)


@guarded_fragment
def outcomes(visit: Visit) -> None:
    """Draw the headline and cards, the choices, and the chain of a topic or one of the registers."""
    words = visit.words
    top = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="outcome-choices"):
        place, bad_place = choose_place(visit)
        topic, bad_topic = coded_segments(
            words("outcomes.topic"), "topic", TOPICS, lambda code: words(f"topic.{code}"), LIVELIHOODS
        )
    bad_parameters([bad_place, *unless_just_chosen([bad_topic])], words)
    if topic in REGISTERS:
        cards, section = REGISTERS[topic]
        with top:
            title_section(visit, place, register_sentence(visit, place, topic))
            cards(visit, place)
        section(visit, place)
        return

    found = project_facts(visit.edition, topic, place, this_year(visit.edition.store))
    with top:
        title_section(visit, place, outcome_sentence(found, words))
        cards_section(visit, found)
    about_section(found, words)
    show(visit, chain_exhibit(visit, found))
    topic_charts(visit, found)
    if topic == LIVELIHOODS:
        models_section(visit, found)
    if topic == CREDIT:
        credit_places(visit, found)


outcomes()
