"""How money is spread over poor households, from the poorest areas to the least poor.

The curve goes through the areas in the order of their poverty rate, the poorest first: at each, what share
of all poor households lives in the areas so far, and what share of the money they have. On the diagonal each
household has alike; above it the poorest areas have more than their share of households. The index is twice
the area between curve and diagonal, from -1 to 1, positive where the curve is above (concentration index
after Kakwani, Wagstaff and van Doorslaer, 1997, with areas ranked by need and weighted by households).
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


def concentration_index(curve: pd.DataFrame) -> float | None:
    """Twice the area between a curve and the diagonal, positive above it; None for a curve without points."""
    if curve.empty:
        return None
    under = np.trapezoid(curve["money_share"], curve["households_share"])
    return float(2 * under - 1)
