"""Funding: planned, assigned and disbursed for any place and period, beside need, with every document."""

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.choices import coded_segments, unless_just_chosen
from ui.controls.notices import as_plain, bad_parameters
from ui.controls.page_frame import guarded_fragment, headline
from ui.controls.place_choice import choose_place
from ui.controls.place_links import place_link
from ui.funding.absorption import absorption_section
from ui.funding.choices import choose_fund, choose_period, choose_programme, choose_project
from ui.funding.flow import flow_section
from ui.funding.items import items_section
from ui.funding.need import need_section
from ui.funding.plan_note import plan_note
from ui.funding.stages import stages_section
from ui.funding.what_if import what_if_section
from ui.money.funding_choice import FundingChoice, place_name
from ui.money.money_sentences import money_sentence

# By its code in the address; each section reads the money of the choice at the grain it shows.
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
    """Draw the headline, the choices and the chosen section."""
    words = visit.words
    title = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="funding-choices"):
        programme, bad_programme = choose_programme(visit)
        place, bad_place = choose_place(visit)
        period, bad_period = choose_period(visit, programme, place)
        project, bad_project = choose_project(visit, programme)
        fund, bad_fund = choose_fund(visit, programme, place)
    unfit = unless_just_chosen([bad_period, bad_project, bad_fund])
    bad_parameters([bad_programme, bad_place, *unfit], words)

    chosen = FundingChoice(programme, place, period, fund, project)
    with title:
        headline(money_sentence(visit, chosen))
        with st.container(horizontal=True, vertical_alignment="center"):
            place_link(visit, place, words("funding.open_area", name=place_name(visit, place)))
            st.caption(as_plain(words("funding.never_added")), width="content")
        plan_note(chosen, words)

    section, bad_section = coded_segments(
        words("funding.section"), "view", list(SECTIONS), lambda code: words(f"funding.{code}"), "stages"
    )
    bad_parameters(unless_just_chosen([bad_section]), words)
    SECTIONS[section](visit, chosen)


funding()
