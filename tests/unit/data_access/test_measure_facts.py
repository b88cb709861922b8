"""What is known of a measure in a place, of its project's money, and whether the project applies there."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import pytest

from data_access.outcomes.measure_facts import (
    CREDIT,
    WIDER,
    deprivations_of,
    measure_fact,
    money_of_project,
    newest_row,
    share_of_before,
    topic_measures,
)
from data_access.outcomes.project_reach import reach_of_projects
from data_access.store.frames import Row

MEASURE: Row = {"code": "houses_completed", "kind": "output"}


def value(year: int, number: float | None = 1.0, **other: Any) -> Row:
    plain: dict[Hashable, Any] = {
        "value": number,
        "period_from": year,
        "period_to": year,
        "breakdown": None,
        "state": "reported",
        "status": "final",
        "qualifier": "exact",
    }
    plain.update(other)
    return plain


def test_newest_value_is_a_result_before_a_plan_and_the_longest_period_of_a_year() -> None:
    planned, long = value(2025, status="planned"), value(2024, period_from=2021)
    assert newest_row([value(2023), planned, value(2024), long]) is long
    assert newest_row([planned]) is planned
    assert newest_row([value(2024, breakdown="group.poor")]) is None


@pytest.mark.parametrize(
    ("rows", "reach", "gap"),
    [
        ([value(2024)], True, ""),
        ([value(2024, None, state="suppressed")], True, "suppressed"),
        ([], True, "not_reported"),
        ([], False, "not_applicable"),
        ([], None, "unknown"),
    ],
)
def test_silence_means_what_the_reach_of_the_project_says(
    rows: list[Row], reach: bool | None, gap: str
) -> None:
    assert measure_fact(MEASURE, rows, (), reach).gap == gap


def test_value_comes_with_its_parts_its_beginning_and_its_target() -> None:
    first, part = value(2021, 3.0), value(2024, 2.0, breakdown="group.poor")
    rows = [value(2024, 9.0), first, part, value(2023, breakdown="group.poor"), value(2020, period_from=2018)]
    target: Row = {"id": 1}
    fact = measure_fact(MEASURE, rows, [target, {"id": 2}], reach=True)
    assert (fact.newest, fact.first, fact.parts, fact.target) == (rows[0], first, [part], target)
    assert measure_fact(MEASURE, rows[:1], (), reach=True).first is None


def test_share_of_the_step_before_needs_exact_numbers_of_one_period() -> None:
    def fact(*rows: Row) -> Any:
        return measure_fact(MEASURE, rows, (), True)

    assert share_of_before(fact(value(2024, 8.0)), fact(value(2024, 2.0))) == 25.0
    for before, after in (
        (value(2024, 8.0, qualifier="about"), value(2024, 2.0)),
        (value(2023, 8.0), value(2024, 2.0)),
        (value(2024, 0.0), value(2024, 2.0)),
        (value(2024, None), value(2024, 2.0)),
        (value(2024, 8.0), value(2024, None, state="missing")),
    ):
        assert share_of_before(fact(before), fact(after)) is None
    assert share_of_before(fact(), fact(value(2024))) is None


MEASURES = pd.DataFrame(
    [
        ("houses", "P5", None, "DP07"),
        ("lessons", "P4.1", None, None),
        ("vbsp_loans", None, None, None),
        ("credit_reached", None, "CR02", None),
        ("villages", None, None, None),
    ],
    columns=["code", "project_code", "catalogue_ref", "dimension_code"],
)


@pytest.mark.parametrize(
    ("topic", "codes"),
    [
        ("P5", ["houses"]),
        ("P4", ["lessons"]),
        (CREDIT, ["vbsp_loans", "credit_reached"]),
        (WIDER, ["villages"]),
    ],
)
def test_topic_has_the_measures_of_its_project_or_of_none(topic: str, codes: list[str]) -> None:
    assert topic_measures(MEASURES, topic)["code"].tolist() == codes


SUMS = pd.DataFrame(
    [
        ("disbursed", "P4.1", 2024, 2024, 5),
        ("disbursed", "P4.2", 2024, 2024, 6),
        ("assigned", "P4", 2024, 2024, 20),
        ("assigned", "P4", 2021, 2025, 90),
        ("assigned", "P4.1", 2021, 2025, 40),
        ("planned", "P5", 2021, 2025, 70),
    ],
    columns=["stage", "project_code", "period_from", "period_to", "amount_vnd"],
)


def test_money_of_a_project_is_its_own_or_that_of_its_sub_projects() -> None:
    own = pd.DataFrame({"item_code": ["vocational-training", "roads"], "amount_vnd": [7, 8]})
    found = money_of_project(SUMS, own, "P4")
    assert found["amount_vnd"].tolist() == [90, 5, 6, 7]
    assert found["scope"].fillna("").tolist() == ["programme", "programme", "programme", ""]
    assert money_of_project(SUMS, own, "P7").empty


def test_deprivations_are_those_that_the_measures_work_on() -> None:
    indicators = pd.DataFrame(
        [
            ("housing", "deprivation", "DP07", 2),
            ("water", "deprivation", "DP09", 1),
            ("x", "poverty", "DP07", 3),
        ],
        columns=["code", "group", "catalogue_ref", "position"],
    )
    figures = pd.DataFrame(
        [("housing", 2022, 4.0, "final"), ("housing", 2023, 3.0, "final"), ("housing", 2025, 1.0, "planned")],
        columns=["indicator_code", "year", "value", "status"],
    )
    ((indicator, newest),) = deprivations_of(MEASURES, indicators, figures)
    assert newest is not None
    assert (indicator["code"], newest["value"]) == ("housing", 3.0)
    assert deprivations_of(MEASURES.tail(1), indicators, figures) == ()
    assert deprivations_of(MEASURES, indicators, figures.head(0))[0][1] is None


PROJECTS = pd.DataFrame(
    {"code": ["P2", "P5", "P1", "P9"], "applies_in": ["nationwide", "poor_districts", "poor_areas", None]}
)
CLASSES = pd.DataFrame(
    [
        ("province_with_poor_district", "02", 2),
        ("province_with_poor_district", "15", 2),
        ("province_with_coastal_commune", "58", 5),
        ("poor_district", "026", 2),
        ("poor_district", "135", 2),
    ],
    columns=["class_code", "code", "list_total"],
)


@pytest.mark.parametrize(
    ("line", "p5", "p1"),
    [
        ({}, None, None),
        ({"province": "02"}, True, True),
        # Off the whole list of provinces with a poor district; that of coastal communes is not wholly known.
        ({"province": "80"}, False, None),
        ({"province": "58"}, False, True),
        ({"province": "02", "district": "026"}, True, True),
        ({"province": "02", "district": "999"}, False, None),
    ],
)
def test_project_of_poor_places_applies_where_the_lists_say(
    line: dict[str, str], p5: bool | None, p1: bool | None
) -> None:
    found = reach_of_projects(PROJECTS, line, CLASSES)
    assert found == {"P2": True, "P5": p5, "P1": p1, "P9": None}
