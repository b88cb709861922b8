"""Small invented registers for tests, and the same counts in plain Python, household by household."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import CAUSES
from microdata.engines import DuckEngine
from microdata.naming import TABLE
from microdata.schema import COLUMNS, FLAG, WHOLE

Household = dict[str, Any]
Counts = dict[tuple[int, str, str], Counter[str]]
COMMUNES = ("00001", "00004", "00006", "00007")
TYPES = {FLAG: pa.bool_(), WHOLE: pa.int32()}
SCHEMA = pa.schema([(one.name, TYPES.get(one.kind, pa.string())) for one in COLUMNS.values()])


def household(rng: random.Random, number: int, **given: Any) -> Household:
    """One household that keeps every rule; ``given`` are columns to have instead."""
    urban, lacking = rng.random() < 0.4, rng.sample(DEPRIVATIONS, rng.choice([0, 1, 2, 3, 4, 6, 12]))
    score = rng.choice([60, 139, 140, 141, 174, 175, 176, 300])
    is_below = score <= (175 if urban else 140)
    listed = "poor" if is_below and len(lacking) >= 3 else "near_poor" if is_below else ""
    presence = rng.choice(["stayed"] * 6 + ["moved_in", "gone"])
    members, children = rng.randint(1, 8), rng.randint(0, 3)
    return {
        "year": 2025, "household": f"{number:032x}", "vintage": "v2025", "commune": rng.choice(COMMUNES),
        "urban": urban, "people": rng.choice(["kinh", "kinh", "tay", "mong", "other"]),
        "head_sex": rng.choice(["female", "male"]), "members": members, "score": score,
        **{f"lacks_{name}": name in lacking for name in DEPRIVATIONS},
        "class_now": None if presence == "gone" else listed or rng.choice(["other", "average_farm"]),
        "class_before": rng.choice(["poor", "near_poor", "other", "average_farm"]),
        **{f"cause_{name}": rng.random() < 0.4 for name in CAUSES},
        "presence": presence, "members_before": rng.randint(1, 8),
        "left_year": rng.choice([None, None, 2022, 2023, 2024, 2025]),
        "without_labour": rng.random() < 0.2, "with_merit_member": rng.random() < 0.1,
        "local_minority": rng.random() < 0.1, "children": min(children, members),
        **dict.fromkeys(
            (
                *("children_without_health_insurance", "children_short_of_nutrition"),
                "children_short_of_schooling",
            ),
            rng.randint(0, min(children, members)),
        ),
    } | given  # fmt: skip


def households(seed: int, count: int) -> list[Household]:
    """So many households, the same ones for a seed."""
    rng = random.Random(seed)
    return [household(rng, number) for number in range(count)]


@contextmanager
def engine_with(rows: Iterable[Household]) -> Iterator[tuple[DuckEngine, dict[str, str]]]:
    """An engine that has these households open, and the columns they have."""
    table = pa.Table.from_pylist(list(rows), schema=SCHEMA)
    connection = duckdb.connect()
    connection.from_arrow(table).create_view(TABLE)
    kinds = {FLAG: "flag", WHOLE: "whole"}
    try:
        yield DuckEngine(connection), {one.name: kinds.get(one.kind, "text") for one in COLUMNS.values()}
    finally:
        connection.close()


def class_of(one: Household) -> str | None:
    """The class by the circular: income and deprivations, both."""
    if one["class_now"] is None:
        return None
    lacking = sum(bool(one[f"lacks_{name}"]) for name in DEPRIVATIONS)
    if one["score"] is not None and one["score"] <= (175 if one["urban"] else 140):
        return "poor" if lacking >= 3 else "near_poor"
    return "average_farm" if one["class_now"] == "average_farm" else "other"


def counted_one_by_one(rows: Iterable[Household]) -> Counts:
    """Every count of every form, household by household."""
    counts: Counts = defaultdict(Counter)
    for one in rows:
        place = counts[one["year"], one["vintage"], one["commune"]]
        _count_movement(place, one)
        now = class_of(one)
        if now is not None:
            _count_everybody(place, one, now)
        if now in ("poor", "near_poor"):
            _count_listed(place, one, now)
    return counts


def _peoples(one: Household) -> list[str]:
    found = ["kinh"] if one["people"] == "kinh" else ["ethnic_minority"]
    return found + (["local_minority"] if one["local_minority"] else [])


def _count_everybody(place: Counter[str], one: Household, now: str) -> None:
    place.update({"total_households": 1, "persons": one["members"]})
    for name in _peoples(one):
        place.update({f"households_{name}": 1, f"persons_{name}": one["members"]})
    if now == "average_farm":
        farm = "average_living_standard_farm"
        place.update({f"{farm}_households": 1, f"{farm}_persons": one["members"]})


def _count_listed(place: Counter[str], one: Household, now: str) -> None:
    place["poor_and_near_poor_households"] += 1
    groups = [name for name in ("without_labour", "with_merit_member") if one[name]]
    names = ["", *(f"_{name}" for name in [*_peoples(one), *groups])]
    if not groups and one["people"] == "kinh":
        names.append("_in_other_groups")
    for name in names:
        place.update({f"{now}_households{name}": 1, f"{now}_persons{name}": one["members"]})
    if one["head_sex"] == "female":
        place[f"{now}_households_headed_by_women"] += 1
    if one["people"] != "kinh":
        people = "other_peoples" if one["people"] == "other" else one["people"]
        place[f"{now}_households_of_{people}"] += 1
    for name in DEPRIVATIONS:
        if one[f"lacks_{name}"]:
            place.update([f"{now}_deprived_{name}", f"{now}_deprivations_total"])
    place.update(f"{now}_cause_{name}" for name in CAUSES if one[f"cause_{name}"])
    for name in (name for name in one if name.startswith("children")):
        place[f"{now}_{name}"] += one[name]


LINES = {
    ("poor", "near_poor"): "{unit}_poor_to_near_poor",
    ("near_poor", "poor"): "{unit}_near_poor_to_poor",
    ("poor", ""): "poor_{unit}_rising_above",
    ("near_poor", ""): "near_poor_{unit}_rising_above",
}
BACK = {"poor": "{unit}_relapsed_into_poverty", "near_poor": "{unit}_relapsed_into_near_poverty"}
NEW = {"poor": "{unit}_newly_poor", "near_poor": "{unit}_newly_near_poor"}


def _count_movement(place: Counter[str], one: Household) -> None:
    """Forms 2 and 3, told as a story of each household."""
    lists = ("poor", "near_poor")
    now, presence = class_of(one), one["presence"]
    before = one["class_before"] if presence != "moved_in" and one["class_before"] in lists else ""
    after = now if now in lists else ""
    old, new = one["members_before"], one["members"]
    if before:
        _add(place, f"{before}_{{unit}}_at_start", old)
    if before and presence == "gone":
        _add(place, f"{before}_{{unit}}_other_decrease", old)
    elif before and after != before:
        _add(place, LINES[before, after], old)
    if before == "poor" and after != "poor" and presence != "gone":
        place["households_escaped_poverty"] += 1
    if after and presence == "moved_in":
        _add(place, f"{after}_{{unit}}_other_increase", new)
    elif after and not before:
        fell_back = one["left_year"] is not None and one["left_year"] < one["year"]
        _add(place, (BACK if fell_back else NEW)[after], new)
    elif after:
        # A birth or a death where the household stayed among the lists.
        change = "other_increase" if new > old else "other_decrease"
        place[f"{after}_persons_{change}"] += abs(new - old)


def _add(place: Counter[str], line: str, persons: int) -> None:
    place[line.format(unit="households")] += 1
    place[line.format(unit="persons")] += persons
