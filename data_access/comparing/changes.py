"""Changes of an indicator between two years, area by area, and why an area has none."""

from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

# Results; what is expected, planned or aimed at is no change that happened.
SETTLED = ("final", "preliminary", "reported")
CARRIED = ("value", "decimals", "standard_code", "source_kind", "qualifier", "status")
Texts = npt.NDArray[np.object_]


def changes(figures: pd.DataFrame, before: int, now: int) -> pd.DataFrame:
    """The change of each area between two years, in the unit of the printed figures.

    ``figures`` has the columns of ``figures_by_area``, one row an area and year, and may have
    ``restated`` and ``boundary`` as ``comparability`` reads them.

    Returns one row per area with a figure in either year, by vintage and code: ``vintage``,
    ``area_code``, ``name_vi``, ``name_en``, ``value_before``, ``value``, ``change`` (exact in decimals;
    NaN where none can be said), ``decimals`` and ``refusal``: empty, or ``no_before``, ``no_now``,
    ``not_result``, ``not_exact``, or a reason of ``comparability``.
    """
    pairs = _pairs(figures, before, now)
    refusals = _refusals(pairs)
    differences = [
        float(Decimal(str(late)) - Decimal(str(early))) if not refusal else float("nan")
        for early, late, refusal in zip(pairs["value_before"], pairs["value"], refusals, strict=True)
    ]
    decimals = pairs[["decimals", "decimals_before"]].max(axis="columns").fillna(0).astype("int64")
    found = pairs.assign(change=differences, decimals=decimals, refusal=refusals)
    columns = ["vintage", "area_code", "name_vi", "name_en", "value_before", "value", "change"]
    return found[[*columns, "decimals", "refusal"]].reset_index(drop=True)


def _pairs(figures: pd.DataFrame, before: int, now: int) -> pd.DataFrame:
    """Every area of either year with both of its figures side by side, gaps as None."""
    extra = [name for name in ("restated", "boundary") if name in figures]
    keys = ["vintage", "area_code", "name_vi", "name_en"]
    kept = figures[[*keys, "year", *CARRIED, *extra]]
    early, late = (kept[kept["year"] == year].drop(columns="year") for year in (before, now))
    pairs = late.merge(early, on=keys, how="outer", suffixes=("", "_before"))
    return pairs.sort_values(["vintage", "area_code"], kind="stable")


def _refusals(pairs: pd.DataFrame) -> list[str]:
    """Why each pair has no change, "" where it has one; what forbids most is named."""
    restated = [_text(pairs, name) for name in ("restated", "restated_before")]
    carried_over = (restated[0] == "exact") | (restated[1] == "exact")
    conditions = [
        pairs["value"].isna().to_numpy(),
        pairs["value_before"].isna().to_numpy(),
        ~(pairs["status"].isin(SETTLED) & pairs["status_before"].isin(SETTLED)).to_numpy(),
        _text(pairs, "source_kind") != _text(pairs, "source_kind_before"),
        _text(pairs, "standard_code") != _text(pairs, "standard_code_before"),
        (restated[0] == "estimated") | (restated[1] == "estimated"),
        ~carried_over & (_text(pairs, "boundary") != _text(pairs, "boundary_before")),
        ~((pairs["qualifier"] == "exact") & (pairs["qualifier_before"] == "exact")).to_numpy(),
    ]
    names = ["no_now", "no_before", "not_result", "source_kind_changed", "standard_changed"]
    names += ["restated_by_weights", "boundary_changed", "not_exact"]
    return [str(name) for name in np.select(conditions, names, default="")]


def _text(pairs: pd.DataFrame, column: str) -> Texts:
    if column not in pairs:
        return np.full(len(pairs), "", dtype=object)
    return pairs[column].astype(object).where(pairs[column].notna(), "").to_numpy()
