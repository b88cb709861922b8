"""Money of the parts of a place, of one period alone, and its sources: against the rows by hand."""

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from data_access.queries.money import MoneyQuestion, money, money_sources
from data_access.queries.money_cells import (
    counted_rows,
    is_at,
    money_cells,
    sum_of_each_area,
    sums_of_cells,
)
from data_access.queries.money_of_each_project import each_project_by_area, each_project_by_fund
from data_access.queries.money_of_place import (
    added_by_fund,
    place_by_fund,
    place_by_project,
    place_by_year,
)
from data_access.queries.money_sums import (
    areas_with_money_of,
    money_by_area,
    money_by_fund,
    money_by_project,
    money_by_year,
)
from data_access.queries.programmes import projects
from data_access.store.errors import UnknownArea
from data_access.store.opening import Store

PROVINCES = MoneyQuestion(vintage="v2008", level="province", programme="NTP-SPR-2125", stage="planned")
SORTED = ["area_code", "period_from", "period_to", "each_year", "with_carried_over"]
BY_HAND = """
    select a.code, sum(m.amount_vnd) from money m join area a on a.id = m.area_id
    left join area p on p.id = a.parent_id
    where a.vintage = 'v2008' and a.level = 'district' and p.code = :parent
      and m.programme_code = 'NTP-SPR-2125' and m.stage = 'assigned' and m.fund = 'total'
      and m.period_from = :first and m.period_to = :last
    group by a.code order by a.code
"""


def test_parts_of_a_province_are_its_districts_and_no_others(shipped_store: Store) -> None:
    question = replace(
        PROVINCES, level="district", stage="assigned", parent=("province", "17"), period=(2022, 2023)
    )
    values = {"parent": "17", "first": 2022, "last": 2023}
    with shipped_store.session() as session:
        found = money_by_area(session, question)
        expected = [tuple(row) for row in session.execute(text(BY_HAND), values)]
    told = [tuple(row) for row in found[["area_code", "amount_vnd"]].itertuples(index=False)]
    assert told == [(code, int(amount)) for code, amount in expected]
    assert told == [("157", 26_000_000_000)]


def test_one_period_alone_leaves_out_those_that_lie_within_it(shipped_store: Store) -> None:
    nation = replace(PROVINCES, level="nation", code="VN", stage=None)
    with shipped_store.session() as session:
        within = money(session, replace(nation, years=(2021, 2025)))
        alone = money(session, replace(nation, period=(2021, 2025)))
    assert {(2022, 2022), (2021, 2025)} == set(zip(within["period_from"], within["period_to"], strict=True))
    assert {(2021, 2025)} == set(zip(alone["period_from"], alone["period_to"], strict=True))
    assert len(alone) < len(within)


