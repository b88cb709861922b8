"""The note above the money of a plan of several programmes together: what it is, and what it is not."""

from __future__ import annotations

import streamlit as st

from ui.controls.notices import as_plain
from ui.money.funding_choice import FundingChoice
from vocabulary.words import Words


def plan_note(chosen: FundingChoice, words: Words) -> None:
    """Draw what the plan covers; nothing where the money is one programme's own."""
    if chosen.is_plan_together:
        st.info(as_plain(words(f"plan_note.{chosen.programme}")))
