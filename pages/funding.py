"""Funding: planned, assigned and disbursed for any place and period, beside need, with every document."""

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.cards import draw_cards
from ui.controls.choices import coded_segments, unless_just_chosen
from ui.controls.notices import as_plain, bad_parameters
from ui.controls.page_frame import guarded_fragment, headline
from ui.controls.place_links import place_link
from ui.controls.source_notes import show_sources_of
from ui.funding.absorption import absorption_section
from ui.funding.cards import missing_stages, stage_cards
from ui.funding.choices import choose_money
from ui.funding.flow import flow_section
from ui.funding.items import items_section
from ui.funding.need import need_section
from ui.funding.plan_note import plan_note
from ui.funding.stages import stages_section
from ui.funding.what_if import what_if_section
from ui.money.funding_choice import FundingChoice, place_name
from ui.money.money_sentences import money_sentence, sources_of_place

# By its code in the address; each section reads the money of the choice at the grain it shows, and draws its
# own choices in the row of those of all.
SECTIONS = {
    "stages": stages_section,
    "flow": flow_section,
    "absorption": absorption_section,
    "need": need_section,
    "whatif": what_if_section,
    "items": items_section,
}


@guarded_fragment
def funding(visit: Visit) -> None:
    """Draw the headline, the cards, the buttons of the sections, the choices and the chosen section."""
    words = visit.words
    above = st.container(gap="small")
    with st.container(key="choice-row-sections"):
        section, bad_section = coded_segments(
            words("funding.section"), "view", list(SECTIONS), lambda code: words(f"funding.{code}"), "stages"
        )
    row = st.container(horizontal=True, vertical_alignment="center", key="choice-row-funding")
    with row:
        chosen, misfits = choose_money(visit)
    bad_parameters([*misfits, *unless_just_chosen([bad_section])], words)
    with above:
        told(visit, chosen)
    SECTIONS[section](visit, chosen, row)
    st.caption(as_plain(words("funding.never_added")))


def told(visit: Visit, chosen: FundingChoice) -> None:
    """Draw what the page says: one sentence, a card a stage, their sources, and what is not known."""
    words, cards = visit.words, stage_cards(visit, chosen)
    headline(money_sentence(visit, chosen, with_share=False))
    plan_note(chosen, words)
    draw_cards(cards, words, "funding")
    with st.container(horizontal=True, key="place-notes"):
        if cards:
            show_sources_of(visit, sources_of_place(visit, chosen))
        if missing := missing_stages(cards, words):
            st.caption(as_plain(missing))
        place_link(visit, chosen.place, words("funding.open_area", name=place_name(visit, chosen.place)))


funding()
