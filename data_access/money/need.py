"""Which places need much and get or spend little: the quadrants of poverty rate against money."""

import pandas as pd

FEWEST_PLACES = 4


def middles(rate: "pd.Series[float]", measure: "pd.Series[float]") -> tuple[float, float] | None:
    """The medians that part the quadrants; None for too few places to speak of a middle."""
    known = rate.notna() & measure.notna()
    if int(known.sum()) < FEWEST_PLACES:
        return None
    return float(rate[known].median()), float(measure[known].median())


def needs_much_has_little(
    rate: "pd.Series[float]", measure: "pd.Series[float]", middle: tuple[float, float]
) -> "pd.Series[bool]":
    """Which places lie at or above the middle poverty rate and below the middle of the other measure."""
    return (rate >= middle[0]) & (measure < middle[1])
