"""A sum shared among areas by weighted scores: what would be, never what is, and never stored."""

from collections.abc import Mapping
from math import prod

Scores = Mapping[str, Mapping[str, int]]


def shared(total: int, scores: Scores, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole đồng for each area, by code in order, which add up to ``total`` exactly.

    Each criterion has the part of ``total`` that its weight is of all weights, and shares it by the areas'
    scores, whole numbers from 0. One without a weight, or of which every score is 0, takes no part. What is
    left of rounding down goes, a đồng each, to the areas with the largest remainders, of equal ones to the
    first code (largest remainder method). Empty where no criterion takes part. Raises ``ValueError`` for a
    sum, weight or score below 0.
    """
    if total < 0 or min(weights.values(), default=0) < 0:
        raise ValueError("a sum or a weight is below 0")
    sums = {name: _sum(scores[name]) for name, weight in weights.items() if weight}
    taking_part = {name: whole for name, whole in sums.items() if whole}
    if not taking_part:
        return {}
    codes = sorted({code for name in taking_part for code in scores[name]})
    divisor = prod(taking_part.values())
    times = {name: weights[name] * (divisor // whole) for name, whole in taking_part.items()}
    divisor *= sum(weights[name] for name in taking_part)
    parts = {
        code: divmod(total * sum(times[name] * scores[name].get(code, 0) for name in times), divisor)
        for code in codes
    }
    return _rounded(parts, total)


def _sum(scores: Mapping[str, int]) -> int:
    if min(scores.values(), default=0) < 0:
        raise ValueError("a score is below 0")
    return sum(scores.values())


def _rounded(parts: Mapping[str, tuple[int, int]], total: int) -> dict[str, int]:
    """Give what rounding down left to the largest remainders."""
    left = total - sum(whole for whole, _ in parts.values())
    first = set(sorted(parts, key=lambda code: (-parts[code][1], code))[:left])
    return {code: whole + (code in first) for code, (whole, _) in parts.items()}
