"""The plan of 2021–2025: the published totals by fund, put among projects, provinces and communes.

How much each project gets is not published; its share here is invented.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data_access.demonstration.apportioning import Counts, Reals, apportion
from data_access.demonstration.geography import Geography, Units
from data_access.demonstration.households import Provinces
from vocabulary.vintages import OLD

PROGRAMME = "NTP-SPR-2125"
FIRST_YEAR, LAST_YEAR = 2021, 2025
MILLION = 10**6
# The smallest parts that money is assigned to, and the project each belongs to.
LEAVES = {
    **{"P1.1": "P1", "P1.2": "P1", "P2": "P2", "P3.1": "P3", "P3.2": "P3"},
    **{"P4.1": "P4", "P4.2": "P4", "P4.3": "P4", "P5": "P5"},
    **{"P6.1": "P6", "P6.2": "P6", "P7.1": "P7", "P7.2": "P7"},
}
PROJECTS = tuple(dict.fromkeys(LEAVES.values()))
# Works are paid from development money, all else from recurrent money.
DEVELOPMENT = ("P1.1", "P1.2")
FUNDS = ("central", "local", "mobilised")
# Billion VND by project and fund. Central 48,000 (20,000 development, 28,000 recurrent), local 12,690 and
# mobilised 14,310 are the published plan.
BILLIONS = {
    "P1.1": (16_500, 1_400, 2_000),
    "P1.2": (3_500, 300, 0),
    "P2": (4_500, 1_800, 5_000),
    "P3.1": (5_200, 2_100, 4_310),
    "P3.2": (1_300, 500, 0),
    "P4.1": (4_600, 1_800, 0),
    "P4.2": (600, 250, 0),
    "P4.3": (1_300, 520, 0),
    "P5": (4_000, 1_600, 3_000),
    "P6.1": (1_900, 700, 0),
    "P6.2": (900, 350, 0),
    "P7.1": (2_400, 900, 0),
    "P7.2": (1_300, 470, 0),
}
IN_POOR_AREAS, IN_POOR_DISTRICTS = ("P1.1", "P1.2", "P5"), ("P5",)
# In the demonstration these provinces have no central money and pay more by themselves.
BY_THEMSELVES = frozenset(("01", "22", "26", "27", "30", "31", "33", "48", "74", "75", "77", "79", "92"))
Flags = NDArray[np.bool_]


def plan_in_millions() -> Counts:
    """The plan of the nation by leaf and fund, in million đồng."""
    return np.array([BILLIONS[leaf] for leaf in LEAVES], dtype=np.int64) * 1000


class Plan:
    """What each province is to have, by leaf and fund, in million đồng; all provinces make the nation."""

    def __init__(self, geography: Geography, provinces: Provinces) -> None:
        self._geography = geography
        self._provinces = provinces

    @cached_property
    def _codes(self) -> list[str]:
        return sorted(code for codes in self._geography.successors.values() for code in codes)

    @cached_property
    def _shares(self) -> dict[str, Counts]:
        found = np.zeros((len(self._codes), len(LEAVES), len(FUNDS)), dtype=np.int64)
        for place, leaf in enumerate(LEAVES):
            weights = self._poor_areas(leaf) if leaf in IN_POOR_AREAS else self._needs
            for fund, total in enumerate(plan_in_millions()[place]):
                by_fund: Reals = weights if leaf in IN_POOR_AREAS else weights * self._leaning(FUNDS[fund])
                found[:, place, fund] = apportion(int(total), by_fund)
        return dict(zip(self._codes, found, strict=True))

    @cached_property
    def _needs(self) -> Reals:
        at_start = [self._provinces.of(code)[2022, True] for code in self._codes]
        return np.array([poor + 0.6 * near_poor for _, poor, near_poor in at_start])

    def _leaning(self, fund: str) -> Reals:
        own = np.array([code in BY_THEMSELVES for code in self._codes])
        return np.where(own, {"central": 0.0, "local": 4.0, "mobilised": 1.5}[fund], 1.0)

    def _poor_areas(self, leaf: str) -> Reals:
        return np.array([self._weight_of_poor_areas(leaf, code) for code in self._codes])

    def _weight_of_poor_areas(self, leaf: str, code: str) -> float:
        units = self._geography.units(OLD, code)
        return float(applies(leaf, units, self._geography).sum())

    def of(self, province: str) -> Counts:
        """By leaf and fund, of a province of before the reform."""
        return self._shares[province]


def applies(leaf: str, units: Units, geography: Geography) -> Flags:
    """In which of the units a project is carried out at all."""
    if leaf in IN_POOR_DISTRICTS:
        return units.is_poor_district
    if leaf in IN_POOR_AREAS:
        return units.is_poor_district | np.isin(units.codes, sorted(geography.coastal_communes))
    return np.ones(len(units.ids), dtype=bool)


def among_units(
    rng: np.random.Generator, plan: Counts, needs: Counts, units: Units, geography: Geography
) -> Counts:
    """The plan of a province put among its smallest units, by unit, leaf and fund."""
    found = np.zeros((len(units.ids), *plan.shape), dtype=np.int64)
    for place, leaf in enumerate(LEAVES):
        weights: Reals = _weights(rng, leaf, needs) * applies(leaf, units, geography)
        for fund, total in enumerate(plan[place]):
            found[:, place, fund] = apportion(int(total), weights if weights.any() else needs + 1)
    return found


def _weights(rng: np.random.Generator, leaf: str, needs: Counts) -> Reals:
    listed = needs.astype(np.float64)
    spread: Reals = np.exp(rng.normal(0.0, 0.35, len(needs)))
    if leaf in IN_POOR_AREAS:
        return (listed + 60) * spread
    if leaf.startswith(("P6", "P7")):
        return np.sqrt(listed + 4 * (needs > 0)) * spread
    # Models, classes and the like are not started everywhere, least where few are poor.
    taking_part = rng.random(len(needs)) < np.clip(0.35 + listed / 250, 0, 0.97)
    return listed * taking_part * spread
