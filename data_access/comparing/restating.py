"""Figures of earlier units carried over to the units of another vintage, exactly or as a named estimate.

Counts add: a unit's count is the sum of the counts of the whole units it was made of. Households and
people are whole where all people went into the unit, even if a neighbour took part of the land; an area
in square kilometres is whole where all the land did. Rates are recomputed from restated counts and never
averaged, except as an estimate that the row names as such: the mean of the parts, weighted. A unit whose
boundary did not change keeps its figures of any kind. Everything else cannot be restated, and the row
says why.
Rule: the programme's monitoring framework, on the reform of 2025; for estimates decision 0026.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.comparing.counted import ANYTHING, Counted
from data_access.comparing.reasons import Reason
from data_access.comparing.weighted_means import Weights, weighted_means

# The sources of all parts of a figure are codes parted by spaces, "" where the parts have one source.
RESTATED_COLUMNS = ("restated", "reason", "made_of", "weight", "parts_vi", "parts_en", "parts_sources")
ESTIMATED = "estimated"
NOT_COMPUTABLE = "not_computable"
# The later, the less settled: a sum or mean is as settled as the least settled of its parts.
STATUSES = ("final", "reported", "preliminary", "expected", "planned", "target")
NOTES = ("note_vi", "note_en", "status_note")
Floats = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Indicator:
    """How an indicator rolls up: ``sum`` of counts, ``ratio`` of two counts, or ``none``; and what it counts.

    ``counted`` of a ratio is what both of its counts count; ``times`` is 100 for a percentage, 1 for others.
    """

    roll_up: str
    decimals: int
    counted: Counted = ANYTHING
    times: int = 100


def restated(
    figures: pd.DataFrame,
    pairs: pd.DataFrame,
    indicator: Indicator,
    *,
    numerator: pd.DataFrame | None = None,
    denominator: pd.DataFrame | None = None,
    weights: Weights | None = None,
) -> pd.DataFrame:
    """Return figures of earlier units restated to the units that ``pairs`` lead to.

    ``figures``, ``numerator`` and ``denominator`` have the columns of ``figures_by_area`` (the counts
    behind a rate are only needed for ``ratio``); ``pairs`` has the columns of ``crosswalk_pairs``. With
    ``weights`` a rate that cannot be had exactly is estimated where every part has one; counts never are.

    One row per unit and year in which any of its earlier units has a figure, by year and code, with
    the columns of ``figures`` and: ``restated`` (``unchanged``: same boundary; ``exact``: sum or ratio
    of sums; ``estimated``: mean of the parts; empty where it cannot be restated), ``reason``
    (``split_unit``, ``part_missing``, ``no_counts``, ``standards_differ``, ``not_exact``; empty where it
    could), ``made_of`` (number of earlier units that brought any of what is counted), and for estimates
    ``weight`` (name of the weight), ``parts_vi`` and ``parts_en`` (names of the parts), else empty.
    A row that cannot be restated has ``state`` ``not_computable`` and no value.
    """
    pairs, units = _brought(pairs, indicator.counted), _units(pairs, indicator.counted)
    rows = _carried(figures, pairs, units)
    keys = pd.MultiIndex.from_frame(rows[["area_code", "year"]])
    if indicator.roll_up == "sum":
        value, reason = _sums(_totals(figures, pairs, units), keys)
        rows["decimals"] = rows.groupby(["area_code", "year"])["decimals"].transform("max")
    elif indicator.roll_up == "ratio" and numerator is not None and denominator is not None:
        tops, bottoms = (_totals(counts, pairs, units) for counts in (numerator, denominator))
        value, reason = _ratios(tops, bottoms, keys, indicator)
    else:
        value, reason = np.full(len(rows), np.nan), np.full(len(rows), Reason.NO_COUNTS.value, dtype=object)
    settled = _settled(rows, value, reason, indicator).assign(weight="", parts_vi="", parts_en="")
    if weights is not None and indicator.roll_up != "sum":
        obstacles = _totals(figures, pairs, units)["reason"].reindex(keys).fillna(Reason.PART_MISSING.value)
        means = weighted_means(figures, pairs, weights).reindex(keys)
        settled = _estimated(settled, means, obstacles.to_numpy(dtype=object), weights.name)
    return settled[[*figures.columns, *RESTATED_COLUMNS]]


def _brought(pairs: pd.DataFrame, counted: Counted) -> pd.DataFrame:
    """Return the pairs along which anything of what is counted went."""
    return pairs[~pairs["moved"].isin(counted.not_brought_by)]


def on_new_units(native: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that units reported themselves, and the restated ones where they reported none.

    ``native`` has the columns of ``figures_by_area``; ``earlier`` is what ``restated`` returns, and has the
    columns of the answer. Of a reported figure ``made_of`` is 0 and the other columns of restating are "".
    By year and code.
    """
    known = native[["area_code", "year"]].assign(native=True)
    kept = earlier.merge(known, on=["area_code", "year"], how="left")
    kept = kept[kept["native"].isna()].drop(columns="native")
    native = native.assign(**dict.fromkeys(RESTATED_COLUMNS, "")).assign(made_of=0)
    whole = pd.concat([part for part in (native, kept) if len(part)] or [native], ignore_index=True)
    return whole.sort_values(["year", "area_code"], ignore_index=True)


