"""The money of one province of after the reform: of its old units to 2024, of the new ones in 2025."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.generation import Country
from data_access.demonstration.geography import Geography, Ids, Units
from data_access.demonstration.money.plan import MILLION, Flags, Plan, among_units
from data_access.demonstration.money.years import REFORM, Years, by_quarter, spent, years_before
from data_access.demonstration.provinces import SEED
from vocabulary.vintages import NEW, OLD

# Apart from the streams of the figures, which so stay as they are.
OLD_STREAM, NEW_STREAM = 71, 72


@dataclass(frozen=True)
class Money:
    """Amounts in đồng by unit, leaf and fund, of units of one vintage.

    ``planned`` is that of the period. What is paid out in 2025 is given by quarter, running up;
    ``whole`` is what was assigned and paid out in all years together, for the units of the reform.
    """

    ids: Ids
    planned: Counts
    years: Years
    quarters: list[Counts]
    whole: tuple[Counts, Counts] | None


def money_of_province(geography: Geography, plan: Plan, country: Country, code: str) -> tuple[Money, Money]:
    """Of the units that went into a province of the reform, and of its new units."""
    parts = [_before(geography, plan, country, old) for old in geography.successors[code]]
    old = reduce(_joined, [part[0] for part in parts])
    assigned = np.concatenate([part[1] for part in parts])
    carried = np.concatenate([part[2] for part in parts])
    rng = np.random.default_rng([SEED, NEW_STREAM, int(code)])
    new_ids = geography.units(NEW, code).ids
    parted = Parting(rng, geography, old.ids, new_ids)
    return old, _after(rng, new_ids, parted, old, (assigned, carried))


def needs_of(country: Country, ids: Ids, year: int) -> Counts:
    """Households that the programme is for: the poor and, less, the near-poor of the start of a year."""
    poor = country.sums[year]["poor_households_at_start"][ids]
    near_poor = country.sums[year]["near_poor_households_at_start"][ids]
    needs: Counts = poor + 3 * near_poor // 5
    return needs


def _before(geography: Geography, plan: Plan, country: Country, code: str) -> tuple[Money, Counts, Counts]:
    rng = np.random.default_rng([SEED, OLD_STREAM, int(code)])
    units: Units = geography.units(OLD, code)
    needs = needs_of(country, units.ids, 2022)
    planned = among_units(rng, plan.of(code), needs, units, geography)
    of_province = rng.normal(0, 0.08)
    years, assigned, carried = years_before(rng, planned, units.district_ids, of_province)
    return Money(units.ids, planned * MILLION, years, [], None), assigned, carried


def _joined(one: Money, other: Money) -> Money:
    def both(first: dict[int, Any], second: dict[int, Any]) -> dict[int, Any]:
        return {year: np.concatenate([first[year], second[year]]) for year in first}

    years = Years(
        both(one.years.assigned, other.years.assigned),
        both(one.years.carried, other.years.carried),
        both(one.years.disbursed, other.years.disbursed),
        both(one.years.reporting, other.years.reporting),
    )
    ids = np.concatenate([one.ids, other.ids])
    return Money(ids, np.concatenate([one.planned, other.planned]), years, [], None)


class Parting:
    """How the amounts of old units go to the new: split ones by invented shares, the sum unchanged."""

    def __init__(self, rng: np.random.Generator, geography: Geography, old_ids: Ids, new_ids: Ids) -> None:
        places = {int(number): place for place, number in enumerate(new_ids)}
        self._count = len(new_ids)
        self._heirs = [[places[heir] for heir in geography.heirs(int(number))] for number in old_ids]
        self._shares: list[Reals] = [_shares(rng, len(heirs)) for heirs in self._heirs]

    def of(self, amounts: Counts) -> Counts:
        """The same amounts by new unit."""
        found = np.zeros((self._count, *amounts.shape[1:]), dtype=np.int64)
        for heirs, shares, amount in zip(self._heirs, self._shares, amounts, strict=True):
            left = amount
            for place, share in zip(heirs[:-1], shares, strict=False):
                part = np.floor(amount * share).astype(np.int64)
                found[place] += part
                left = left - part
            found[heirs[-1]] += left
        return found


def _shares(rng: np.random.Generator, heirs: int) -> Reals:
    """Every heir gets something worth the name, so that rounding never takes more than there is."""
    if heirs == 1:
        return np.ones(1)
    shares: Reals = 0.5 * rng.dirichlet(np.full(heirs, 4.0)) + 0.5 / heirs
    return shares


def _after(
    rng: np.random.Generator, ids: Ids, parted: Parting, old: Money, given: tuple[Counts, Counts]
) -> Money:
    has, over = parted.of(given[0]), parted.of(given[1])
    of_place = rng.normal(0, 0.07) + rng.normal(0, 0.06, len(has))
    disbursed, _ = spent(rng, has, over, REFORM, of_place)
    reporting: Flags = rng.random(len(has)) > 0.008
    disbursed[~reporting] = 0
    years = Years({REFORM: has}, {REFORM: over}, {REFORM: disbursed}, {REFORM: reporting})
    sums = [
        sum(part.values(), np.zeros_like(old.planned)) for part in (old.years.assigned, old.years.disbursed)
    ]
    whole = parted.of(sums[0]) + has, parted.of(sums[1]) + disbursed
    return Money(ids, parted.of(old.planned), years, by_quarter(rng, disbursed), whole)
