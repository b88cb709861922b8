"""The choice of the level whose places are shown side by side in the parts of the funding page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.cached.visit import Visit
from ui.controls import choices
from ui.funding.parts import Parts, levels_below, parts_at
from ui.money.funding_choice import FundingChoice
from ui.text.parameters import BadParameter, code_in


def chosen_parts(
    visit: Visit, chosen: FundingChoice, row: DeltaGenerator
) -> tuple[Parts | None, BadParameter | None]:
    """Draw the choice in the row of choices; return the place's parts, None, and why, of none."""
    words = visit.words
    levels = levels_below(visit.edition, chosen)
    if chosen.period is None or not levels:
        st.info(words("need.nothing" if chosen.period is None else "need.no_parts"))
        return None, None
    with row:
        level, bad_parameter = choices.coded_segments(
            words("level.title"), "level", levels, lambda code: words(f"level.{code}_short"), levels[0]
        )
    return parts_at(visit.edition, chosen, level), bad_parameter


def parts_in(visit: Visit, chosen: FundingChoice, query: Mapping[str, str]) -> Parts | None:
    """Return the parts of the chosen place at the level of a view, None where there are none."""
    levels = levels_below(visit.edition, chosen)
    if chosen.period is None or not levels:
        return None
    return parts_at(visit.edition, chosen, code_in(query, "level", levels, levels[0])[0])
