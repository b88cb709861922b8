"""What the published reviews say of the nation and its regions: the totals the invented figures keep.

Where the published figures contradict each other, the counts of poor and near-poor households come
first, then the rates of the nation, then those of the regions.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals, apportion
from data_access.embedded.csv_lines import lines

SOURCE = "demonstration"
REGIONS = ("ch", "mrd", "ncc", "nmm", "rrd", "se")
YEARS = (2021, 2022, 2023, 2024)
FIRST_STANDARD, STANDARD = "review-md-2016", "review-md-2022"
POOR, NEAR, BOTH = "poor_households", "near_poor_households", "poor_and_near_poor_households"
RATES = {POOR: "poor_household_rate", NEAR: "near_poor_household_rate", BOTH: "multidimensional_poverty_rate"}
# Known slip: only this number makes the six regions the nation, and poor plus near-poor their sum.
CORRECTED = {(POOR, "rrd", 2022): (69_239, 69_329)}
# The published rates of nation and regions need totals of households that do not add up (26.2 million
# against 26.8 in 2022, 31.0 against 27.6 in 2024). These two regions carry the difference: their rates
# are so low that it moves them least.
CARRYING = ("rrd", "se")
Known = dict[tuple[str, str, int], tuple[float, int]]


@dataclass(frozen=True)
class Review:
    """All, poor and near-poor households of each region (in the order of ``REGIONS``) at one review."""

    total: Counts
    poor: Counts
    near_poor: Counts


def reviews(data_dir: Path) -> dict[int, Review]:
    """The reviews of 2021 to 2024, by year; those of 2022 to 2024 sum to the published counts.

    For 2021 the nation is as published and the regions follow the pattern of 2022. Raises
    ``KeyError`` or ``ValueError`` where ``data_dir`` lacks a figure this rests on or they disagree.
    """
    known = _known(data_dir)
    found: dict[int, Review] = {}
    for year in YEARS[1:]:
        found[year] = _review(known, year, found.get(year - 1))
    found[2021] = _first_review(known, found[2022])
    return dict(sorted(found.items()))


def _known(data_dir: Path) -> Known:
    found: Known = {}
    for line in lines(data_dir, "figure"):
        cells = line.cells
        standard = FIRST_STANDARD if cells["year"] == 2021 else STANDARD
        usable = cells["status"] == "final" and cells["standard_code"] == standard
        if usable and cells["level"] in ("nation", "region") and cells["value"] is not None:
            key = (cells["indicator_code"], cells["area_code"], cells["year"])
            found.setdefault(key, (cells["value"], cells["decimals"]))
    for key, (printed, meant) in CORRECTED.items():
        if found[key][0] == printed:
            found[key] = (meant, 0)
    return found


def _review(known: Known, year: int, before: Review | None) -> Review:
    both = np.array([_count(known, BOTH, region, year) for region in REGIONS], dtype=np.int64)
    total = _totals(known, year)
    poor = _poor(known, year, both, total, before)
    near = both - poor
    for place, region in enumerate(REGIONS):
        if (NEAR, region, year) in known:
            near[place] = _count(known, NEAR, region, year)
    if poor.sum() != _count(known, POOR, "VN", year):
        raise ValueError(f"the poor households of the regions do not make the nation in {year}")
    return Review(total, poor, near)


def _poor(known: Known, year: int, both: Counts, total: Counts, before: Review | None) -> Counts:
    poor = np.full(len(REGIONS), -1, dtype=np.int64)
    for place, region in enumerate(REGIONS):
        if (POOR, region, year) in known:
            poor[place] = _count(known, POOR, region, year)
        elif (RATES[POOR], region, year) in known:
            poor[place] = round(known[RATES[POOR], region, year][0] * int(total[place]) / 100)
    unsaid = poor < 0
    if before is not None and unsaid.any():
        left = _count(known, POOR, "VN", year) - int(poor[~unsaid].sum())
        share = before.poor / (before.poor + before.near_poor)
        poor[unsaid] = apportion(left, (both * share)[unsaid])
    return poor


def _totals(known: Known, year: int) -> Counts:
    total = np.array([_households(known, region, year) for region in REGIONS], dtype=np.int64)
    carry = np.isin(REGIONS, CARRYING)
    total[carry] = apportion(_households(known, "VN", year) - int(total[~carry].sum()), total[carry])
    return total


def _households(known: Known, area: str, year: int) -> int:
    """The number of households by which the published counts round to the published rates."""
    low, high = 0.0, float("inf")
    for code, rate_code in RATES.items():
        if (code, area, year) not in known or (rate_code, area, year) not in known:
            continue
        if code == BOTH and not _adds_up(known, area, year):
            continue
        count = _count(known, code, area, year)
        rate, decimals = known[rate_code, area, year]
        half = 0.5 * 10**-decimals
        low, high = max(low, 100 * count / (rate + half)), min(high, 100 * count / (rate - half))
    if low >= high or high == float("inf"):
        raise ValueError(f"no number of households fits the published rates of {area} in {year}")
    return round((low + high) / 2)


def _adds_up(known: Known, area: str, year: int) -> bool:
    parts = [known[code, area, year][0] for code in (POOR, NEAR) if (code, area, year) in known]
    return len(parts) < 2 or sum(parts) == known[BOTH, area, year][0]


def _count(known: Known, code: str, area: str, year: int) -> int:
    return round(known[code, area, year][0])


def _first_review(known: Known, next_one: Review) -> Review:
    """The nation of 2021 as published; how it parts into regions is invented."""
    total = next_one.total.copy()
    carry = np.isin(REGIONS, CARRYING)
    total[~carry] = np.round(total[~carry] * 0.99).astype(np.int64)
    total[carry] = apportion(_households(known, "VN", 2021) - int(total[~carry].sum()), total[carry])
    poor = apportion(_count(known, POOR, "VN", 2021), next_one.poor)
    near = apportion(_count(known, NEAR, "VN", 2021), next_one.near_poor)
    return Review(total, poor, near)


def scaled(counts: Counts, factor: float) -> Counts:
    """``counts`` multiplied and rounded so that the whole is right to one household."""
    weights: Reals = counts.astype(np.float64)
    return apportion(round(int(counts.sum()) * factor), weights)
