"""Results of every area as rows of outcomes: counts added up, rates computed again from their counts."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from data_access.demonstration.apportioning import Counts
from data_access.demonstration.bulk import Batch
from data_access.demonstration.generation import levels_upwards, rolled_up
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.money.plan import Flags
from data_access.demonstration.money.years import REFORM
from data_access.demonstration.published import SOURCE, STANDARD
from data_access.demonstration.results.provinces import YEARS, ProvinceResults
from data_access.demonstration.results.reported import Key

# Measure → numerator, denominator, both added up; in percent.
RATES = {
    "income_change_in_models": ("_income_gained", "_income_before"),
    "conditional_support_share": ("_support_with_conditions", "_support"),
    "stunting_rate": ("_children_stunted", "_children_measured"),
    "trained_labour_share": ("_labour_trained", "_labour"),
    "certified_labour_share": ("_labour_certified", "_labour"),
    "households_with_internet_rate": ("_having_internet", "_wanting_internet"),
    "officers_trained_share": ("officers_trained", "_officers"),
    "reports_on_time_rate": ("_reports_on_time", "_reports_due"),
    "eligible_households_with_loans_rate": ("_having_a_loan", "_wanting_a_loan"),
    "overdue_debt_rate": ("_overdue", "vbsp_outstanding_loans"),
}
MONEY = (
    *("vbsp_outstanding_loans", "vbsp_total_policy_credit_capital", "vbsp_local_entrusted_capital"),
    *("vbsp_lending_in_period", "income_of_poor_household"),
)
# What ten thousand communes of before the reform have; districts have all of it.
OF_OLD_COMMUNES = (
    *("livelihood_models", "households_in_models", "households_supported_in_production"),
    *("vocational_trainees", "workers_abroad", "houses_completed", "infrastructure_works_completed"),
)
# Told only where the project is carried out; elsewhere they are not applicable.
OF_POOR_AREAS = (
    *("infrastructure_works_planned", "infrastructure_works_invested", "infrastructure_works_completed"),
    *("infrastructure_works_maintained", "infrastructure_works_built_or_maintained"),
)
OF_POOR_DISTRICTS = (
    *("houses_planned_for_poor_near_poor", "houses_started", "houses_completed"),
    *("houses_meeting_standard", "houses_also_helped_by_others"),
)


class _Values(NamedTuple):
    """The columns of values, and what all rows of a batch say of them."""

    columns: dict[str, list[Any]]
    state: str = "reported"
    decimals: int = 0


MISSING, NOT_APPLICABLE = _Values({}, "missing"), _Values({}, "not_applicable")


class Year:
    """What all provinces have in one year, and the areas above them."""

    def __init__(self, geography: Geography, parts: Sequence[ProvinceResults], year: int) -> None:
        self.year = year
        self.geography = geography
        self._parts = parts
        self.ids: Ids = np.concatenate([part.units[year].ids for part in parts])
        self._levels = levels_upwards(geography, self.ids)
        self.reporting = self.summed(np.concatenate([part.reporting[year] for part in parts]))
        units = [part.units[year] for part in parts]
        self.poor_areas = self.summed(np.concatenate([one.in_poor_area for one in units]))
        self.poor_districts = self.summed(np.concatenate([one.in_poor_district for one in units]))

    @property
    def keys(self) -> list[Key]:
        """Every measure and breakdown that any province has."""
        return list(dict.fromkeys(key for part in self._parts for key in part.results[self.year]))

    def count(self, key: Key) -> Counts:
        """By area number."""
        parts = [part.results[self.year].get(key, self._none_of(part)) for part in self._parts]
        return self.summed(np.concatenate(parts))

    def _none_of(self, part: ProvinceResults) -> Counts:
        return np.zeros(len(part.units[self.year].ids), dtype=np.int64)

    def summed(self, values: Counts | Flags) -> Counts:
        """By area number, for every area."""
        return rolled_up(self.geography, self.ids, values.astype(np.int64), self._levels)

    @property
    def areas(self) -> Ids:
        """Every area of the year."""
        return np.unique(np.concatenate(self._levels))


def result_batches(geography: Geography, parts: Sequence[ProvinceResults], load_id: int) -> Iterator[Batch]:
    """All outcomes, year by year."""
    for number in YEARS:
        year = Year(geography, parts, number)
        for key in year.keys:
            if not key[0].startswith("_"):
                yield from _counted(year, key, load_id)
        for measure, (part, whole) in RATES.items():
            yield from _rate(year, measure, year.count((part, None)), year.count((whole, None)), load_id)
        income, households = year.count(("_income_of_poor", None)), year.count(("_poor_households", None))
        some = year.areas[(households[year.areas] > 0) & (year.reporting[year.areas] > 0)]
        average = (income[some] // households[some] // 1000 * 1000).tolist()
        yield _batch(
            year, ("income_of_poor_household", None), load_id, some, _Values({"amount_vnd": average})
        )


def _counted(year: Year, key: Key, load_id: int) -> Iterator[Batch]:
    measure, values = key[0], year.count(key)
    areas = _areas_of(year, key)
    applying = _applying(year, measure)[areas]
    is_reported = (year.reporting[areas] > 0) & applying
    found = values[areas[is_reported]]
    is_money = measure in MONEY
    given = {"amount_vnd": found.tolist()} if is_money else {"value": found.astype(np.float64).tolist()}
    yield _batch(year, key, load_id, areas[is_reported], _Values(given))
    if key[1] is None:
        yield _batch(year, key, load_id, areas[~is_reported & applying], MISSING)
        yield _batch(year, key, load_id, areas[~applying], NOT_APPLICABLE)


def _areas_of(year: Year, key: Key) -> Ids:
    areas: Ids = year.areas
    if year.year == REFORM:
        return areas
    is_commune: Flags = year.geography.levels(areas) == "commune"
    if key[1] is not None or key[0] not in OF_OLD_COMMUNES:
        return areas[~is_commune]
    return areas[~is_commune | _applying(year, key[0])[areas]]


def _applying(year: Year, measure: str) -> Flags:
    if measure in OF_POOR_AREAS:
        return year.poor_areas > 0
    if measure in OF_POOR_DISTRICTS:
        return year.poor_districts > 0
    return np.ones(len(year.reporting), dtype=bool)


def _rate(year: Year, measure: str, part: Counts, whole: Counts, load_id: int) -> Iterator[Batch]:
    areas = year.areas
    if year.year != REFORM:
        areas = areas[year.geography.levels(areas) != "commune"]
    some = areas[(whole[areas] > 0) & (year.reporting[areas] > 0)]
    values = np.round(100 * part[some] / whole[some], 2)
    yield _batch(year, (measure, None), load_id, some, _Values({"value": values.tolist()}, decimals=2))


def _batch(year: Year, key: Key, load_id: int, areas: Ids, values: _Values) -> Batch:
    same = {
        "load_id": load_id,
        "measure_code": key[0],
        "breakdown": key[1],
        "period_from": year.year,
        "period_to": year.year,
        "each_year": False,
        "decimals": None if key[0] in MONEY else values.decimals,
        "qualifier": "exact",
        "state": values.state,
        "status": "preliminary" if year.year == REFORM else "final",
        "standard_code": STANDARD if key[0] == "households_escaped_multidimensional_poverty" else None,
        "source_kind": "synthetic",
        "source_code": SOURCE,
        "preference": 1,
    }
    return Batch("outcome", same, {"area_id": areas.tolist()} | values.columns)
