"""The strip of a place: rate, change, rank, money, worst deprivation and targets, each as a card."""

from __future__ import annotations

from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.summary.cards import strip_cards
from ui.summary.drawn_cards import draw_told
from ui.text.place_key import PlaceKey


def strip_section(visit: Visit, place: PlaceKey) -> None:
    """Draw the cards of the place, and in one line what is not known."""
    draw_told(visit, strip_cards(visit, place, this_year(visit.edition.store)), "place")
