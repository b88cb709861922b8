"""The results of one province of after the reform, and the register of its livelihood models."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from data_access.demonstration.generation import Country
from data_access.demonstration.geography import Geography
from data_access.demonstration.money.plan import MILLION, Flags, applies
from data_access.demonstration.money.provinces import Money
from data_access.demonstration.money.years import REFORM
from data_access.demonstration.provinces import SEED
from data_access.demonstration.results.livelihoods import Communes, models_of
from data_access.demonstration.results.reported import GROUPS, Results, Units, results_of
from vocabulary.vintages import OLD

RESULTS_STREAM = 73
YEARS = (2022, 2023, 2024, REFORM)
PEOPLE = (*GROUPS, "ethnic_minority", "women")


@dataclass(frozen=True)
class ProvinceResults:
    """By year: the units, what came of it there, and which units reported; and the register."""

    units: dict[int, Units]
    results: dict[int, Results]
    reporting: dict[int, Flags]
    models: list[dict[str, Any]]


def results_of_province(
    geography: Geography, country: Country, code: str, old: Money, new: Money
) -> ProvinceResults:
    """Results and models of a province, of the old units to 2024 and of the new ones in 2025."""
    rng = np.random.default_rng([SEED, RESULTS_STREAM, int(code)])
    areas = _poor_areas(geography, code)
    units = {year: _units(country, new if year == REFORM else old, year, areas) for year in YEARS}
    money_for_models = [_for_models(one) for one in units.values()]
    models = models_of(rng, geography, code, money_for_models)
    results = {year: results_of(rng, one) for year, one in units.items()}
    heirs = {int(area): geography.heirs(int(area))[0] for area in old.ids}
    for year, one in units.items():
        results[year] |= _of_models(rng, models, one, heirs)
    reporting: dict[int, Flags] = {year: rng.random(len(one.ids)) > 0.008 for year, one in units.items()}
    for year, is_reported in reporting.items():
        for counts in results[year].values():
            counts[~is_reported] = 0
    return ProvinceResults(units, results, reporting, models)


def _poor_areas(geography: Geography, code: str) -> dict[str, set[int]]:
    """Where projects of poor areas and of poor districts apply, by old units and by their heirs."""
    found: dict[str, set[int]] = {"P1.1": set(), "P5": set()}
    for old in geography.successors[code]:
        units = geography.units(OLD, old)
        for leaf, areas in found.items():
            inside = units.ids[applies(leaf, units, geography)].tolist()
            areas.update(inside, *(geography.heirs(area) for area in inside))
    return found


def _units(country: Country, money: Money, year: int, areas: dict[str, set[int]]) -> Units:
    figures, ids = country.sums[year], money.ids
    households = figures["total_households"][ids]
    minorities = figures["households_ethnic_minority"][ids]
    return Units(
        year=year,
        ids=ids,
        households=households,
        poor=figures["poor_households"][ids],
        near_poor=figures["near_poor_households"][ids],
        escaped=figures["households_escaped_poverty"][ids],
        minority_share=np.clip(1.4 * minorities / np.maximum(households, 1), 0, 1),
        money=np.add.reduce(money.years.assigned[year], axis=2) // MILLION,
        in_poor_area=np.isin(ids, sorted(areas["P1.1"])),
        in_poor_district=np.isin(ids, sorted(areas["P5"])),
    )


def _for_models(units: Units) -> Communes:
    money = units.of("P2") * MILLION
    return Communes(units.year, units.ids, money, units.listed, units.minority_share)


def _of_models(
    rng: np.random.Generator, models: list[dict[str, Any]], units: Units, heirs: dict[int, int]
) -> Results:
    """What the register says of the models started in the year, and of older ones looked at again."""
    places = {int(area): place for place, area in enumerate(units.ids)}
    found: Results = defaultdict(lambda: np.zeros(len(units.ids), dtype=np.int64))
    for measure in _COUNTED:
        found[measure, None] += 0
    for model in models:
        area = model["area_id"] if units.year != REFORM else heirs.get(model["area_id"], model["area_id"])
        began, place = int(model["started_on"][:4]), places.get(area)
        if place is None:
            continue
        if began == units.year:
            _count_new(found, model, place)
        for months in (12, 24):
            if began == units.year - months // 12:
                found[f"models_alive_{months}_months", None][place] += model[f"alive_{months}_months"] is True
    found["cooperative_groups_formed", None] = rng.poisson(0.1 * (units.of("P2") > 0))
    models_started = found["livelihood_models", None]
    found["livelihood_models_and_projects", None] = models_started + found["livelihood_projects", None]
    return dict(found)


_COUNTED = (
    *("livelihood_models", "livelihood_projects", "value_chain_projects", "community_production_projects"),
    *("households_in_models", "households_escaped_through_models", "models_alive_12_months"),
    *("models_alive_24_months", "poverty_reduction_model_replicas", "_income_before", "_income_gained"),
    *("_support", "_support_with_conditions"),
)


def _count_new(found: Results, model: dict[str, Any], place: int) -> None:
    found["livelihood_models", None][place] += 1
    if model["kind"] in ("value_chain", "community"):
        name = "value_chain_projects" if model["kind"] == "value_chain" else "community_production_projects"
        found[name, None][place] += 1
        found["livelihood_projects", None][place] += 1
    groups = [model[f"participants_{name}"] for name in ("poor", "near_poor", "newly_escaped")]
    people = (*groups, model["participants_ethnic_minority"], model["participants_women"])
    found["households_in_models", None][place] += sum(groups)
    for name, count in zip(PEOPLE, people, strict=True):
        found["households_in_models", name][place] += count
    found["households_escaped_through_models", None][place] += model["participants_escaped"]
    found["poverty_reduction_model_replicas", None][place] += model["replicated_from"] is not None
    found["_support", None][place] += model["support_vnd"]
    found["_support_with_conditions", None][place] += model["support_vnd"] * (model["modality"] != "grant")
    if model["income_after_vnd"] is not None:
        weight = sum(groups)
        found["_income_before", None][place] += weight * model["income_before_vnd"]
        found["_income_gained", None][place] += weight * (
            model["income_after_vnd"] - model["income_before_vnd"]
        )
