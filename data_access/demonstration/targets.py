"""Invented targets of the nation, provinces, districts and communes, some met, some late, some unknowable."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from data_access.demonstration.bulk import Batch, register_batch
from data_access.demonstration.generation import Country
from data_access.demonstration.geography import NATION, Geography, Ids
from data_access.demonstration.money.plan import PROGRAMME
from data_access.demonstration.provinces import SEED
from data_access.demonstration.published import SOURCE, STANDARD
from vocabulary.vintages import OF_LARGE_AREAS

TARGETS_STREAM = 74
NEXT_PROGRAMME = "NTP-INT-2635"
MINISTRY = ("Bộ chủ quản Chương trình (mô phỏng)", "Ministry in charge of the programme (simulated)")
COMMITTEE = ("Ủy ban nhân dân {}", "People's committee of {}")
POOR_DISTRICTS = (OF_LARGE_AREAS, "group", "poor-districts-74")
COASTAL_COMMUNES = (OF_LARGE_AREAS, "group", "coastal-communes-54")
Row = dict[str, Any]
Range = tuple[float, float]
OPTIONAL = (
    *("tracked_indicator_code", "tracked_measure_code", "tracked_area_id", "programme_code", "project_code"),
    *("owner_vi", "owner_en", "change_per", "change_basis", "value", "value_min", "value_max"),
    *("baseline", "standard_code", "document"),
)
TWO_DECIMALS: Row = {"decimals": 2}
EVERYBODY: Row = {"direction": "higher", "value": 100}
POOR_RATE: Row = {"tracked_indicator_code": "poor_household_rate"}
CREDIT: Row = EVERYBODY | {"tracked_measure_code": "eligible_households_with_loans_rate"}
NONE_RELAPSED: Row = {
    "tracked_indicator_code": "households_relapsed_into_poverty",
    "unit": "households",
    "value": 0,
}


def target_batches(geography: Geography, country: Country, load_id: int) -> Iterator[Batch]:
    """Targets of every level, and the districts and communes that left the official lists."""
    rng = np.random.default_rng([SEED, TARGETS_STREAM])
    rows = [*_of_nation(geography), *_of_places(rng, geography, country)]
    yield register_batch("target", rows, load_id)
    yield from _left_the_lists(geography, load_id)


def _target(indicator: str, *parts: Row) -> Row:
    row: Row = {
        "indicator_code": indicator,
        "kind": "level",
        "direction": "lower",
        "decimals": 0,
        "unit": "percent",
        "qualifier": "exact",
        "period_from": 2021,
        "period_to": 2025,
        "source_code": SOURCE,
    }
    row |= dict.fromkeys(name for name in OPTIONAL if name not in row)
    for part in parts:
        row |= part
    return row


def _fall(value: float | Range, per: str = "year") -> Row:
    """A fall by so many points: in each year, or over the period."""
    unit = "percentage_points_per_year" if per == "year" else "percentage_points"
    row: Row = {"kind": "change", "change_per": per, "change_basis": "absolute", "unit": unit}
    if isinstance(value, tuple):
        return row | {"value_min": value[0], "value_max": value[1]}
    return row | {"value": value}


def _of_nation(geography: Geography) -> Iterator[Row]:
    own: Row = {"area_id": geography.ids[NATION], "programme_code": PROGRAMME}
    own |= {"owner_vi": MINISTRY[0], "owner_en": MINISTRY[1]}
    districts = {"tracked_area_id": geography.ids[POOR_DISTRICTS]}
    communes = {"tracked_area_id": geography.ids[COASTAL_COMMUNES]}
    # The standard changed in 2022: falls are measured from then on.
    since: Row = {"period_from": 2022, "decimals": 1}
    minority = {"tracked_indicator_code": "poor_household_rate_ethnic_minority", "qualifier": "more_than"}
    halved = {"change_basis": "relative", "unit": "percent", "value": 50, "period_from": 2022}
    after: Row = {"programme_code": NEXT_PROGRAMME, "period_from": 2026, "period_to": 2030, "decimals": 1}
    left = {"direction": "higher", "value": 30, "project_code": "P1"}
    yield _target("target_poverty_rate_reduction_per_year", _fall((1.0, 1.5)), POOR_RATE, own, since)
    yield _target("target_ethnic_minority_poverty_reduction_per_year", _fall(3), minority, own, since)
    yield _target(
        "target_poor_district_poverty_reduction_per_year", _fall((4, 5)), POOR_RATE, own, districts, since
    )
    both = {"tracked_indicator_code": "poor_and_near_poor_households"}
    yield _target("target_poor_and_near_poor_households_reduction", _fall(50, "period"), halved, both, own)
    escaped = {"tracked_measure_code": "poor_districts_escaped", "baseline": 74}
    yield _target("target_poor_districts_escaping", left, escaped, own, districts)
    escaped = {"tracked_measure_code": "coastal_communes_escaped", "baseline": 54}
    yield _target("target_coastal_island_communes_escaping", left, escaped, own, communes)
    yield _target("target_children_in_school_at_right_age", {"direction": "higher", "value": 90}, own)
    models = {"tracked_measure_code": "livelihood_models", "project_code": "P2", "unit": "models"}
    more = {"direction": "higher", "value": 1000, "qualifier": "more_than"}
    yield _target("livelihood_models", models, more, own)
    yield _target("target_credit_coverage", CREDIT, own)
    following = {"tracked_indicator_code": "multidimensional_poverty_rate"}
    yield _target(
        "target_multidimensional_poverty_reduction_per_year", _fall((1.0, 1.5)), following, own, after
    )


def _of_places(rng: np.random.Generator, geography: Geography, country: Country) -> Iterator[Row]:
    before, after = country.reporting[2024], country.reporting[2025]
    everywhere = np.union1d(before[0], before[1])
    levels = geography.levels(everywhere)
    for level in ("province", "district", "commune"):
        yield from _before(rng, geography, country, everywhere[levels == level], level)
    levels = geography.levels(after[0])
    for level in ("province", "commune"):
        yield from _after(rng, geography, country, after[0][levels == level], level)


def _owned(geography: Geography, area: int) -> Row:
    name_vi, name_en = geography.name(area)
    return {
        "area_id": area,
        "programme_code": PROGRAMME,
        "owner_vi": COMMITTEE[0].format(name_vi),
        "owner_en": COMMITTEE[1].format(name_en),
        "standard_code": STANDARD,
        "document": f"{1 + area * 17 % 180}/NQ-HĐND (mô phỏng)",
    }


def _before(
    rng: np.random.Generator, geography: Geography, country: Country, areas: Ids, level: str
) -> Iterator[Row]:
    """The fall a year that was set in 2022, near what came; and what only districts and provinces set."""
    fall = _yearly_fall(country, areas) * np.exp(rng.normal(0.05, 0.3, len(areas)))
    for area, yearly in zip(areas.tolist(), fall.tolist(), strict=True):
        own = _owned(geography, area) | {"period_from": 2022}
        low = max(round(yearly * 0.85, 2), 0.02)
        value = (low, round(low + max(0.3 * yearly, 0.03), 2)) if area % 3 else low
        yield _target("target_poverty_rate_reduction_per_year", _fall(value), POOR_RATE, own, TWO_DECIMALS)
        if level != "commune":
            yield _target("target_relapsed_households", NONE_RELAPSED, own)
            yield _target("target_credit_coverage", CREDIT, own)
        if level == "province":
            yield _target("target_basic_services_coverage", EVERYBODY, own)


def _yearly_fall(country: Country, areas: Ids) -> "np.typing.NDArray[np.float64]":
    rates = []
    for year, code in ((2022, "poor_households_at_start"), (2024, "poor_households")):
        figures = country.sums[year]
        rates.append(100 * figures[code][areas] / np.maximum(figures["total_households"][areas], 1))
    fall: np.typing.NDArray[np.float64] = np.maximum((rates[0] - rates[1]) / 3, 0.02)
    return fall


def _after(
    rng: np.random.Generator, geography: Geography, country: Country, areas: Ids, level: str
) -> Iterator[Row]:
    """What the new units set: a rate to reach by the end of 2025 or of 2026, no household fallen back."""
    figures = country.sums[2025]
    rates = 100 * figures["poor_households"][areas] / np.maximum(figures["total_households"][areas], 1)
    aims = rates * np.exp(rng.normal(0.0, 0.12, len(areas)))
    for area, aim in zip(areas.tolist(), aims.tolist(), strict=True):
        own = _owned(geography, area) | {"period_from": 2025}
        reached = {"value": round(aim, 2), "period_to": 2026 if area % 4 == 0 else 2025}
        yield _target("target_poor_household_rate", POOR_RATE, own, reached, TWO_DECIMALS)
        yield _target("target_relapsed_households", NONE_RELAPSED, own)
        if level == "province":
            yield _target("target_credit_coverage", CREDIT, own)
            yield _target("target_basic_services_coverage", EVERYBODY, own)


def _left_the_lists(geography: Geography, load_id: int) -> Iterator[Batch]:
    """How many districts and communes of the official lists left them, year by year, running up."""
    for measure, key, counts in (
        ("poor_districts_escaped", POOR_DISTRICTS, (0, 1, 6, 15)),
        ("coastal_communes_escaped", COASTAL_COMMUNES, (0, 4, 12, 19)),
    ):
        rows = [
            {
                "measure_code": measure,
                "area_id": geography.ids[key],
                "period_from": 2021,
                "period_to": year,
                "each_year": False,
                "value": float(count),
                "decimals": 0,
                "qualifier": "exact",
                "state": "reported",
                "status": "final",
                "source_kind": "synthetic",
                "source_code": SOURCE,
                "preference": 1,
            }
            for year, count in zip((2022, 2023, 2024, 2025), counts, strict=True)
        ]
        yield register_batch("outcome", rows, load_id)
