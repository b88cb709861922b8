"""Small cells in the report of a change: a few families of a commune are never identifiable."""

import numpy as np
import pandas as pd

from data_access.queries.small_cells import FEWEST_SHOWN, MADE_OF, SMALL_LEVEL, SPECIAL, SUPPRESSED


def hide_small_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` with small counts of special groups suppressed, and the rates made of them.

    A rate whose count is not in the same change is suppressed too, since nobody can say how small it is.
    """
    rows = rows.copy()
    in_commune = (rows["table"] == "figure") & (rows["level"] == SMALL_LEVEL)
    for side in ("before", "after"):
        value = rows[f"value_{side}"]
        few = in_commune & rows["code"].isin(SPECIAL) & value.gt(0) & value.lt(FEWEST_SHOWN)
        large = in_commune & rows["code"].isin(SPECIAL) & value.notna() & ~few
        counted = set(zip(rows["code"][large], rows["area_code"][large], rows["period"][large], strict=True))
        rates = rows[in_commune & rows["code"].isin(list(MADE_OF)) & value.notna()]
        counts = zip(rates["code"].map(MADE_OF), rates["area_code"], rates["period"], strict=True)
        uncounted = [place for place, count in zip(rates.index, counts, strict=True) if count not in counted]
        hidden = few | rows.index.isin(uncounted)
        rows.loc[hidden, [f"value_{side}", f"low_{side}", f"high_{side}"]] = np.nan
        rows.loc[hidden, f"state_{side}"] = SUPPRESSED
    return rows
