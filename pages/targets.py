"""Targets: what is to be reached, by whom and by when, its status, and what is overdue."""

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.choices import unless_just_chosen
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import guarded_fragment
from ui.controls.place_choice import choose_place
from ui.targets.choices import (
    choose_level,
    choose_owner,
    choose_programme,
    choose_standing,
    choose_target,
    matching_targets,
    targets_within,
)
from ui.targets.open_target import target_section
from ui.targets.target_list import list_section
from ui.targets.title import title_section


@guarded_fragment
def targets(visit: Visit) -> None:
    """Draw the headline and filters, the open target, and the list of all that pass the filters."""
    words = visit.words
    title = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="target-choices"):
        place, bad_place = choose_place(visit)
        level, bad_level = choose_level(visit, place)
        within = targets_within(visit, level, place)
        programme, bad_programme = choose_programme(visit, within)
        owner, bad_owner = choose_owner(within, words)
        standing, bad_standing = choose_standing(words)
    unfit = unless_just_chosen([bad_level, bad_programme, bad_owner, bad_standing])
    bad_parameters([bad_place, *unfit], words)

    shown = matching_targets(within, programme, owner, standing)
    with title:
        title_section(visit, shown)
    if shown.empty:
        st.info(words("targets.none"))
        return
    opened, bad_target = choose_target(visit, shown)
    bad_parameters(unless_just_chosen([bad_target]), words)
    target_section(visit, shown[shown["key"] == opened].iloc[0].to_dict())
    list_section(visit, shown)


targets()
