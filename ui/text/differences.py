"""What a difference of figures is made of and told in: its unit, its decimals, its share of the start."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from data_access.comparing.changes import SETTLED
from data_access.store.frames import Row
from ui.text.figures import PERCENT, is_known
from vocabulary.words import Words

# From this share of the start on, in percent, a decimal says nothing.
WHOLE_FROM = 10


def change_unit(indicator: Row, words: Words) -> str:
    """Return the unit of a difference: percentage points for percentages, else the indicator's own."""
    return words("explore.points") if indicator["unit"] == PERCENT else words.of(indicator, "unit")


def difference(now: Row, before: Row) -> Decimal:
    """Return the difference of two printed values, exact in decimals."""
    return Decimal(str(now["value"])) - Decimal(str(before["value"]))


def decimals_of(rows: Sequence[Row]) -> int:
    """Return the decimals that a difference of figures is written with: the most of any."""
    return max((int(row["decimals"]) for row in rows if is_known(row["decimals"])), default=0)


def results(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are results with one exact number."""
    is_exact = (figures["qualifier"] == "exact") & figures["value"].notna()
    return figures[is_exact & figures["status"].isin(SETTLED)].reset_index(drop=True)


def share_of_start(change: object, start: object, words: Words) -> str:
    """Return the size of a change in percent of what it began with; "" where it began with nothing."""
    begun = Decimal(str(start)) if is_known(start) else Decimal()
    if begun <= 0 or not is_known(change):
        return ""
    share = 100 * abs(Decimal(str(change))) / begun
    return words.with_unit(words.number(float(share), 0 if share >= WHOLE_FROM else 1), "%")


def of_the_start(change: object, start: object, words: Words) -> str:
    """Return what follows an absolute change: ", 30% of the start"; "" where it began with nothing."""
    share = share_of_start(change, start, words)
    return words("change.of_the_start", share=share) if share else ""
