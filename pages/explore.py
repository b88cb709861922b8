"""The explorer: the catalogue of indicators, and every way to look at one or two of them."""

import streamlit as st

from ui.cached.deprivation_frames import has_counts
from ui.cached.visit import Visit
from ui.controls.choices import unless_just_chosen
from ui.controls.notices import as_plain, bad_parameters
from ui.controls.page_frame import guarded_fragment, style_sheet
from ui.explore.catalogue_section import catalogue_section
from ui.explore.choices import (
    choose_indicator,
    choose_part,
    choose_scope,
    complete_address,
    indicator_in_address,
    second_in_address,
)
from ui.explore.drawn_views import DRAWN_VIEWS
from ui.maps.map_address import ANY_DEPRIVATION


@guarded_fragment
def explorer(visit: Visit) -> None:
    """Draw the choices of part, view and indicators, then the catalogue or the chosen view."""
    words = visit.words
    style_sheet("explore")
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore-views"):
        part, view, bad_views = choose_part(words)
        indicator, bad_indicator = indicator_in_address(visit)
        second, bad_second = second_in_address(visit, indicator) if part == "two" else ("", None)
        if part == "one":
            choose_indicator(visit, words("map.indicator"), "indicator", indicator)
        if part == "two":
            choose_indicator(visit, words("explore.first"), "indicator", indicator)
            choose_indicator(visit, words("explore.second"), "second", second)

    if part == "catalogue":
        bad_group = catalogue_section(visit, indicator)
        bad_parameters(unless_just_chosen([*bad_views, bad_group, bad_indicator]), words)
        return
    if part == "deprivation" and not has_counts(visit.edition):
        bad_parameters(unless_just_chosen([*bad_views, bad_indicator]), words)
        st.info(as_plain(words("explore.no_counts_here")))
        return

    measured = ANY_DEPRIVATION if part == "deprivation" else indicator
    chosen, bad_scope = choose_scope(visit, part, view, measured, second)
    bad_parameters(unless_just_chosen([*bad_views, bad_indicator, bad_second, *bad_scope]), words)
    complete_address(chosen, indicator, words)
    DRAWN_VIEWS[view](visit, chosen)


explorer()
