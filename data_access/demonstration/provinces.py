"""The places of one province of after the reform: all their figures, year by year."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.flows import Figures, Members, household_flows, members_of, person_flows
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.households import Lists, Moment, Provinces, lists_of_units
from data_access.demonstration.profiles import Traits, causes, deprivations, ethnicity, groups, traits_of
from data_access.demonstration.published import REGIONS, Review
from data_access.demonstration.reform import carried_over, year_after
from vocabulary.vintages import NEW, OLD

SEED = 20_250_701
# The twelve deprivations belong to the standard of 2022; the one before had ten others.
TWELVE_FROM = 2022
# Million persons, rough, and how they grow; only the size of the other households rests on them.
PERSONS = {"nmm": 12.9, "rrd": 23.7, "ncc": 20.7, "ch": 6.1, "se": 19.0, "mrd": 17.4}
GROWTH, OF_YEAR = 0.009, 2023
USUAL_SIZE = 4.0


class Demography:
    """How many persons an unlisted household has in a region and year."""

    def __init__(self, reviews: dict[int, Review]) -> None:
        self._reviews = reviews

    def size(self, region: str, year: int) -> float:
        """Such that the region has about as many persons as it should."""
        review, place = self._reviews[year], REGIONS.index(region)
        listed = int(review.poor[place] + review.near_poor[place])
        persons = PERSONS[region] * 1e6 * (1 + GROWTH) ** (year - OF_YEAR)
        return max((persons - USUAL_SIZE * listed) / (int(review.total[place]) - listed), 1.5)


@dataclass(frozen=True)
class Invented:
    """The figures of the smallest places, by year and indicator; those of 2025 are of the new ones."""

    old_ids: Ids
    new_ids: Ids
    figures: dict[int, Figures]


@dataclass(frozen=True)
class _Before:
    """The state at the end of 2024 in one province of before the reform."""

    ids: Ids
    lists: Lists
    members: Members
    traits: Traits
    sizes: Reals
    figures: dict[int, Figures]


class _Sizes(NamedTuple):
    """Persons of a household of each place: of one on a list, and of another."""

    listed: Reals
    others: Reals


def invented_province(geography: Geography, before: Provinces, demography: Demography, code: str) -> Invented:
    """The figures of every place of the province that has ``code`` after the reform."""
    parts = [_before(geography, before, demography, old) for old in geography.successors[code]]
    figures = {year: _joined([part.figures[year] for part in parts]) for year in parts[0].figures}
    new_ids = geography.units(NEW, code).ids
    old = _all_together(parts)
    rng = np.random.default_rng([SEED, 2025, int(code)])
    return Invented(old.ids, new_ids, figures | {2025: _after(geography, old, new_ids, rng)})


def _before(geography: Geography, before: Provinces, demography: Demography, code: str) -> _Before:
    rng = np.random.default_rng([SEED, 2008, int(code)])
    units = geography.units(OLD, code)
    region = geography.region_of(code)
    lists, risk = lists_of_units(units, before.of(code), rng)
    traits = traits_of(rng, code, region, risk)
    sizes = _sizes(rng, risk)
    figures: dict[int, Figures] = {}
    members = None
    for year in sorted({year for year, _ in lists}):
        others = sizes[:, 1] * demography.size(region, year)
        start = _start(rng, lists, members, year, sizes[:, 0])
        end = lists[year, False]
        figures[year], members = _year(rng, year, start, end, traits, _Sizes(sizes[:, 0], others))
    assert members is not None
    return _Before(units.ids, end, members, traits, np.column_stack([sizes[:, 0], others]), figures)


def _sizes(rng: np.random.Generator, risk: Reals) -> Reals:
    """Persons of a listed household, and of an unlisted one against its region's usual number."""
    count = len(risk)
    listed = np.clip(USUAL_SIZE + 0.25 * np.log(risk) + rng.normal(0, 0.15, count), 2.8, 5.2)
    return np.column_stack([listed, np.exp(rng.normal(0, 0.05, count))])


def _start(
    rng: np.random.Generator, lists: dict[Moment, Lists], members: Members | None, year: int, size: Reals
) -> tuple[Lists, Members]:
    """The end of the year before, or the lists drawn up again where the standard changed."""
    if (year, True) in lists or members is None:
        start = lists[year, True]
        return start, members_of(rng, start, size)
    return lists[year - 1, False], members


def _year(
    rng: np.random.Generator,
    year: int,
    start: tuple[Lists, Members],
    end: Lists,
    traits: Traits,
    sizes: _Sizes,
) -> tuple[Figures, Members]:
    lists, at_start = start
    flows = household_flows(rng, lists, end)
    moved, members = person_flows(rng, flows, at_start, sizes.listed)
    persons = members.poor + members.near_poor + _persons_of_others(end, sizes.others)
    found = _totals(end, members, persons) | flows | moved
    found |= ethnicity(end, members, persons, traits)
    found |= groups(rng, end, traits, found) | causes(rng, end, traits)
    if year >= TWELVE_FROM:
        found |= deprivations(rng, end, traits, year)
    return found, members


def _persons_of_others(lists: Lists, size: Reals) -> Counts:
    more = np.round(lists.others * np.maximum(size - 1, 0)).astype(np.int64)
    persons: Counts = lists.others + more
    return persons


def _totals(lists: Lists, members: Members, persons: Counts) -> Figures:
    return {
        "total_households": lists.total,
        "persons": persons,
        "poor_households": lists.poor,
        "near_poor_households": lists.near_poor,
        "poor_and_near_poor_households": lists.poor + lists.near_poor,
        "poor_persons": members.poor,
        "near_poor_persons": members.near_poor,
    }


def _all_together(parts: list[_Before]) -> _Before:
    """Several provinces as one."""
    return _Before(
        np.concatenate([part.ids for part in parts]),
        Lists(*map(np.concatenate, zip(*(part.lists for part in parts), strict=True))),
        Members(*map(np.concatenate, zip(*(part.members for part in parts), strict=True))),
        Traits(*map(np.concatenate, zip(*(part.traits for part in parts), strict=True))),
        np.concatenate([part.sizes for part in parts]),
        {},
    )


def _joined(parts: list[Figures]) -> Figures:
    return {code: np.concatenate([part[code] for part in parts]) for code in parts[0]}


def _after(geography: Geography, old: _Before, new_ids: Ids, rng: np.random.Generator) -> Figures:
    carried = carried_over(geography, old.ids, new_ids, old.lists, old.members, rng)
    traits = old.traits.averaged(carried.weights)
    sizes = carried.weights @ old.sizes
    end = year_after(rng, carried.lists)
    start = carried.lists, carried.members
    found, _ = _year(rng, 2025, start, end, traits, _Sizes(sizes[:, 0], sizes[:, 1]))
    return found
