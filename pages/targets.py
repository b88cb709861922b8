"""Targets: what is to be reached, by whom and by when, its status, and what is overdue."""

import streamlit as st

from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.choices import unless_just_chosen
from ui.controls.exhibits import show
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment
from ui.controls.place_choice import choose_place
from ui.targets.cards import cards_section
from ui.targets.choices import (
    EVERY,
    choose_level,
    choose_owner,
    choose_programme,
    choose_standing,
    choose_target,
    matching_targets,
    targets_within,
)
from ui.targets.open_target import target_section
from ui.targets.target_list import list_exhibit
from ui.targets.title import title_section


@guarded_fragment
def targets(visit: Visit) -> None:
    """Draw the headline, a card for each status, the filters, the list, and beside it the open target."""
    words = visit.words
    top = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="target-choices"):
        place, bad_place = choose_place(visit)
        level, bad_level = choose_level(visit, place)
        standing, bad_standing = choose_standing(words)
        within = targets_within(visit, level, place)
        with st.popover(words("targets.more_filters"), width="content"):
            programme, bad_programme = choose_programme(visit, within)
            owner, bad_owner = choose_owner(within, words)
    unfit = unless_just_chosen([bad_level, bad_programme, bad_owner, bad_standing])
    bad_parameters([bad_place, *unfit], words)

    of_every_standing = matching_targets(within, programme, owner, EVERY)
    with top:
        title_section(visit, of_every_standing)
        cards_section(visit, of_every_standing)
    shown = matching_targets(within, programme, owner, standing)
    if shown.empty:
        st.info(words("targets.none"))
        return
    asked = "asked" if address.parameter("target") else "first"
    with st.container(horizontal=True, gap="large", key=f"targets-and-{asked}"):
        listed = st.container(key="targets-list")
        with st.container(key="targets-open"):
            opened, bad_target = choose_target(visit, shown)
            bad_parameters(unless_just_chosen([bad_target]), words)
            target_section(visit, shown[shown["key"] == opened].iloc[0].to_dict())
    with listed:
        show(visit, list_exhibit(visit, shown, place, opened))


targets()
