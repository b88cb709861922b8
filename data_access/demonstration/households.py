"""How many households there are, poor and near-poor, in every place at every review before the reform."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals, apportion, by_risk
from data_access.demonstration.geography import Geography, Units
from data_access.demonstration.published import REGIONS, Review, scaled

# No place is poorer than this: shares of households, of near-poor among those that are not poor.
POOREST, NEAREST = 0.8, 0.7
# Lists at the start of a year against its end, where the year before has no review by the same
# standard: 2.75 % at the end of 2020 against 2.23 %; 5.2 % by the new standard against 4.03 %.
AT_START = {2021: (2.75 / 2.23, 1.10), 2022: (5.2 / 4.03, 1.12)}
SIZE_OF_KIND = {"phuong": 3.0, "thi_tran": 1.8, "xa": 1.4}
RISK_OF_KIND = {"phuong": 0.25, "thi_tran": 0.5, "xa": 1.0}
RISK_IN_POOR_DISTRICT = 2.2
# Islands: few people live there, on Hoàng Sa none is counted.
SIZE_OF_ISLAND = {
    **{"318": 0.1, "471": 0.02, "498": 0.0, "536": 4.0, "755": 2.5},
    **{"22736": 0.02, "22737": 0.02, "22739": 0.02},
}


class Lists(NamedTuple):
    """All households of each place, and those on the poor and the near-poor list."""

    total: Counts
    poor: Counts
    near_poor: Counts

    @property
    def others(self) -> Counts:
        """Households on neither list."""
        return self.total - self.poor - self.near_poor

    def at(self, place: int) -> tuple[int, int, int]:
        """Total, poor and near-poor of one place."""
        return int(self.total[place]), int(self.poor[place]), int(self.near_poor[place])


Moment = tuple[int, bool]


def moments(reviews: dict[int, Review]) -> dict[Moment, Review]:
    """The reviews by (year, is it the start), in order of time.

    Starts are given only where they are not the end of the year before.
    """
    found: dict[Moment, Review] = {}
    for year, review in reviews.items():
        if year in AT_START:
            poor, near = AT_START[year]
            start = Review(review.total, scaled(review.poor, poor), scaled(review.near_poor, near))
            found[year, True] = start
        found[year, False] = review
    return found


class Provinces:
    """The lists of every province at every moment, which sum to the regions'."""

    def __init__(self, geography: Geography, reviews: dict[int, Review]) -> None:
        self._codes = {region: geography.provinces_of(region) for region in REGIONS}
        self._geography = geography
        self._reviews = moments(reviews)

    @cached_property
    def _lists(self) -> dict[Moment, dict[str, tuple[int, int, int]]]:
        found: dict[Moment, dict[str, tuple[int, int, int]]] = {}
        for moment, review in self._reviews.items():
            found[moment] = {}
            for place, region in enumerate(REGIONS):
                found[moment] |= self._of_region(review, place, self._codes[region])
        return found

    def _of_region(self, review: Review, place: int, codes: list[str]) -> dict[str, tuple[int, int, int]]:
        total = apportion(int(review.total[place]), self._geography.workers(codes))
        risk = self._geography.survey_rates(codes) + 0.25
        lists = listed(total, int(review.poor[place]), int(review.near_poor[place]), risk)
        return {code: lists.at(position) for position, code in enumerate(codes)}

    def of(self, province: str) -> dict[Moment, tuple[int, int, int]]:
        """Total, poor and near-poor households of one province at every moment."""
        return {moment: lists[province] for moment, lists in self._lists.items()}


def listed(total: Counts, poor: int, near_poor: int, risk: Reals) -> Lists:
    """``poor`` and ``near_poor`` households put among places, more where ``risk`` is greater."""
    is_poor = by_risk(poor, total, risk, POOREST)
    return Lists(total, is_poor, by_risk(near_poor, total - is_poor, risk**0.6, NEAREST))


def lists_of_units(
    units: Units, province: dict[Moment, tuple[int, int, int]], rng: np.random.Generator
) -> tuple[dict[Moment, Lists], Reals]:
    """The lists of a province's smallest areas at every moment, and how much at risk each is."""
    size, risk = _sizes(units, rng), _risks(units, rng)
    found: dict[Moment, Lists] = {}
    drift = np.zeros(len(size))
    for moment, (total, poor, near_poor) in province.items():
        if moment[0] != 2021 and not (moment[0] == 2022 and not moment[1]):
            drift = drift + rng.normal(0, 0.05, len(size))
        found[moment] = listed(apportion(total, size), poor, near_poor, risk * np.exp(drift))
    return found, risk


def _sizes(units: Units, rng: np.random.Generator) -> Reals:
    usual = np.array([SIZE_OF_KIND.get(kind, 1.0) for kind in units.kinds])
    spread = usual * np.exp(rng.normal(0, 0.4, len(usual)))
    fixed = np.array([SIZE_OF_ISLAND.get(code, -1.0) for code in units.codes])
    return np.where(fixed >= 0, fixed, spread)


def _risks(units: Units, rng: np.random.Generator) -> Reals:
    usual = np.array([RISK_OF_KIND.get(kind, 0.6) for kind in units.kinds])
    _, district = np.unique(units.district_ids, return_inverse=True)
    of_district = rng.normal(0, 0.35, district.max() + 1)[district]
    own = rng.normal(0, 0.4, len(usual))
    poor = np.where(units.is_poor_district, RISK_IN_POOR_DISTRICT, 1.0)
    risks: Reals = usual * poor * np.exp(of_district + own)
    return risks
