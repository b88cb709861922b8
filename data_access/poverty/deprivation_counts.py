"""What poor households lack, from the review's counts of several indicators set side by side.

A row has the counts of one area and year, all by one standard: of all households, of poor ones, and of poor
ones deprived in each indicator. Counts add up over areas, shares do not.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS, WEIGHTS, ReviewCounts, adjusted_poverty
from data_access.store.frames import Row

HOUSEHOLDS, POOR = "total_households", "poor_households"
DEPRIVED = {name: f"poor_deprived_{name}" for name in DEPRIVATIONS}
COUNTS = (HOUSEHOLDS, POOR, *DEPRIVED.values())
# Of fewer poor households nothing is said of what most of them lack.
FEWEST_POOR = 10
KEYS = ("vintage", "area_code", "name_vi", "name_en", "year", "standard_code", "source_code")


def review_counts(figures: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the counts of ``COUNTS`` side by side, one row an area, year and standard that has all of them.

    ``figures`` are those of each count by its code. Columns ``KEYS``, the source being that of the first
    count, and a whole number for each of ``COUNTS``. Only exact figures are kept; empty where none is.
    """
    whole: pd.DataFrame | None = None
    for code in COUNTS:
        frame = figures[code]
        known = frame[frame["value"].notna() & (frame["qualifier"] == "exact")]
        column = known[[*KEYS, "value"]].rename(columns={"value": code})
        whole = (
            column if whole is None else whole.merge(column.drop(columns="source_code"), on=list(KEYS[:-1]))
        )
    assert whole is not None
    return whole.astype(dict.fromkeys(COUNTS, "int64")).reset_index(drop=True)


def counts_in(row: Row) -> ReviewCounts:
    """Return the counts of a row of ``review_counts``."""
    deprived = tuple(int(row[code]) for code in DEPRIVED.values())
    return ReviewCounts(int(row[HOUSEHOLDS]), int(row[POOR]), deprived)


def with_adjusted_poverty(counts: pd.DataFrame) -> pd.DataFrame:
    """Return rows of ``review_counts`` with H, A and M0, and each deprivation's part of it.

    ``headcount``, ``intensity`` and ``adjusted`` are shares of 1, so are ``censored_<name>`` and
    ``contribution_<name>`` of each deprivation. Rows whose standard has no weights, or whose counts cannot
    be of one review, are left out.
    """
    rows = [
        {**row, **measures} for row in counts.to_dict("records") if (measures := _measures(row)) is not None
    ]
    parts = [f"{kind}_{name}" for kind in ("censored", "contribution") for name in DEPRIVATIONS]
    return pd.DataFrame(rows, columns=[*counts.columns, "headcount", "intensity", "adjusted", *parts])


def _measures(row: Row) -> dict[Hashable, Any] | None:
    weights = WEIGHTS.get(str(row["standard_code"]))
    found = adjusted_poverty(counts_in(row), weights) if weights else None
    if found is None:
        return None
    measures: dict[Hashable, Any] = {
        "headcount": float(found.headcount),
        "intensity": float(found.intensity),
        "adjusted": float(found.adjusted),
    }
    for name, censored, part in zip(DEPRIVATIONS, found.censored, found.contributions, strict=True):
        measures |= {f"censored_{name}": float(censored), f"contribution_{name}": float(part)}
    return measures


def deprived_percents(row: Row) -> dict[str, float]:
    """Return what percent of the poor households of a row lack each thing; the row has some."""
    return {name: 100 * row[code] / row[POOR] for name, code in DEPRIVED.items()}


def leading_rows(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the deprivation that most poor households of each area and year share.

    Columns of ``counts`` and ``leading`` (its name; of several alike the first of the official list,
    with ``tied`` true), ``share`` (percent of the poor households). Rows with few poor households have
    no leading one: ``leading`` is "".
    """
    columns = list(DEPRIVED.values())
    highest = counts[columns].max(axis="columns")
    first = counts[columns].eq(highest, axis="index").to_numpy().argmax(axis=1)
    tied = counts[columns].eq(highest, axis="index").sum(axis="columns") > 1
    enough = counts[POOR] >= FEWEST_POOR
    leading = pd.Series([DEPRIVATIONS[number] for number in first], index=counts.index, dtype="str")
    share = (100 * highest / counts[POOR].where(enough)).round(1)
    return counts.assign(leading=leading.where(enough, ""), tied=tied & enough, share=share)
