"""The explorer: the catalogue of indicators, and every way to look at one or two of them."""

import streamlit as st

from ui.cached.deprivation_frames import has_counts
from ui.cached.visit import Visit
from ui.controls.choices import unless_just_chosen
from ui.controls.notices import as_plain, bad_parameters
from ui.controls.page_frame import guarded_fragment, style_sheet, unseen_headline
from ui.explore.catalogue_section import catalogue_section
from ui.explore.choices import complete_address, draw_indicators, draw_part, draw_scope, view_in_address
from ui.explore.drawn_views import DRAWN_VIEWS
from ui.maps.exploration_state import CATALOGUE, bad_of_part


@guarded_fragment
def explorer(visit: Visit) -> None:
    """Draw the choices of part, view and indicators, then the catalogue or the chosen view."""
    words, chosen = visit.words, view_in_address(visit)
    style_sheet("explore")
    unseen_headline(words("page.explore"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore-views"):
        draw_part(chosen, words)
        draw_indicators(visit, chosen)

    if chosen.part == CATALOGUE:
        bad_group = catalogue_section(visit, chosen.indicator)
        bad_parameters(unless_just_chosen([*bad_of_part(chosen), bad_group]), words)
        return
    if chosen.part == "deprivation" and not has_counts(visit.edition):
        bad_parameters(unless_just_chosen(bad_of_part(chosen)), words)
        st.info(as_plain(words("explore.no_counts_here")))
        return

    draw_scope(visit, chosen)
    bad_parameters(unless_just_chosen(chosen.bad), words)
    complete_address(chosen, words)
    DRAWN_VIEWS[chosen.view](visit, chosen)


explorer()
