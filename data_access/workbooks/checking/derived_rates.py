"""The percentages of the forms, computed from the counts of the same place and year where none is written."""

import numpy as np
import pandas as pd

from data_access.store.frames import kept
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.figure_table import NOWHERE, FigureTable
from data_access.workbooks.reading.forms import indicators_of_forms

DECIMALS = 2
NOTES = {
    "note_vi": "Tính từ số hộ, số nhân khẩu trong cùng biểu.",
    "note_en": "Reckoned from the counts of the same form.",
}


def with_derived_rates(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The figures with the rates of the forms that follow from their counts and are not in the file."""
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
        rows = reported.iloc[table.places_of(numerator)[wanted]].assign(
            indicator_code=rate,
            value=np.round(100 * part[wanted] / whole[wanted], DECIMALS),
            decimals=DECIMALS,
            **NOTES,
        )
        added.append(rows)
    return pd.concat([figures, *added], ignore_index=True)[figures.columns] if added else figures
