"""A sum shared among areas by weighted scores: what would be, never what is, and never stored.

Areas are scored by their poor and near-poor households on the list in force: by their number, by those of
ethnic minorities, by their number times the kilometres to the nearest centrally run city, and by their number
where the area is on an official list of poor areas. Rule: decision 0023.
"""

from collections.abc import Collection, Mapping
from math import prod

import pandas as pd

CRITERIA = ("poor", "minority", "remote", "listed")
# Of fewer of the areas nothing is said: a sum shared among the few that are known would mislead.
ENOUGH = 0.5
CLASSES = ("poor_district", "province_with_poor_district", "coastal_commune_escaped")

Scores = Mapping[str, Mapping[str, int]]


def scored_areas(
    areas: pd.DataFrame,
    minority: Mapping[str, float],
    kilometres: Mapping[str, int],
    listed: Collection[str],
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the areas whose households are known, with whole scores, and the criteria that can be used.

    ``areas`` has ``area_code`` and ``households`` (Int64); ``minority`` and ``kilometres`` are by code, 0
    where they have none. Columns of ``areas`` but ``households``, and one for each criterion that can be
    used: none where fewer than half of the areas are known, and none that is 0 everywhere. By code.
    """
    known = areas[areas["households"].notna()]
    households, codes = known["households"].astype("int64"), known["area_code"]
    scores = {
        "poor": households,
        "minority": codes.map(minority).fillna(0).round().astype("int64"),
        "remote": households * codes.map(kilometres).fillna(0).astype("int64"),
        "listed": households.where(codes.isin(listed), 0),
    }
    enough = len(known) >= ENOUGH * len(areas)
    usable = {name: values for name, values in scores.items() if enough and values.sum() > 0}
    found = known.drop(columns="households").assign(**usable)
    return found.sort_values("area_code", ignore_index=True), tuple(usable)


def shared_among(areas: pd.DataFrame, total: int, weights: Mapping[str, int]) -> pd.DataFrame:
    """Return the areas with ``what_if_vnd`` and, where their money is known, ``change_vnd`` (both Int64).

    ``areas`` are those of ``scored_areas`` with ``money_vnd`` (Int64), ``weights`` those of criteria they are
    scored by. Empty where no criterion with a weight can be used.
    """
    codes = areas["area_code"].tolist()
    # Plain whole numbers: numpy's would overflow.
    scores = {name: dict(zip(codes, areas[name].tolist(), strict=True)) for name in weights}
    given = shared(total, scores, weights)
    if not given:
        nothing = pd.array([], "Int64")
        return areas.head(0).assign(what_if_vnd=nothing, change_vnd=nothing)
    amounts = areas["area_code"].map(given).astype("Int64")
    return areas.assign(what_if_vnd=amounts, change_vnd=amounts - areas["money_vnd"])


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
