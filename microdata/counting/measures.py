"""H, A and M0 of every area, from its counts: the formulas are those of ``data_access.poverty``."""

import pandas as pd

from data_access.poverty.deprivation_counts import COUNTS, with_adjusted_poverty
from microdata.counting.upwards import AREA_KEYS

STANDARD = "review-md-2022"


def measures(counts: pd.DataFrame) -> pd.DataFrame:
    """Return H, A, M0, censored headcounts and contributions of each area, shares of 1.

    ``counts`` are those of ``summed_upwards``; an area one of whose counts is not known (NaN) is left out,
    and so is one without households. Indexed as ``counts``; columns as ``with_adjusted_poverty`` names them.
    """
    known = counts.dropna(subset=list(COUNTS))
    rows = known[list(COUNTS)].astype("int64").reset_index().assign(standard_code=STANDARD)
    found = with_adjusted_poverty(rows).drop(columns=[*COUNTS, "standard_code"])
    return found.set_index(list(AREA_KEYS)).astype("float64")
