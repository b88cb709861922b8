"""The percentages of the forms, computed from the counts of the same place and year where none is written."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from data_access.models.figure import STATUSES
from data_access.store.frames import kept
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.figure_table import NOWHERE, FigureTable
from data_access.workbooks.reading.forms import indicators_of_forms

DECIMALS = 2
# A share of what is more or less than a number is itself no more than about right.
EXACTNESS = ("exact", "about")
NOTES = {
    "note_vi": "Tính từ số hộ, số nhân khẩu trong cùng biểu.",
    "note_en": "Reckoned from the counts of the same form.",
}


def _last_of(order: Sequence[str], one: "pd.Series[Any]", other: "pd.Series[Any]") -> list[str]:
    """Of each pair the word that comes later in an order; the last one for a word that is not in it."""
    known = {word: place for place, word in enumerate(order)}
    last = len(order) - 1
    return [
        order[max(known.get(first, last), known.get(second, last))]
        for first, second in zip(one, other, strict=True)
    ]


def with_derived_rates(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The figures with the rates of the forms that follow from their counts and are not in the file.

    A rate is no more settled and no more exact than either of its counts.
    """
    reported = kept(figures, figures["value"].notna()).reset_index(drop=True)
    if reported.empty:
        return figures
    table, in_forms = FigureTable(reported), indicators_of_forms()
    added = []
    for rate, (numerator, denominator) in catalogue.ratios.items():
        if rate not in in_forms or not table.has((numerator, denominator)):
            continue
        part, whole = table.of(numerator), table.of(denominator)
        is_untold = table.places_of(rate) == NOWHERE if table.has((rate,)) else np.ones(len(part), dtype=bool)
        wanted = np.flatnonzero(is_untold & (whole > 0) & ~np.isnan(part))
        if not len(wanted):
            continue
        rows = reported.iloc[table.places_of(numerator)[wanted]]
        wholes = reported.iloc[table.places_of(denominator)[wanted]]
        rows = rows.assign(
            status=_last_of(STATUSES, rows["status"], wholes["status"]),
            qualifier=_last_of(EXACTNESS, rows["qualifier"], wholes["qualifier"]),
            indicator_code=rate,
            value=np.round(100 * part[wanted] / whole[wanted], DECIMALS),
            decimals=DECIMALS,
            **NOTES,
        )
        added.append(rows)
    return pd.concat([figures, *added], ignore_index=True)[figures.columns] if added else figures
