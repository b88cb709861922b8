"""Amounts of money in the prices of their year. Rule: decision 0031.

The store has no price index, least of all one by province. Amounts of different years are therefore in
different prices: they are ranked within a year, and no change, share or gap over years is told of them.
"""

from data_access.store.frames import Row

OF_MONEY = "_vnd"


def is_in_current_prices(indicator: Row) -> bool:
    """Say whether an indicator's figures are amounts of money, in the prices of their year, by its unit."""
    return OF_MONEY in str(indicator["unit"])
