"""The funding page: what was planned, assigned and disbursed here, for whom, how fast, beside which need."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.controls import choices, notices
from ui.controls.current_visit import current_visit, current_words
from ui.controls.notices import as_plain
from ui.controls.place_links import place_link
from ui.funding.absorption import absorption_section
from ui.funding.choice import FundingChoice
from ui.funding.choices import choose_funding
from ui.funding.flow import flow_section
from ui.funding.items import items_section
from ui.funding.need import need_section
from ui.funding.sentences import headline
from ui.funding.stages import stages_section
from ui.funding.what_if import what_if_section

SECTIONS: dict[str, Callable[[Visit, FundingChoice], None]] = {
    "stages": stages_section,
    "flow": flow_section,
    "absorption": absorption_section,
    "need": need_section,
    "whatif": what_if_section,
    "items": items_section,
}


@st.fragment
def funding_page() -> None:
    """Draw the funding page; a choice in it draws only this part again."""
    words, _ = current_words()
    notices.guarded(_draw, words)


def _draw() -> None:
    visit = current_visit()
    words = visit.words
    title = st.container()
    chosen = choose_funding(visit)
    with title:
        _title(visit, chosen)
    section, bad_parameter = choices.coded_segments(
        words("funding.section"), "view", list(SECTIONS), lambda code: words(f"funding.{code}"), "stages"
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    SECTIONS[section](visit, chosen)


def _title(visit: Visit, chosen: FundingChoice) -> None:
    words = visit.words
    st.html(f"<h1 class='headline'>{escape(headline(visit, chosen))}</h1>")
    with st.container(horizontal=True, vertical_alignment="center"):
        name = words.of(area_frames.area_row(visit.edition, chosen.place), "full_name")
        place_link(visit, chosen.place, words("funding.open_area", name=name))
        st.caption(as_plain(words("funding.never_added")), width="content")
