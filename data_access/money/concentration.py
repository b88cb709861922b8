"""How money is spread over poor households, from the poorest areas to the least poor.

The curve goes through the areas in the order of their poverty rate, the poorest first: at each, what share
of all poor households lives in the areas so far, and what share of the money they have. On the diagonal each
household has alike; above it the poorest areas have more than their share of households. The index is one
less twice the area under the curve, from -1 to 1: negative where the curve is above the diagonal and money is
concentrated among the poorest, zero on it, positive below it. Definition and sign are those of Kakwani,
Wagstaff and van Doorslaer, Journal of Econometrics 77 (1997), pages 87 to 103, ranked from the poorest; here
areas are ranked, by need, and weighted by households.
"""

import numpy as np
import pandas as pd


def concentration_curve(areas: pd.DataFrame) -> pd.DataFrame:
    """The curve's points: ``area_code``, ``households_share`` and ``money_share`` (0 to 1, cumulative).

    ``areas`` has ``area_code``, ``rate``, ``households`` and ``money``, all known; areas of one rate are in
    the order of their codes. Begins at the origin, with an empty code. Empty where nothing is to be shared.
    """
    if areas.empty or areas["households"].sum() == 0 or areas["money"].sum() == 0:
        return pd.DataFrame({"area_code": [], "households_share": [], "money_share": []})
    ranked = areas.sort_values(["rate", "area_code"], ascending=[False, True], kind="stable")
    people = ranked["households"].to_numpy(dtype=float).cumsum()
    money = ranked["money"].to_numpy(dtype=float).cumsum()
    return pd.DataFrame(
        {
            "area_code": ["", *ranked["area_code"].tolist()],
            "households_share": np.concatenate([[0.0], people / people[-1]]),
            "money_share": np.concatenate([[0.0], money / money[-1]]),
        }
    )


def concentration_index(areas: pd.DataFrame) -> float | None:
    """One less twice the area under the curve: negative where the poorest have more than their share.

    ``areas`` as in ``concentration_curve``; areas of one rate share their rank, so their order does not
    count. None where nothing is to be shared.
    """
    ranked = areas.groupby("rate", as_index=False)[["households", "money"]].sum().assign(area_code="")
    curve = concentration_curve(ranked)
    if curve.empty:
        return None
    return float(1 - 2 * np.trapezoid(curve["money_share"], curve["households_share"]))
