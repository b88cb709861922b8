"""The strip of a place: rate, change, rank, money, worst deprivation and targets, each as a card."""

from __future__ import annotations

import streamlit as st

from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.source_lines import named_sources
from ui.controls.cards import draw_cards
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources
from ui.summary.cards import HOUSEHOLDS, PlaceCards, sources_of_cards
from ui.summary.series import AreaSeries
from ui.summary.todays_series import every_series


def strip_section(visit: Visit, facts: AreaFacts, series: AreaSeries | None) -> None:
    """Draw the cards of what is known of the place, their sources, and in one line what is not known."""
    words, cards = visit.words, PlaceCards(visit, facts, every_series(visit, facts, series))
    made = [
        *cards.rates(),
        cards.rank(),
        cards.of("households", HOUSEHOLDS),
        cards.deprivation(),
        cards.money(),
        cards.targets(),
    ]
    draw_cards([one.card for one in made if one.card.value], words, "place")
    with st.container(horizontal=True, key="place-notes"):
        show_sources(named_sources(visit, sources_of_cards(made)))
        if missing := [one.card.label for one in made if not one.card.value]:
            st.caption(as_plain(words("cards.missing", names=words.listed(missing))), width="content")
