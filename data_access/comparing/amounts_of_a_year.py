"""Amounts of money of a year, without those of a period of several years.

A figure stands under the last year of its period. A sum decided for five years is no year's sum: beside sums
of one year it would be ranked, drawn and compared as if it were. Rule: decision 0033.
"""

import pandas as pd

MONEY_UNIT = "billion_vnd"


def amounts_of_a_year(figures: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the figures that may stand in their year: of money those of one year, of all else every one.

    ``figures`` has ``year`` and ``period_from`` (null for a figure of one year); ``unit`` is the indicator's.
    """
    if unit != MONEY_UNIT:
        return figures
    single = figures["period_from"].isna() | (figures["period_from"] == figures["year"])
    return figures[single.astype(bool)].reset_index(drop=True)
