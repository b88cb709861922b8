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
        counts = zip(told["code"].map(MADE_OF), told["area_code"], told["period"], strict=True)
        is_told = np.array([count in counted for count in counts], dtype=bool)
        hidden = few | (in_commune & told["code"].isin(list(MADE_OF)) & value.notna() & ~is_told)
        told.loc[hidden, [f"value_{side}", f"low_{side}", f"high_{side}"]] = np.nan
        told.loc[hidden, f"state_{side}"] = SUPPRESSED
    return told
