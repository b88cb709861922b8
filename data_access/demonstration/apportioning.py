"""Whole numbers shared out so that the parts always make the whole."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Reals = NDArray[np.float64]
STEPS = 60


def apportion(total: int, weights: Reals | Counts) -> Counts:
    """``total`` in whole parts as near to ``weights`` as can be (largest remainders first).

    No part exceeds its exact share rounded up. Raises ``ValueError`` where there is something to
    share out and no weight.
    """
    whole = float(weights.sum())
    if whole <= 0:
        if total:
            raise ValueError("nothing to share out among")
        return np.zeros(len(weights), dtype=np.int64)
    return _whole_parts(total, weights.astype(np.float64) * (total / whole))


def by_risk(total: int, households: Counts, risk: Reals, ceiling: float) -> Counts:
    """``total`` households chosen among ``households``, more where ``risk`` is greater.

    The share chosen of a place is ``ceiling × (1 − exp(−k × risk))`` with one ``k`` for all, so it
    never reaches ``ceiling`` however great the total. Raises ``ValueError`` if it cannot be done.
    """
    if total > ceiling * float(households[risk > 0].sum()):
        raise ValueError("more households than the ceiling allows")
    low, high = 0.0, 1.0
    while _expected(high, households, risk, ceiling).sum() < total and high < 1e12:
        high *= 4
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _expected(middle, households, risk, ceiling).sum() < total:
            low = middle
        else:
            high = middle
    return _whole_parts(total, _expected(high, households, risk, ceiling))


def _expected(scale: float, households: Counts, risk: Reals, ceiling: float) -> Reals:
    chosen: Reals = households * (ceiling * -np.expm1(-scale * risk))
    return chosen


def _whole_parts(total: int, exact: Reals) -> Counts:
    parts = np.floor(exact + 1e-9).astype(np.int64)
    missing = total - int(parts.sum())
    if missing < 0 or missing > len(parts):
        raise ValueError("the exact parts do not make the total")
    remainders = exact - parts
    parts[np.argsort(-remainders, kind="stable")[:missing]] += 1
    return parts
