"""How amounts of several years are named: in the prices of their year, since no other prices are known."""

from __future__ import annotations

from data_access.comparing.prices import is_in_current_prices
from data_access.store.frames import Row
from vocabulary.words import Words


def unit_with_prices(indicator: Row, words: Words) -> str:
    """Return an indicator's unit for figures of several years: of money with the prices it is in."""
    unit = words.of(indicator, "unit")
    return words("prices.unit", unit=unit) if is_in_current_prices(indicator) else unit


def title_with_prices(title: str, indicator: Row, words: Words) -> str:
    """Return the title of figures of several years: of money with the prices it is in."""
    return words("prices.title", title=title) if is_in_current_prices(indicator) else title
