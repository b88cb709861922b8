"""Small cells in what is told of a change: a few families of a commune are never pointed out."""

import numpy as np
import pandas as pd

from data_access.queries.small_cells import FEWEST_TOLD, MADE_OF, SMALL_LEVEL, SPECIAL, SUPPRESSED


def hide_small_cells(told: pd.DataFrame) -> pd.DataFrame:
    """``told`` with small counts of special groups suppressed, and the rates made of them.

    A rate whose count is not told in the same change is suppressed too, since nobody can say how small it is.
    """
    told = told.copy()
    in_commune = (told["table"] == "figure") & (told["level"] == SMALL_LEVEL)
    for side in ("before", "after"):
        value = told[f"value_{side}"]
        few = in_commune & told["code"].isin(SPECIAL) & value.gt(0) & value.lt(FEWEST_TOLD)
        large = in_commune & told["code"].isin(SPECIAL) & value.notna() & ~few
        counted = set(zip(told["code"][large], told["area_code"][large], told["period"][large], strict=True))
        rates = told[in_commune & told["code"].isin(list(MADE_OF)) & value.notna()]
        counts = zip(rates["code"].map(MADE_OF), rates["area_code"], rates["period"], strict=True)
        untold = [place for place, count in zip(rates.index, counts, strict=True) if count not in counted]
        hidden = few | told.index.isin(untold)
        told.loc[hidden, [f"value_{side}", f"low_{side}", f"high_{side}"]] = np.nan
        told.loc[hidden, f"state_{side}"] = SUPPRESSED
    return told