def _units(pairs: pd.DataFrame, counted: Counted) -> pd.DataFrame:
    """Return one row per new unit: how many earlier ones it is made of, all whole, boundary unchanged."""
    brought = _brought(pairs, counted)
    units = (
        brought.assign(whole=brought["moved"].isin(counted.whole_by))
        .groupby("to_code")
        .agg(
            made_of=("from_code", "size"),
            whole=("whole", "all"),
            vintage=("to_vintage", "first"),
            name_vi=("to_name_vi", "first"),
            name_en=("to_name_en", "first"),
        )
    )
    return units.assign(unchanged=_unchanged(pairs).reindex(units.index))


def _unchanged(pairs: pd.DataFrame) -> pd.Series[bool]:
    """Return by new unit whether it has exactly the territory of one earlier unit."""
    heirs = pairs.groupby("from_code")["to_code"].transform("nunique")
    parents = pairs.groupby("to_code")["from_code"].transform("size")
    alone = (pairs["moved"] == "all") & (heirs == 1) & (parents == 1)
    return alone.groupby(pairs["to_code"]).all()


def _carried(figures: pd.DataFrame, pairs: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return one row per new unit and year: an earlier unit's figure under the new unit's name."""
    carried = pairs[["from_code", "to_code"]].merge(figures, left_on="from_code", right_on="area_code")
    carried = _with_what_parts_share(carried.sort_values(["year", "to_code", "from_code"]))
    rows = carried.drop_duplicates(["year", "to_code"])
    own = units.loc[rows["to_code"]].reset_index()
    named = {name: own[name].to_numpy() for name in ("vintage", "name_vi", "name_en", "made_of")}
    flags = {"all_whole": own["whole"].to_numpy(), "unchanged": own["unchanged"].to_numpy()}
    return rows.reset_index(drop=True).assign(area_code=own["to_code"].to_numpy(), **named, **flags)


def _with_what_parts_share(carried: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the least settled status of each new unit and year, and notes all parts share."""
    of_unit = carried.groupby(["to_code", "year"])
    shared = {
        note: carried[note].where((of_unit[note].transform("nunique") == 1) & _all_known(of_unit, note))
        for note in NOTES
        if note in carried and carried[note].notna().any()
    }
    return carried.assign(status=_least_settled(carried), parts_sources=_sources_of_parts(carried), **shared)


def _sources_of_parts(carried: pd.DataFrame) -> pd.Series[Any]:
    """Return the sources of all earlier units of a new unit and year in one text, "" where they are one."""
    if "source_code" not in carried:
        return pd.Series("", index=carried.index)
    of_unit = carried.groupby(["to_code", "year"])["source_code"]
    several = carried[of_unit.transform("nunique") > 1]
    named = several.groupby(["to_code", "year"])["source_code"].agg(lambda codes: " ".join(codes.unique()))
    keys = pd.MultiIndex.from_frame(carried[["to_code", "year"]])
    return pd.Series(named.reindex(keys).fillna("").to_numpy(), index=carried.index)


def _least_settled(carried: pd.DataFrame) -> pd.Series[str]:
    """Return the status of each row, or the least settled one of its new unit and year where they differ."""
    if carried["status"].nunique() < 2:
        return carried["status"]
    places = carried["status"].map({status: place for place, status in enumerate(STATUSES)})
    least = carried.assign(place=places).groupby(["to_code", "year"])["place"].transform("max")
    return least.map(dict(enumerate(STATUSES)))


def _all_known(of_unit: pd.api.typing.DataFrameGroupBy[Any, Any], column: str) -> pd.Series[bool]:
    return of_unit[column].transform("count") == of_unit[column].transform("size")


def _totals(counts: pd.DataFrame, pairs: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of each new unit and year and the obstacle to it, "" where there is none."""
    parts = pairs[["from_code", "to_code"]].merge(counts, left_on="from_code", right_on="area_code")
    known = (parts["state"] == "reported") & parts["value"].notna()
    measured = parts["standard_code"].fillna("") + "|" + parts["source_kind"].fillna("")
    marked = parts.assign(known=known, exact=parts["qualifier"] == "exact", measured=measured)
    totals = marked.groupby(["to_code", "year"]).agg(
        known=("known", "sum"),
        exact=("exact", "all"),
        measured=("measured", "nunique"),
        total=("value", "sum"),
        decimals=("decimals", "max"),
    )
    needed = units["made_of"].reindex(totals.index.get_level_values("to_code")).to_numpy()
    reasons = np.full(len(totals), "", dtype=object)
    reasons[totals["measured"].to_numpy() > 1] = Reason.STANDARDS_DIFFER.value
    reasons[~totals["exact"].to_numpy(dtype=bool)] = Reason.NOT_EXACT.value
    reasons[totals["known"].to_numpy() < needed] = Reason.PART_MISSING.value
    # Counts are whole or have few decimals: rounding takes away what adding floats put in.
    total = [round(value, places) for value, places in zip(totals["total"], _places(totals), strict=True)]
    return totals.assign(total=total, reason=reasons)[["total", "reason"]]


def _places(totals: pd.DataFrame) -> list[int]:
    return [int(places) for places in totals["decimals"].fillna(0)]


def _sums(totals: pd.DataFrame, keys: pd.MultiIndex) -> tuple[Floats, Texts]:
    found = totals.reindex(keys)
    return found["total"].to_numpy(dtype=float), found["reason"].fillna(Reason.PART_MISSING.value).to_numpy(
        dtype=object
    )


def _ratios(
    tops: pd.DataFrame, bottoms: pd.DataFrame, keys: pd.MultiIndex, indicator: Indicator
) -> tuple[Floats, Texts]:
    top, bottom = tops.reindex(keys), bottoms.reindex(keys)
    whole = bottom["total"].to_numpy(dtype=float)
    missing = top["reason"].isna().to_numpy() | bottom["reason"].isna().to_numpy() | (whole == 0)
    first = top["reason"].fillna("").to_numpy(dtype=object)
    reason = np.where(first == "", bottom["reason"].fillna("").to_numpy(dtype=object), first)
    pairs = zip(top["total"], whole, strict=True)
    ratios = [_ratio(part, total, indicator.times, indicator.decimals) for part, total in pairs]
    return np.array(ratios, dtype=float), np.where(missing, Reason.NO_COUNTS.value, reason)


def _ratio(part: float, whole: float, times: int, decimals: int) -> float:
    """Return a ratio rounded half up from exact decimals, NaN where there is none."""
    if not whole or math.isnan(part) or math.isnan(whole):
        return float("nan")
    exact = times * Decimal(repr(float(part))) / Decimal(repr(float(whole)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _settled(rows: pd.DataFrame, value: Floats, reason: Texts, indicator: Indicator) -> pd.DataFrame:
    """Return the rows with their restated value, or why there is none."""
    unchanged = rows["unchanged"].to_numpy(dtype=bool)
    refused = np.where(~rows["all_whole"].to_numpy(dtype=bool), Reason.SPLIT_UNIT.value, reason)
    refused = np.where(unchanged, "", refused)
    exact = ~unchanged & (refused == "")
    none = refused != ""
    settled = rows.assign(
        value=np.where(unchanged, rows["value"], np.where(exact, value, np.nan)),
        restated=np.select([unchanged, exact], ["unchanged", "exact"], default=""),
        reason=refused,
    )
    settled.loc[none, ["value_min", "value_max"]] = np.nan
    settled.loc[none, "decimals"] = pd.NA
    settled.loc[none, "state"] = NOT_COMPUTABLE
    if indicator.roll_up == "ratio":
        settled.loc[exact, "decimals"] = indicator.decimals
    return settled


def _estimated(rows: pd.DataFrame, means: pd.DataFrame, obstacles: Texts, weight: str) -> pd.DataFrame:
    """Return the rows with an estimate where nothing exact is known and nothing speaks against the mean."""
    refused = rows["reason"].to_numpy(dtype=object)
    open_to_it = (refused != "") & (refused != Reason.SPLIT_UNIT.value)
    found = open_to_it & (obstacles == "") & means["value"].notna().to_numpy()
    missing = open_to_it & (obstacles != "")
    estimated = rows.assign(reason=np.select([found, missing], ["", obstacles], default=refused))
    estimated.loc[found, ["restated", "weight", "state"]] = [ESTIMATED, weight, "reported"]
    for column in ("value", "decimals", "parts_vi", "parts_en"):
        estimated.loc[found, column] = means[column].to_numpy()[found]
    return estimated
