"""How finely money is cut up: the number of items, the median one, the share of the largest three (FN11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LARGEST = 3


@dataclass(frozen=True)
class Fragmentation:
    """``items`` amounts above nothing, their ``median_vnd`` in whole đồng, ``top_share`` from 0 to 1."""

    items: int
    median_vnd: int
    top_share: float


def fragmentation(amounts: Sequence[int]) -> Fragmentation | None:
    """How finely amounts in whole đồng cut up their sum; None where there is no amount above nothing."""
    ranked = sorted((amount for amount in amounts if amount > 0), reverse=True)
    if not ranked:
        return None
    middle = len(ranked) // 2
    median = ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) // 2
    return Fragmentation(len(ranked), median, float(Fraction(sum(ranked[:LARGEST]), sum(ranked))))
