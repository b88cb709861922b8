"""Money beside need: two linked maps, the quadrant with its list of names, and how even the spread is."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access.money.need import PERSONS
from ui.cached import household_lists
from ui.cached.visit import Visit
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.concentration import concentration_part
from ui.funding.level_choice import chosen_parts
from ui.funding.need_facts import Need, need_facts
from ui.funding.need_maps import linked_maps
from ui.funding.need_quadrant import needy_exhibit, quadrant_part
from ui.money.funding_choice import FundingChoice


def need_section(visit: Visit, chosen: FundingChoice, row: DeltaGenerator) -> None:
    """Draw the section for the parts of the chosen place at a level."""
    parts, bad_parameter = chosen_parts(visit, chosen, row)
    if parts is None:
        return
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), visit.words)
    need = need_facts(visit.edition, chosen, parts)
    _coverage(visit, need)
    linked_maps(visit, chosen, parts, need)
    left, right = st.columns((0.58, 0.42), gap="large")
    with left:
        against = quadrant_part(visit, chosen, need)
    with right:
        concentration_part(visit, chosen, need)
    needy = needy_exhibit(visit, chosen, need, against)
    if needy.is_drawn:
        show(visit, needy)


def _coverage(visit: Visit, need: Need) -> None:
    """Show the year of the list of households, and of how many places the money is reported."""
    words = visit.words
    values = {
        "told": int(need.places["money_vnd"].notna().sum()),
        "all": len(need.places),
        "counted": int(need.places[need.counted.per_one].notna().sum()),
        "stage": words(f"stage.{need.stage}").lower(),
    }
    key = "need.no_list" if need.list_year is None else f"need.coverage{need.suffix}"
    coverage = words(key, **values, year=str(need.list_year), standard=_standard(visit, need))
    st.caption(as_plain(" ".join(text for text in (coverage, _rate_beside(visit, need)) if text)))


def _rate_beside(visit: Visit, need: Need) -> str:
    """Return which review the poverty rate is of; "" beside persons, without a list and without a rate."""
    if need.counted == PERSONS or need.list_year is None or need.rate_year is None:
        return ""
    review = "need.rate_of_list" if need.rate_year < need.list_year else "need.rate_after_list"
    return visit.words(review, year=str(need.rate_year))


def _standard(visit: Visit, need: Need) -> str:
    """Return the name of the standard that the list is measured by."""
    by = household_lists.standard_of_list(visit.edition, need.list_year)
    return visit.words.of(by) if by is not None else visit.words("state.missing")
