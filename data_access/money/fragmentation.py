"""How finely money is cut up: the number of items, the median one, the share of the largest three (FN11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

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


def item_amounts(rows: pd.DataFrame, sums: pd.DataFrame) -> list[int]:
    """Return the money of each smallest item: items, sub-projects without any, or projects without either.

    ``rows`` are those of ``queries.money``, ``sums`` those of ``sums_by_project``, both of one place, stage
    and period.
    """
    items = rows[rows["item_code"].notna() & ~rows["in_wider_fund"].astype(bool)]
    by_item = items.groupby(["project_code", "item_code"], dropna=False)["amount_vnd"].sum(min_count=1)
    with_items = set(items["project_code"].fillna(""))
    leaves = sums[
        ~sums["has_parts"] & sums["project_code"].notna() & ~sums["each_year"].fillna(False).astype(bool)
    ]
    whole = leaves[~leaves["project_code"].isin(with_items)]["amount_min_vnd"]
    return [int(amount) for amount in (*by_item.dropna(), *whole)]
