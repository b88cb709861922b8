"""What is assigned, paid out and carried over in each year, in whole đồng."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.money.plan import DEVELOPMENT, FUNDS, LEAVES, MILLION, Flags

YEARS_BEFORE = (2021, 2022, 2023, 2024)
REFORM = 2025
# How much of the plan of the period is assigned in each year, by kind of money.
ASSIGNED = {
    "development": (0.0, 0.30, 0.27, 0.26, 0.11),
    "recurrent": (0.05, 0.20, 0.25, 0.27, 0.18),
    "local": (0.05, 0.16, 0.20, 0.24, 0.13),
    "mobilised": (0.0, 0.15, 0.18, 0.21, 0.15),
}
# The programme was decided in 2022: in 2021 only communication and capacity had money.
BEFORE_THE_DECISION = ("P6.1", "P6.2", "P7.1", "P7.2")
# How much of what there is to spend is paid out within the year.
PAID_OUT = {
    "development": (0.5, 0.52, 0.74, 0.82, 0.86),
    "recurrent": (0.45, 0.38, 0.62, 0.74, 0.84),
    "local": (0.6, 0.55, 0.70, 0.80, 0.88),
    "mobilised": (0.97, 0.97, 0.97, 0.97, 0.97),
}
# How much of the rest may still be spent in the next year; what is left falls back.
KEPT = {"development": 1.0, "recurrent": 0.85, "local": 0.0, "mobilised": 0.0}
# How much of the year's payments was made by the end of each quarter.
BY_QUARTER = (0.07, 0.29, 0.58, 1.0)
QUARTERS = ("03-31", "06-30", "09-30", "12-31")
THOUSAND = 1000


@dataclass(frozen=True)
class Years:
    """Amounts in đồng by unit, leaf and fund; ``reporting`` marks the units that reported disbursed money."""

    assigned: dict[int, Counts]
    carried: dict[int, Counts]
    disbursed: dict[int, Counts]
    reporting: dict[int, Flags]


def kind_of(leaf: str, fund: str) -> str:
    """Development, recurrent, local or mobilised: money of a kind is spent alike."""
    if fund != "central":
        return fund
    return "development" if leaf in DEVELOPMENT else "recurrent"


def _by_kind(values: Mapping[str, float]) -> Reals:
    return np.array([[values[kind_of(leaf, fund)] for fund in FUNDS] for leaf in LEAVES])


def _in_year(values: Mapping[str, tuple[float, ...]], year: int) -> Reals:
    return _by_kind({kind: shares[year - 2021] for kind, shares in values.items()})


def assigned_by_year(rng: np.random.Generator, planned: Counts) -> dict[int, Counts]:
    """What is assigned of a plan in million đồng, year by year, in đồng; never more than the plan in all."""
    found: dict[int, Counts] = {}
    left = planned.copy()
    begun = np.array([leaf in BEFORE_THE_DECISION for leaf in LEAVES])[:, None]
    for year in (*YEARS_BEFORE, REFORM):
        map_request = planned * _in_year(ASSIGNED, year) * np.exp(rng.normal(0, 0.12, planned.shape))
        map_request = map_request * (begun | (year > YEARS_BEFORE[0]))
        amount = np.minimum(np.floor(map_request).astype(np.int64), left)
        left = left - amount
        found[year] = amount * MILLION
    return found


def spent(
    rng: np.random.Generator, assigned: Counts, carried: Counts, year: int, of_place: Reals
) -> tuple[Counts, Counts]:
    """What is paid out of a year's money, and what is carried over into the next.

    ``of_place`` says how much quicker or slower than others each unit pays. Neither is ever more than
    there is; a few pay nothing at all.
    """
    there = assigned + carried
    rate = _in_year(PAID_OUT, year) + of_place[:, None, None] + rng.normal(0, 0.12, there.shape)
    rate = np.clip(rate, 0, 1) * (rng.random(there.shape) > 0.03)
    disbursed = np.floor(there * rate / THOUSAND).astype(np.int64) * THOUSAND
    over = np.floor((there - disbursed) * _by_kind(KEPT) / THOUSAND).astype(np.int64) * THOUSAND
    return disbursed, over


def years_before(
    rng: np.random.Generator, planned: Counts, districts: Counts, of_province: float
) -> tuple[Years, Counts, Counts]:
    """The years to 2024 of the units of a province, then what 2025 has: assigned and carried over."""
    assigned = assigned_by_year(rng, planned)
    of_place = of_province + rng.normal(0, 0.06, len(planned))
    years = Years({}, {}, {}, {})
    carried = np.zeros_like(planned)
    for year in YEARS_BEFORE:
        years.assigned[year], years.carried[year] = assigned[year], carried
        years.disbursed[year], carried = spent(rng, assigned[year], carried, year, of_place)
        years.reporting[year] = _reporting(rng, districts)
        years.disbursed[year][~years.reporting[year]] = 0
    return years, assigned[REFORM], carried


def _reporting(rng: np.random.Generator, districts: Counts) -> Flags:
    """Nearly all report; here and there a commune does not, now and then a whole district."""
    _, district = np.unique(districts, return_inverse=True)
    silent = rng.random(district.max() + 1) < 0.006
    reporting: Flags = ~silent[district] & (rng.random(len(districts)) > 0.006)
    return reporting


def by_quarter(rng: np.random.Generator, disbursed: Counts) -> list[Counts]:
    """What had been paid out at the end of each quarter; the last is all of it."""
    late = np.exp(rng.normal(0, 0.35, len(disbursed)))[:, None, None]
    found = [np.floor(disbursed * share**late / THOUSAND).astype(np.int64) * THOUSAND for share in BY_QUARTER]
    return [*found[:-1], disbursed]
