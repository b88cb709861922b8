"""Figures of a file held against those of the store: the same again, another value, a leap in a year."""

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Figure
from data_access.store.frames import kept
from data_access.workbooks.checking.findings import Findings

# Further from the median change than this many robust deviations (1.4826 × MAD), a change is a leap.
ROBUST_DEVIATIONS = 6.0
MAD_TO_DEVIATION = 1.4826
FEWEST_TO_COMPARE = 8
# A change is worth telling from these on: a share of last year's count, or percentage points.
LEAST_COUNT, LEAST_RATIO, LEAST_POINTS = 30, 0.5, 3.0
# Where few areas are reported, only a change beyond this factor or these points is a leap.
ALONE_RATIO, ALONE_POINTS = 3.0, 15.0
STORED = ("indicator_code", "area_id", "year", "value", "source_code", "standard_code", "preference")
KEYS = ["indicator_code", "area_id", "year"]
NUMBERED_KEYS = ["indicator", "area_id", "year"]


def stored_figures(session: Session, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures of the store for the indicators and years of a file, and for the year before each.

    Columns of STORED.
    """
    years = {int(year) for year in figures["year"].unique()}
    statement = select(*(col(getattr(Figure, name)) for name in STORED)).where(
        col(Figure.indicator_code).in_(sorted(map(str, figures["indicator_code"].unique()))),
        col(Figure.year).in_(sorted(years | {year - 1 for year in years})),
        col(Figure.area_id).between(int(figures["area_id"].min()), int(figures["area_id"].max())),
    )
    rows = session.execute(statement).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=list(STORED)).astype({"value": "float64"})


def check_against_store(figures: pd.DataFrame, stored: pd.DataFrame, findings: Findings) -> None:
    """Say what the store has already, from this source or from another, with the same value or another."""
    if stored.empty:
        return
    shown = stored[stored["preference"] == 1]
    reported = figures[[*KEYS, "value", "source_code", "sheet", "area"]]
    joined = reported.merge(shown, on=KEYS, how="inner", suffixes=("", "_stored"))
    is_same = (joined["value"] - joined["value_stored"]).abs() < 1e-9
    is_again = is_same & joined["source_code"].eq(joined["source_code_stored"])
    for sheet, rows in joined[is_again].groupby("sheet", sort=False):
        findings.warning("already_in_store", str(sheet), count=len(rows))
    other = joined[~is_same & joined["value_stored"].notna() & joined["value"].notna()]
    for sheet, rows in other.groupby("sheet", sort=False):
        first = rows.iloc[0]
        findings.warning(
            "another_value_in_store",
            str(sheet),
            count=len(rows),
            indicator=first["indicator_code"],
            place=first["area"],
            value=first["value"],
            stored=first["value_stored"],
        )


def check_leaps(
    figures: pd.DataFrame, stored: pd.DataFrame, units: "pd.Series[str]", findings: Findings
) -> None:
    """Warn of figures that changed far more since last year than those of other places did.

    Only figures by the same standard are compared.
    """
    names = [*KEYS, "value", "standard_code"]
    reported = figures[names].dropna(subset=["value"])
    shown = stored.loc[(stored["preference"] == 1) & stored["value"].notna(), names]
    both, codes = _in_numbers(pd.concat([shown, reported], ignore_index=True))
    fresh = both.iloc[len(shown) :].assign(at=reported.index)
    before = both.drop_duplicates(NUMBERED_KEYS)
    before = before[before["year"].isin(fresh["year"].unique() - 1)].assign(
        year=lambda rows: rows["year"] + 1
    )
    joined = fresh.merge(before, on=NUMBERED_KEYS, how="inner", suffixes=("", "_before"))
    joined = kept(joined, joined["standard"].eq(joined["standard_before"]))
    if joined.empty:
        return
    is_rate = units.reindex(codes).str.startswith("percent").to_numpy(dtype=bool)[joined["indicator"]]
    now, then = joined["value"].to_numpy(), joined["value_before"].to_numpy()
    change = np.where(is_rate, now - then, np.log1p(np.maximum(now, 0)) - np.log1p(np.maximum(then, 0)))
    joined = joined.assign(change=change, is_rate=is_rate)
    bad = joined[_is_leap(joined)]
    findings.warnings(
        "leap",
        figures.loc[bad["at"]],
        indicator=[str(codes[number]) for number in bad["indicator"]],
        value=bad["value"].tolist(),
        before=bad["value_before"].tolist(),
        year=[str(year - 1) for year in bad["year"]],
    )


def _in_numbers(figures: pd.DataFrame) -> tuple[pd.DataFrame, Any]:
    """Figures with numbers for their indicators and standards, and the code of each indicator's number.

    A million texts would be compared and copied over and over.
    """
    which, codes = pd.factorize(figures["indicator_code"])
    standard, _ = pd.factorize(figures["standard_code"].astype("object"))
    numbered = figures[["area_id", "year", "value"]].assign(indicator=which, standard=standard)
    return numbered, codes


def _is_leap(joined: pd.DataFrame) -> Any:
    groups = joined.groupby(["indicator", "year"], sort=False)["change"]
    off = (joined["change"] - groups.transform("median")).abs()
    spread = off.groupby([joined["indicator"], joined["year"]], sort=False).transform("median")
    is_far = off > ROBUST_DEVIATIONS * np.maximum(MAD_TO_DEVIATION * spread, 0.02)
    difference = (joined["value"] - joined["value_before"]).abs()
    matters = np.where(
        joined["is_rate"],
        difference >= LEAST_POINTS,
        (difference >= LEAST_COUNT) & (difference >= LEAST_RATIO * joined["value_before"]),
    )
    is_extreme = np.where(
        joined["is_rate"], difference >= ALONE_POINTS, joined["change"].abs() >= np.log(ALONE_RATIO)
    )
    is_alone = groups.transform("size") < FEWEST_TO_COMPARE
    return matters & np.where(is_alone, is_extreme, is_far)
