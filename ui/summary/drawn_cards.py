"""Draws the cards of a place, and below them their sources and, once, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.cached.visit import Visit
from ui.charts.source_lines import named_sources
from ui.controls.cards import draw_cards
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources
from ui.summary.cards import Told, sources_of_cards


def draw_told(visit: Visit, made: Sequence[Told], key: str) -> DeltaGenerator:
    """Draw the cards that have a value; return the row of notes below them, for what a page adds."""
    words = visit.words
    draw_cards([one.card for one in made if one.card.value], words, key)
    notes = st.container(horizontal=True, key=f"{key}-notes")
    with notes:
        show_sources(named_sources(visit, sources_of_cards(made)))
        if missing := [one.card.label for one in made if not one.card.value]:
            st.caption(as_plain(words("cards.missing", names=words.listed(missing))), width="content")
    return notes
