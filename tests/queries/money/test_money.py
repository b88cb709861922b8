"""Money: every amount is a whole number of đồng, and a whole is never added to its parts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data_access.money.money_question import MoneyQuestion
from data_access.money.sums_by_stage import (
    FUND_SUM_COLUMNS,
    IN_KIND_COLUMNS,
    PROJECT_SUM_COLUMNS,
    YEAR_SUM_COLUMNS,
)
from data_access.money.sums_of_areas import AREA_SUM_COLUMNS
from data_access.queries.money import MONEY_COLUMNS, money, plans_together
from data_access.store.errors import UnknownArea, UnknownProgramme
from data_access.store.opening import Store
from tests.queries.money_of_store import (
    in_kind_by_unit,
    money_by_area,
    money_by_fund,
    money_by_project,
    money_by_year,
)

PROVINCES = MoneyQuestion(vintage="v2008", level="province", programme="OWN", stage="assigned")
HA_GIANG, YEN_BAI = replace(PROVINCES, code="02"), replace(PROVINCES, code="15")
TRAM_TAU = replace(PROVINCES, level="district", code="132")
BILLION = 10**9
Ask = Callable[..., pd.DataFrame]


def answer(store: Store, question: Ask, *arguments: Any, **options: Any) -> pd.DataFrame:
    with store.session() as session:
        return question(session, *arguments, **options)


def by(found: pd.DataFrame, key: str, column: str = "amount_vnd") -> dict[Any, Any]:
    return {
        None if pd.isna(name) else name: None if pd.isna(value) else value
        for name, value in zip(found[key], found[column], strict=True)
    }


def cells(found: pd.DataFrame, row: str, *columns: str) -> list[Any]:
    return [found.at[row, column] for column in columns]


def test_rows_come_as_reported_with_wholes_beside_parts(store: Store) -> None:
    found = answer(store, money, HA_GIANG)
    assert found["fund"].tolist() == [
        *("central", "central_development", "central_recurrent", "local", "total"),
        *("total", "total", "total"),
    ]
    assert found["project_code"].tolist()[5:] == ["P1", "P4", "P4.1"]
    assert found["amount_vnd"].tolist()[4] == 100 * BILLION + 1


@pytest.mark.parametrize("code", ["02", "15", "no rows"])
def test_money_is_never_a_float(store: Store, code: str) -> None:
    place = replace(PROVINCES, level="commune") if code == "no rows" else replace(PROVINCES, code=code)
    for question, columns in (
        (money, MONEY_COLUMNS),
        (money_by_area, AREA_SUM_COLUMNS),
        (money_by_project, PROJECT_SUM_COLUMNS),
        (money_by_fund, FUND_SUM_COLUMNS),
        (money_by_year, YEAR_SUM_COLUMNS),
        (in_kind_by_unit, IN_KIND_COLUMNS),
    ):
        found = answer(store, question, place)
        assert {name: str(kind) for name, kind in found.dtypes.items()} == columns
        amounts = [name for name in columns if name.endswith("_vnd")]
        assert {str(found[name].dtype).lower() for name in amounts} <= {"int64"}


def test_a_range_and_a_lower_bound_stay_what_they_are(store: Store) -> None:
    found = answer(store, money, replace(YEN_BAI, project="P4")).set_index("project_code")
    assert cells(found, "P4.1", "amount_vnd", "qualifier") == [1_500_000_000, "more_than"]
    assert found["amount_vnd"].isna().to_dict() == {"P4.1": False, "P4.2": True}
    assert cells(found, "P4.2", "amount_min_vnd", "amount_max_vnd") == [400_000_000, 500_000_000]


def test_what_is_not_the_newest_report_is_told_only_when_asked(store: Store) -> None:
    disbursed = replace(HA_GIANG, stage="disbursed")
    shown, every = answer(store, money, disbursed), answer(store, money, disbursed, all_reports=True)
    assert shown["as_of"].tolist() == ["2022-12-31", "2022-12-31"]
    assert shown["with_carried_over"].tolist() == [False, True]
    assert every["as_of"].tolist() == ["2022-12-31", "2022-06-30", "2022-12-31"]
    in_tram_tau = answer(store, money, TRAM_TAU, all_reports=True)
    assert in_tram_tau[["amount_vnd", "preference"]].values.tolist() == [[5_100_000_000, 1], [5 * BILLION, 2]]


def test_the_whole_of_an_area_is_counted_once(store: Store) -> None:
    found = answer(store, money_by_area, PROVINCES).set_index("area_code")
    assert cells(found, "02", "amount_vnd", "reports", "qualifier") == [100 * BILLION + 1, 1, "exact"]
    (in_tram_tau,) = answer(store, money_by_area, TRAM_TAU).to_dict("records")
    assert (in_tram_tau["amount_vnd"], in_tram_tau["reports"]) == (5_100_000_000, 1)


def test_parts_without_a_whole_are_added_and_bounds_stay_bounds(store: Store) -> None:
    (row,) = answer(store, money_by_area, YEN_BAI).to_dict("records")
    assert pd.isna(row["amount_vnd"])
    assert (row["amount_min_vnd"], row["amount_max_vnd"]) == (11_900_000_000, 12_000_000_000)
    assert (row["qualifier"], row["reports"]) == ("more_than", 4)


def test_a_fund_is_counted_once_across_projects_and_within_wider_funds(store: Store) -> None:
    found = answer(store, money_by_fund, HA_GIANG)
    assert by(found, "fund") == {
        "central": 60 * BILLION,
        "central_development": 40 * BILLION,
        "central_recurrent": 20 * BILLION,
        "local": 40 * BILLION + 1,
        "total": 100 * BILLION + 1,
    }
    assert found["added_min_vnd"].tolist() == [0, 0, 0, 0, 100 * BILLION + 1]
    split = found[~found["has_parts"]]
    assert split["fund"].tolist() == ["central_development", "central_recurrent", "local"]
    assert split["amount_vnd"].sum() == 100 * BILLION + 1


def test_a_project_stands_beside_its_sub_project_and_is_counted_once(store: Store) -> None:
    found = answer(store, money_by_project, HA_GIANG)
    assert by(found, "project_code") == {
        None: 100 * BILLION + 1,
        "P1": 30 * BILLION,
        "P4": 70 * BILLION + 1,
        "P4.1": 50 * BILLION,
    }
    assert found["added_min_vnd"].tolist() == found["added_max_vnd"].tolist() == [100 * BILLION + 1, 0, 0, 0]
    assert by(found, "project_code", "has_parts") == {None: True, "P1": False, "P4": True, "P4.1": False}


def test_a_project_asked_for_takes_its_sub_projects_where_it_has_no_row_itself(store: Store) -> None:
    in_ha_giang, in_yen_bai = (
        answer(store, money_by_year, replace(place, project="P4")) for place in (HA_GIANG, YEN_BAI)
    )
    assert in_ha_giang["amount_vnd"].tolist() == [70 * BILLION + 1]
    assert in_yen_bai["amount_min_vnd"].tolist() == [1_900_000_000]
    sub_project = answer(store, money_by_year, replace(HA_GIANG, project="P4.1"))
    assert sub_project[["amount_vnd", "qualifier"]].values.tolist() == [[50 * BILLION, "about"]]


def test_items_make_their_project_where_it_has_no_row_itself(store: Store) -> None:
    found = answer(store, money_by_project, YEN_BAI).set_index("project_code")
    assert cells(found, "P1", "amount_vnd", "reports") == [10 * BILLION, 2]


def test_provinces_of_a_level_add_up_and_say_how_many_reported(store: Store) -> None:
    (row,) = answer(store, money_by_year, PROVINCES).to_dict("records")
    assert row["amount_min_vnd"] == 100 * BILLION + 1 + 11_900_000_000
    assert row["areas"] == 2


def test_stages_periods_and_carried_over_money_are_never_added(store: Store) -> None:
    carried = answer(store, money_by_year, replace(HA_GIANG, stage="carried_over"))
    disbursed = answer(store, money_by_year, replace(HA_GIANG, stage="disbursed"))
    planned = answer(store, money_by_year, replace(HA_GIANG, stage="planned"))
    assert carried["amount_vnd"].tolist() == [9 * BILLION]
    assert disbursed["amount_vnd"].tolist() == [80 * BILLION, 88 * BILLION]
    assert planned[["period_from", "period_to"]].values.tolist() == [[2021, 2025]]
    assert answer(store, money_by_year, replace(HA_GIANG, stage="planned", years=(2021, 2024))).empty


def test_money_in_kind_is_told_in_its_own_units_and_not_in_sums(store: Store) -> None:
    found = answer(store, in_kind_by_unit, YEN_BAI)
    assert found[["quantity_unit", "quantity"]].values.tolist() == [["labour_day", 30.0], ["m2", 120.5]]
    valued = answer(store, money_by_year, replace(YEN_BAI, fund="in_kind"))
    assert valued["amount_vnd"].tolist() == [6_000_000]


def test_a_sister_programme_and_the_three_together_stay_apart(store: Store) -> None:
    sister = answer(store, money_by_year, replace(HA_GIANG, programme="SISTER"))
    together = answer(store, money_by_year, replace(HA_GIANG, programme=None, scope="three_programmes"))
    assert sister["amount_vnd"].tolist() == [999 * BILLION]
    assert together["amount_vnd"].tolist() == [3_454 * BILLION]


@pytest.mark.parametrize(
    ("scope", "programme"), [("three_programmes", "OWN"), ("programme", None), ("wider", "SISTER")]
)
def test_shared_money_cannot_be_asked_for_as_one_programmes(scope: str, programme: str | None) -> None:
    with pytest.raises(ValueError, match="name the programme"):
        MoneyQuestion(vintage="v2008", level="nation", scope=scope, programme=programme)


def test_unknown_programmes_and_areas_are_named(store: Store) -> None:
    with pytest.raises(UnknownProgramme):
        answer(store, money_by_area, replace(PROVINCES, programme="nonsense"))
    with pytest.raises(UnknownArea):
        answer(store, money, replace(PROVINCES, code="99"))


def test_plans_of_several_programmes_are_offered_where_the_store_has_any(store: Store) -> None:
    with store.session() as session:
        assert plans_together(session) == []
