"""Draws cards side by side, each under its name, which is a link to where more is said of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.charts.cards import Card
from ui.controls.notices import as_plain
from ui.controls.place_links import carried_query
from ui.controls.site import page_of
from vocabulary.words import Words


def draw_cards(cards: Sequence[Card], words: Words, key: str) -> None:
    """Draw a row of cards; nothing without any."""
    if not cards:
        return
    with st.container(horizontal=True, key=f"cards-{key}", gap="small"):
        for card in cards:
            with st.container(border=True, key=f"card-{key}-{card.key}", gap=None):
                _name(card, words)
                st.html(card.html)


def _name(card: Card, words: Words) -> None:
    if card.page:
        query = {**carried_query(words), **card.query}
        st.page_link(page_of(card.page, words), label=as_plain(card.label), query_params=query)
    else:
        st.html(f"<p class='card-label'>{card.label}</p>")
