"""The strip of a place: rate, change, rank, money, worst deprivation and targets, each as a card."""

from __future__ import annotations

from collections.abc import Sequence

from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.summary.cards import HOUSEHOLDS, PlaceCards
from ui.summary.drawn_cards import draw_told
from ui.summary.series import AreaSeries


def strip_section(visit: Visit, facts: AreaFacts, every: Sequence[AreaSeries]) -> None:
    """Draw the cards of the place, ``every`` being its series, and in one line what is not known."""
    cards = PlaceCards(visit, facts, every)
    made = [
        *cards.rates(),
        cards.rank(),
        cards.of("households", HOUSEHOLDS),
        cards.deprivation(),
        cards.money(),
        cards.targets(),
    ]
    draw_told(visit, made, "place")
