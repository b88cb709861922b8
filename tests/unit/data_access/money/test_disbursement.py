"""The disbursed share of one place and of many, what was paid out by each date, and who is late."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import pytest

from data_access.money.absorption import late_areas
from data_access.money.disbursement import (
    allowed_by_purse,
    disbursed_share,
    disbursed_shares,
    first_of_each_stage,
    paid_by_date,
    share_of_plan,
    to_spend,
)

Sum = dict[Hashable, Any]


def told(amount: int | None, qualifier: str = "exact", *, over: bool = False, each_year: bool = False) -> Sum:
    row: Sum = {"area_code": "02", "amount_vnd": amount, "qualifier": qualifier}
    return row | {"with_carried_over": over, "each_year": each_year}


def frame(sums: list[Sum]) -> pd.DataFrame:
    types = {"amount_vnd": "Int64", "with_carried_over": "boolean", "each_year": "boolean"}
    found = pd.DataFrame(sums, columns=["area_code", "amount_vnd", "qualifier", *list(types)[1:]])
    return found.astype(types | {"area_code": "str", "qualifier": "str"})


GIVEN = told(80)
CASES = [
    ({"disbursed": told(20), "assigned": GIVEN}, 25.0),
    ({"disbursed": told(20, "about"), "assigned": GIVEN}, 25.0),
    # What was carried over counts only where the disbursed money includes it, and any is reported.
    ({"disbursed": told(20), "assigned": GIVEN, "carried_over": told(20)}, 25.0),
    ({"disbursed": told(20, over=True), "assigned": GIVEN, "carried_over": told(20)}, 20.0),
    ({"disbursed": told(20, over=True), "assigned": GIVEN}, 25.0),
    # Bounds, ranges, yearly amounts and nothing to divide by give no share.
    ({"disbursed": told(20, "more_than"), "assigned": GIVEN}, None),
    ({"disbursed": told(None), "assigned": GIVEN}, None),
    ({"disbursed": told(20), "assigned": told(80, "at_least")}, None),
    ({"disbursed": told(20, over=True), "assigned": GIVEN, "carried_over": told(20, "at_least")}, None),
    ({"disbursed": told(20, each_year=True), "assigned": GIVEN}, None),
    ({"disbursed": told(20), "assigned": told(0)}, None),
    ({"disbursed": told(20)}, None),
    ({"assigned": GIVEN}, None),
]


@pytest.mark.parametrize(("sums", "share"), CASES)
def test_share_of_one_place_is_that_of_many(sums: Mapping[str, Sum], share: float | None) -> None:
    assert disbursed_share(sums) == share
    stages = (
        frame([sums[name]] if name in sums else []) for name in ("disbursed", "assigned", "carried_over")
    )
    found = disbursed_shares(*stages)
    assert [None if pd.isna(value) else value for value in found["share"]] in (
        [share],
        [] if share is None else [0],
    )


@pytest.mark.parametrize(
    ("planned", "assigned", "share"),
    [
        (told(80), told(20), 25.0),
        (told(80), told(20, "about"), 25.0),
        (told(80, "at_least"), told(20), None),
        (told(80), told(20, "more_than"), None),
        (told(80), told(None), None),
        (told(80), told(20, each_year=True), None),
        (told(0), told(20), None),
    ],
)
def test_share_of_the_plan_is_of_two_amounts_that_are_no_bounds(
    planned: Sum, assigned: Sum, share: float | None
) -> None:
    assert share_of_plan({"planned": planned, "assigned": assigned}) == share
    assert share_of_plan({"assigned": assigned}) is None


def test_places_without_assigned_or_disbursed_money_have_no_row() -> None:
    disbursed = frame([told(20), told(5, "about") | {"area_code": "15"}])
    assigned = frame([GIVEN, GIVEN | {"area_code": "48"}])
    found = disbursed_shares(disbursed, assigned, frame([]))
    assert found.to_dict("records") == [{"area_code": "02", "qualifier": "exact", "share": 25.0}]


def test_late_are_those_too_far_behind_the_furthest_first() -> None:
    shares = pd.DataFrame({"area_code": ["02", "15", "48", "58"], "share": [30.0, 20.0, 45.0, None]})
    assert late_areas(shares, 50.0)["area_code"].tolist() == ["15", "02"]


def test_first_sum_of_a_stage_is_that_without_what_was_carried_over() -> None:
    sums = frame([told(1), told(2, over=True), told(3)]).assign(stage=["disbursed", "disbursed", "planned"])
    found = first_of_each_stage(sums)
    assert {stage: row["amount_vnd"] for stage, row in found.items()} == {"disbursed": 1}
    assert list(first_of_each_stage(sums, ("planned",))) == ["planned"]


PROJECTS = pd.DataFrame({"code": ["P1", "P4", "P4.1"], "parent_code": [None, None, "P4"]}, dtype="str")


def reports(*rows: tuple[str | None, str | None, int | None, bool]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["as_of", "project_code", "amount_vnd", "in_wider_fund"])
    found = found.astype({"amount_vnd": "Int64", "project_code": "str"})
    return found.assign(qualifier="exact", item_code=None, fund="total")


def test_paid_by_a_date_is_the_report_of_the_whole_or_else_its_projects_once() -> None:
    rows = reports(
        ("2024-06-30", None, 100, False),
        ("2024-06-30", "P1", 60, False),
        ("2024-03-31", "P1", 30, False),
        ("2024-03-31", "P4", 15, False),
        ("2024-03-31", "P4.1", 15, False),
        ("2024-03-31", "P1", 20, True),
        ("2024-09-30", "P4.1", 7, False),
        (None, None, 999, False),
        ("2024-12-31", None, None, False),
    )
    assert paid_by_date(rows, PROJECTS) == {"2024-03-31": 45, "2024-06-30": 100, "2024-09-30": 7}
    assert paid_by_date(rows.assign(qualifier="at_least"), PROJECTS) == {}


def test_to_spend_is_what_was_assigned_and_carried_over_once_each() -> None:
    sums = pd.DataFrame({"stage": ["assigned", "assigned", "carried_over", "planned"]})
    assert to_spend(sums.assign(amount_min_vnd=[100, 110, 20, 500])) == 120
    assert to_spend(sums.head(0).assign(amount_min_vnd=[])) == 0


def test_allowed_is_what_was_assigned_and_carried_over_unless_that_is_in_it() -> None:
    amounts = pd.DataFrame(
        [
            ("plain", "assigned", False, 100),
            ("plain", "carried_over", False, 9),
            ("plain", "disbursed", True, 500),
            ("whole", "assigned", True, 120),
            ("whole", "carried_over", False, 9),
            ("both", "assigned", False, 100),
            ("both", "assigned", True, 105),
            ("both", "carried_over", False, 9),
            ("not assigned", "carried_over", False, 9),
        ],
        columns=["purse", "stage", "with_carried_over", "amount"],
    )
    found = allowed_by_purse(amounts, ["purse"])
    assert found.dropna().to_dict() == {"plain": 109.0, "whole": 120.0, "both": 109.0}
    assert allowed_by_purse(amounts.head(0), ["purse"]).empty
