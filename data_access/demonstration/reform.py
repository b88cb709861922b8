"""The lists of 2024 carried over to the communes of the reform of 2025."""

from dataclasses import dataclass

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals, apportion
from data_access.demonstration.flows import Members
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.households import Lists

POOR_AFTER_A_YEAR, NEAR_AFTER_A_YEAR, ALL_AFTER_A_YEAR = 0.68, 0.86, 1.004


@dataclass(frozen=True)
class CarriedOver:
    """What the new communes start 2025 with, and the shares of each that came from the old ones."""

    lists: Lists
    members: Members
    weights: Reals


def carried_over(
    geography: Geography,
    old_ids: Ids,
    new_ids: Ids,
    lists: Lists,
    members: Members,
    rng: np.random.Generator,
) -> CarriedOver:
    """Old communes summed into the new; a split one is parted by invented shares, in whole households.

    Of a split commune the parts make exactly the whole, and in each part the listed households are
    no more than all, and the persons no fewer than the households.
    """
    places = {int(number): place for place, number in enumerate(new_ids)}
    sums = np.zeros((5, len(new_ids)), dtype=np.int64)
    weights = np.zeros((len(new_ids), len(old_ids)))
    for old, number in enumerate(old_ids):
        heirs = [places[heir] for heir in geography.heirs(int(number))]
        parts = _parted(old, lists, members, rng.dirichlet(np.full(len(heirs), 4.0)))
        sums[:, heirs] += parts
        weights[heirs, old] = parts[0] + 1e-6
    total, poor, near_poor, poor_members, near_members = sums
    means = weights / weights.sum(axis=1, keepdims=True)
    return CarriedOver(Lists(total, poor, near_poor), Members(poor_members, near_members), means)


def _parted(old: int, lists: Lists, members: Members, shares: Reals) -> Counts:
    households, is_poor, is_near = lists.at(old)
    total = apportion(households, shares)
    poor = _among(is_poor, total)
    near_poor = _among(is_near, total - poor)
    more_poor = _among(int(members.poor[old]) - is_poor, poor)
    more_near = _among(int(members.near_poor[old]) - is_near, near_poor)
    return np.stack([total, poor, near_poor, poor + more_poor, near_poor + more_near])


def _among(count: int, places: Counts) -> Counts:
    return apportion(count, places.astype(np.float64))


def year_after(rng: np.random.Generator, start: Lists) -> Lists:
    """The lists a year later: no place has more listed households than at the start."""
    total = start.total + apportion(
        round(int(start.total.sum()) * (ALL_AFTER_A_YEAR - 1)), start.total.astype(np.float64)
    )
    return Lists(
        total,
        _fewer(rng, start.poor, POOR_AFTER_A_YEAR),
        _fewer(rng, start.near_poor, NEAR_AFTER_A_YEAR),
    )


def _fewer(rng: np.random.Generator, counts: Counts, factor: float) -> Counts:
    weights = counts * rng.uniform(0.93, 1.07, len(counts))
    return apportion(round(int(counts.sum()) * factor), weights)