def test_sources_are_named_once_an_area(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = money_sources(session, replace(PROVINCES, period=(2022, 2025)))
        nothing = money_sources(session, replace(PROVINCES, period=(1999, 1999)))
    assert found.to_numpy().tolist() == [["58", "vna-2022-03-ninh-thuan"]]
    assert nothing.empty


def test_parts_of_an_unknown_place_are_an_error(shipped_store: Store) -> None:
    with shipped_store.session() as session, pytest.raises(UnknownArea):
        money(session, replace(PROVINCES, parent=("province", "nowhere")))


@pytest.mark.parametrize("level", ["province", "district", "nation"])
def test_sums_of_kept_cells_are_those_of_the_database(shipped_store: Store, level: str) -> None:
    with shipped_store.session() as session:
        of_programme = projects(session, "NTP-SPR-2125")
        cells = money_cells(session, replace(PROVINCES, level=level, stage=None))
        for question in questions(level):
            expected, rows = money_by_area(session, question), counted_rows(cells, question, of_programme)
            expected = expected.sort_values(SORTED, ignore_index=True)
            found = sums_of_cells(cells, rows)
            columns = [name for name in expected.columns if name in found.columns]
            pd.testing.assert_frame_equal(
                found[columns].sort_values(SORTED, ignore_index=True), expected[columns], check_dtype=False
            )
            # One sum an area is the first that is no yearly amount.
            once = expected[~expected["each_year"].fillna(False)].drop_duplicates("area_code")
            pd.testing.assert_frame_equal(
                sum_of_each_area(cells, rows)[columns],
                once[columns].reset_index(drop=True),
                check_dtype=False,
            )
            assert areas_with_sums(session, question) == len(once)


def areas_with_sums(session: Session, question: MoneyQuestion) -> int:
    counted = areas_with_money_of(session, replace(question, stage=None))
    return int(counted.loc[counted["stage"] == question.stage, "areas"].sum())


PLACES = [("nation", "VN"), ("province", "17"), ("district", "157")]
BY_CELLS = (
    (place_by_year, money_by_year),
    (place_by_project, money_by_project),
    (place_by_fund, money_by_fund),
)


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_sums_of_one_places_cells_are_those_of_the_database(
    shipped_store: Store, level: str, code: str
) -> None:
    with shipped_store.session() as session:
        place = replace(PROVINCES, level=level, code=code, stage=None)
        cells, of_programme = money_cells(session, place), projects(session, "NTP-SPR-2125")
        for project, fund in product((None, "P4", "P4.2"), (None, "total", "central")):
            question = replace(place, project=project, fund=fund)
            for adding, asking in BY_CELLS:
                pd.testing.assert_frame_equal(
                    adding(cells, question, of_programme), asking(session, question)
                )


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_what_each_fund_adds_is_what_the_database_says_it_adds(
    shipped_store: Store, level: str, code: str
) -> None:
    told = ["fund", "added_min_vnd", "qualifier"]
    with shipped_store.session() as session:
        place = replace(PROVINCES, level=level, code=code, stage=None)
        cells, of_programme = money_cells(session, place), projects(session, "NTP-SPR-2125")
        for project, stage, period in product((None, "P4"), (None, "assigned"), ((2021, 2025), (2022, 2023))):
            question = replace(place, project=project, stage=stage, period=period)
            every = money_by_fund(session, question)
            expected = every[(every["added_min_vnd"] > 0) & ~every["each_year"].fillna(False)][told]
            found = added_by_fund(cells, question, of_programme)
            pd.testing.assert_frame_equal(found, expected.reset_index(drop=True))


@pytest.mark.parametrize("fund", [None, "total", "central"])
def test_each_project_has_what_it_has_alone(shipped_store: Store, fund: str | None) -> None:
    with shipped_store.session() as session:
        nation = replace(PROVINCES, level="nation", code="VN", stage=None, fund=fund)
        cells, of_programme = (
            money_cells(session, replace(nation, fund=None)),
            projects(session, "NTP-SPR-2125"),
        )
    for stage, period in product((None, "planned", "assigned"), ((2021, 2025), (2022, 2022))):
        assert_each_as_alone(cells, replace(nation, stage=stage, period=period), of_programme)


def assert_each_as_alone(cells: pd.DataFrame, question: MoneyQuestion, tree: pd.DataFrame) -> None:
    by_fund, by_area = (
        each_project_by_fund(cells, question, tree),
        each_project_by_area(cells, question, tree),
    )
    of_period = cells[is_at(cells, replace(question, stage=None))]
    for project in tree.loc[tree["parent_code"].isna(), "code"]:
        alone = replace(question, project=project)
        sums = sum_of_each_area(of_period, counted_rows(of_period, alone, tree))
        for found, expected in ((by_fund, added_by_fund(cells, alone, tree)), (by_area, sums)):
            mine = found[found["project_code"] == project].drop(columns="project_code")
            pd.testing.assert_frame_equal(mine.reset_index(drop=True), expected[list(mine.columns)])


def questions(level: str) -> list[MoneyQuestion]:
    whole = replace(PROVINCES, level=level)
    return [
        replace(whole, stage=stage, project=project, fund=fund)
        for stage in ("planned", "assigned", "disbursed")
        for project in (None, "P1", "P4", "P4.2", "P6", "P6.1")
        for fund in (None, "total", "central", "mobilised")
    ]
