"""Money beside need: which stage, which rate, money a household, and scores by which a sum is shared."""

import pandas as pd
import pytest

from data_access.money.need import (
    HOUSEHOLDS,
    PERSONS,
    per_one,
    rate_of_most,
    stage_against_need,
    with_need,
)
from data_access.money.sharing import scored_areas, shared_among


@pytest.mark.parametrize(
    ("assigned", "planned", "stage"),
    [(5, 10, "assigned"), (4, 3, "assigned"), (4, 4, "assigned"), (4, 9, "planned"), (0, 0, "planned")],
)
def test_assigned_money_is_set_against_need_unless_more_places_have_a_plan(
    assigned: int, planned: int, stage: str
) -> None:
    assert stage_against_need(assigned, planned, 10) == stage


RATES = pd.DataFrame(
    [("02", 2021, 30.0), ("15", 2021, None), ("02", 2022, 28.0), ("15", 2022, 12.0), ("99", 2021, 5.0)],
    columns=["area_code", "year", "value"],
).assign(source_code="a", standard_code=["old", "old", "new", "new", "old"])


def test_rate_is_that_of_the_first_year_in_which_half_of_the_places_have_one() -> None:
    found = rate_of_most(RATES, {"02", "15", "48"}, range(2020, 2024))
    assert found is not None
    assert (found[0], found[1]["rate"].tolist()) == (2022, [28.0, 12.0])
    first = rate_of_most(RATES, {"02", "15"}, range(2020, 2024))
    assert first is not None
    assert (first[0], first[1]["area_code"].tolist()) == (2021, ["02"])
    assert rate_of_most(RATES, {"02", "15", "48", "58", "60"}, range(2020, 2024)) is None


def test_rate_is_by_the_standard_that_is_asked_for() -> None:
    found = rate_of_most(RATES, {"02", "15"}, [2021, 2022], "new")
    assert found is not None
    assert (found[0], found[1]["rate"].tolist()) == (2022, [28.0, 12.0])
    assert rate_of_most(RATES, {"02", "15"}, [2021], "new") is None


def test_money_a_household_is_not_known_without_households() -> None:
    found = per_one(
        pd.Series([5_000_000, 5_000_000, 5_000_000, None], dtype="Int64"),
        pd.Series([2, 0, None, 2], dtype="Int64"),
        HOUSEHOLDS,
    )
    assert found.head(1).tolist() == [2.5]
    assert found.tail(3).isna().all()


def test_each_place_has_what_is_known_of_it() -> None:
    places = pd.DataFrame({"area_code": ["02", "15"], "name_vi": ["A", "B"]})
    lists = pd.DataFrame({"area_code": ["02", "15"], "households": pd.array([4, 2], "Int64")})
    sums = pd.DataFrame({"area_code": ["15"], "amount_min_vnd": [3_000_000]})
    shares = pd.DataFrame({"area_code": ["15"], "share": [50.0]})
    rates = pd.DataFrame({"area_code": ["02"], "rate": [30.0]})
    found = with_need(places, rates, lists, sums, shares)
    assert found["households"].tolist() == [4, 2]
    (first, second) = found.drop(columns=["name_vi", "households"]).to_dict("records")
    assert (first["rate"], second["money_vnd"], second["share"], second["per_household"]) == (
        30.0,
        3_000_000,
        50.0,
        1.5,
    )
    assert all(pd.isna(value) for value in (second["rate"], first["money_vnd"], first["share"]))


def test_a_plan_of_all_programmes_is_divided_by_persons_in_thousands() -> None:
    places = pd.DataFrame({"area_code": ["02"]})
    persons = pd.DataFrame({"area_code": ["02"], "persons": pd.array([800_000], "Int64")})
    sums = pd.DataFrame({"area_code": ["02"], "amount_min_vnd": [400_000_000_000]})
    nothing = pd.DataFrame({"area_code": [], "rate": [], "share": []})
    (found,) = with_need(places, nothing, persons, sums, nothing, PERSONS).to_dict("records")
    assert (found["persons"], found["per_person"]) == (800_000, 500.0)
    assert "per_household" not in found


AREAS = pd.DataFrame(
    {
        "area_code": ["15", "02", "48"],
        "households": pd.array([10, 30, None], "Int64"),
        "money_vnd": pd.array([100, None, 5], "Int64"),
    }
)


def test_areas_are_scored_by_their_households() -> None:
    found, criteria = scored_areas(AREAS, {"02": 6.4}, {"15": 50, "02": 2}, {"15"})
    assert criteria == ("poor", "minority", "remote", "listed")
    assert found["area_code"].tolist() == ["02", "15"]
    assert found[[*criteria]].to_numpy().tolist() == [[30, 6, 60, 0], [10, 0, 500, 10]]


def test_criterion_that_is_nothing_everywhere_cannot_be_used() -> None:
    assert scored_areas(AREAS, {}, {}, ())[1] == ("poor",)
    few = pd.concat([AREAS, AREAS.tail(1), AREAS.tail(1)], ignore_index=True)
    found, criteria = scored_areas(few, {}, {}, ())
    assert (len(found), criteria) == (2, ())


def test_shared_sum_stands_beside_the_money_of_today() -> None:
    areas, _ = scored_areas(AREAS, {}, {}, ())
    found = shared_among(areas, 400, {"poor": 100})
    assert found["what_if_vnd"].tolist() == [300, 100]
    assert found["change_vnd"].tolist() == [pd.NA, 0]
    assert str(found["change_vnd"].dtype) == "Int64"
    nothing = shared_among(areas, 400, {"poor": 0})
    assert (len(nothing), [*nothing.columns[-2:]]) == (0, ["what_if_vnd", "change_vnd"])
