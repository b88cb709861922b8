"""FN04, the disbursed share: what was paid out, in percent of what there was to spend.

To spend there was what was assigned, and what was carried over where the disbursed money includes it and any
is reported. Ranges, bounds, amounts of each year and nothing to spend give no share. Rule: decision 0020.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.money.money_sums import parents_of
from data_access.store.frames import Row, of_each

STAGES = ("assigned", "carried_over", "disbursed")
# Bounds give no share.
EVEN = ("exact", "about")

Reals = npt.NDArray[np.float64]


def disbursed_share(sums: Mapping[str, Row]) -> float | None:
    """Return the share of one place or project from its sums by stage; None where there is none.

    Each sum has ``amount_vnd``, ``qualifier``, ``each_year`` and ``with_carried_over``.
    """
    paid, given, over = (sums.get(stage) for stage in ("disbursed", "assigned", "carried_over"))
    if paid is None or given is None:
        return None
    carried = _amount(over) if over is not None and _is_set(paid["with_carried_over"]) else 0.0
    share = float(_share(_amount(paid), _amount(given) + carried))
    return None if np.isnan(share) else share


def share_of_plan(sums: Mapping[str, Row]) -> float | None:
    """Return what was assigned in percent of what was planned; None where there is none, or bounds or ranges.

    Each sum has ``amount_vnd``, ``qualifier`` and ``each_year``; both must cover the same parts.
    """
    plan, given = sums.get("planned"), sums.get("assigned")
    if plan is None or given is None:
        return None
    share = float(_share(_amount(given), _amount(plan)))
    return None if np.isnan(share) else share


def disbursed_shares(
    disbursed: pd.DataFrame, assigned: pd.DataFrame, carried_over: pd.DataFrame
) -> pd.DataFrame:
    """Return the share of each area of which disbursed and assigned money is reported, by code.

    Each frame has one sum an ``area_code``. Columns ``area_code``, ``qualifier`` of the disbursed money and
    ``share`` (percent, NaN where there is none).
    """
    paid = disbursed[disbursed["area_code"].isin(assigned["area_code"])].reset_index(drop=True)
    codes = paid["area_code"]
    includes = _flags(paid["with_carried_over"]) & codes.isin(carried_over["area_code"]).to_numpy()
    carried = np.where(includes, _amounts(codes, carried_over), 0.0)
    share = _share(_amounts(codes, paid), _amounts(codes, assigned) + carried)
    return paid[["area_code", "qualifier"]].assign(share=share)


def first_of_each_stage(sums: pd.DataFrame, stages: Sequence[str] = STAGES) -> dict[str, Row]:
    """Return the first sum of each of the stages that has one: without what was carried over, if reported.

    ``sums`` are those of one place and period, by stage.
    """
    first = sums[sums["stage"].isin(stages)].drop_duplicates("stage")
    return {str(row["stage"]): row for row in first.to_dict("records")}


def paid_by_date(rows: pd.DataFrame, projects: pd.DataFrame) -> dict[str, int]:
    """Return what had been paid out by each date that a report names, in đồng, by date.

    ``rows`` are all reports on disbursed money of one place and period, of the programme or one project. A
    report of the whole counts by itself; else its projects are added, never a project with its sub-projects.
    Ranges and bounds give no point.
    """
    plain = rows["as_of"].notna() & rows["amount_vnd"].notna() & rows["qualifier"].isin(EVEN)
    subs = {code for code, parent in parents_of(projects).items() if parent}
    depth = np.where(rows["project_code"].isna(), 0, np.where(rows["project_code"].isin(subs), 2, 1))
    found: dict[str, int] = {}
    for day, of_day in rows.assign(depth=depth)[plain].groupby("as_of"):
        widest = of_day[(of_day["depth"] == of_day["depth"].min()) & ~of_day["in_wider_fund"].astype(bool)]
        once = widest.drop_duplicates(["project_code", "item_code", "fund"])
        found[str(day)] = int(once["amount_vnd"].sum())
    return found


def to_spend(sums: pd.DataFrame) -> int:
    """Return the least there was to spend in đồng, assigned and carried over; 0 where neither is reported.

    ``sums`` are those of one place and period, by stage.
    """
    spendable = sums[sums["stage"].isin(["assigned", "carried_over"])].drop_duplicates("stage")
    return int(spendable["amount_min_vnd"].sum())


def allowed_by_purse(amounts: pd.DataFrame, purse: Sequence[str]) -> "pd.Series[float]":
    """Return what may be paid out of each purse: what was assigned, and carried over where that is not in it.

    ``amounts`` has the columns of a ``purse`` (whose money for what, in which period), ``stage``,
    ``with_carried_over`` and ``amount``, each stage once with and once without. Indexed by purse; NaN where
    nothing was assigned.
    """
    kinds = amounts["stage"].where(~amounts["with_carried_over"].astype(bool), amounts["stage"] + "_with_it")
    by_kind = amounts.assign(kind=kinds).pivot_table(index=list(purse), columns="kind", values="amount")
    names = ("assigned", "carried_over", "assigned_with_it")
    assigned, carried, with_it = (by_kind.reindex(columns=[name])[name] for name in names)
    added: pd.Series[float] = assigned + carried.fillna(0)
    return added.combine(with_it, np.fmax)


def _share(paid: Any, there: Any) -> Any:
    """Return paid of what was there in percent, of numbers or arrays of them; NaN where nothing was there."""
    return 100 * paid / np.where(there == 0, np.nan, there)


def _amount(row: Row) -> float:
    """Return the amount of a sum, NaN where no share may be made of it."""
    amounts = pd.array([row["amount_vnd"]], dtype="Int64").to_numpy(dtype="float64", na_value=np.nan)
    usable = row["qualifier"] in EVEN and not _is_set(row["each_year"])
    return float(amounts[0]) if usable else float("nan")


def _is_set(flag: Any) -> bool:
    return bool(pd.notna(flag) and flag)


def _amounts(codes: "pd.Series[str]", sums: pd.DataFrame) -> Reals:
    """Return what ``_amount`` does of the sum of each area, NaN where an area has none."""
    usable = sums["qualifier"].isin(EVEN).to_numpy() & ~_flags(sums["each_year"])
    amounts = np.where(usable, sums["amount_vnd"].to_numpy(dtype="float64", na_value=np.nan), np.nan)
    found = of_each(codes, pd.DataFrame({"area_code": sums["area_code"], "amount": amounts}), "amount")
    return found.to_numpy(dtype="float64")


def _flags(column: "pd.Series[Any]") -> npt.NDArray[np.bool_]:
    return np.asarray(column.array.to_numpy(dtype=bool, na_value=False))
