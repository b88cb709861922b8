"""Money of the parts of a place, of one period alone, and its sources: against the rows by hand."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import is_counted, of_stage_and_period
from data_access.money.sums_by_stage import added_by_fund, sums_by_fund, sums_by_project, sums_by_year
from data_access.money.sums_of_areas import (
    areas_by_stage,
    areas_with_sums,
    sources_by_area,
    sum_of_each_area,
    sums_by_area,
)
from data_access.money.sums_of_projects import each_project_by_area, each_project_by_fund
from data_access.queries.money import money, periods_with_money
from data_access.queries.money_cells import money_cells
from data_access.queries.programmes import projects
from data_access.store.errors import UnknownArea
from data_access.store.opening import Store
from tests.queries import sums_row_by_row as row_by_row
from tests.queries.money_of_store import money_by_area

PROVINCES = MoneyQuestion(vintage="v2008", level="province", programme="NTP-SPR-2125", stage="planned")
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
    lac_son = replace(PROVINCES, level="district", code="157", stage=None)
    with shipped_store.session() as session:
        within = money(session, replace(lac_son, years=(2022, 2023)))
        alone = money(session, replace(lac_son, period=(2022, 2023)))
    assert {(2023, 2023), (2022, 2023)} == set(zip(within["period_from"], within["period_to"], strict=True))
    assert {(2022, 2023)} == set(zip(alone["period_from"], alone["period_to"], strict=True))
    assert len(alone) < len(within)


def test_sources_are_named_once_an_area(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = sources_by_area(*counted(session, replace(PROVINCES, period=(2022, 2025))))
        nothing = sources_by_area(*counted(session, replace(PROVINCES, period=(1999, 1999))))
    assert found.to_numpy().tolist() == [["58", "vna-2022-03-ninh-thuan"]]
    assert nothing.empty


def counted(session: Session, question: MoneyQuestion) -> tuple[pd.DataFrame, np.ndarray]:
    cells = money_cells(session, replace(question, stage=None))
    return cells, np.flatnonzero(is_counted(cells, question, projects(session, "NTP-SPR-2125")))


def test_periods_of_a_level_are_those_of_its_sums(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = periods_with_money(session, replace(PROVINCES, stage=None))
        sums = money_by_area(session, PROVINCES)
        nothing = periods_with_money(session, replace(PROVINCES, vintage="v2004"))
    planned = found.loc[found["stage"] == "planned", ["period_from", "period_to"]].to_numpy().tolist()
    assert planned == sorted(map(list, {*zip(sums["period_from"], sums["period_to"], strict=True)}))
    assert planned
    assert nothing.empty
    assert list(nothing.columns) == ["stage", "period_from", "period_to"]


def test_parts_of_an_unknown_place_are_an_error(shipped_store: Store) -> None:
    with shipped_store.session() as session, pytest.raises(UnknownArea):
        money(session, replace(PROVINCES, parent=("province", "nowhere")))


@pytest.mark.parametrize("level", ["province", "district", "nation"])
def test_sums_of_each_area_are_those_made_row_by_row(shipped_store: Store, level: str) -> None:
    with shipped_store.session() as session:
        tree, parents = projects(session, "NTP-SPR-2125"), row_by_row.project_parents(session)
        cells = money_cells(session, replace(PROVINCES, level=level, stage=None))
        amounts = row_by_row.amounts(session, replace(PROVINCES, level=level))
    for question in questions(level):
        rows = np.flatnonzero(is_counted(cells, question, tree))
        expected = row_by_row.by_area(amounts, question, parents)
        assert row_by_row.records(sums_by_area(cells, rows)) == expected
        # One sum an area is the first that is no amount of each year.
        once = row_by_row.first_of_each_area(amounts, question, parents)
        assert row_by_row.records(sum_of_each_area(cells, rows)) == once
        assert areas_with_sums(cells, rows) == len(once)
        of_stages = np.flatnonzero(is_counted(cells, replace(question, stage=None), tree))
        by_stage = areas_by_stage(cells, of_stages).set_index("stage")["areas"]
        assert by_stage.get(str(question.stage), 0) == len(once)


PLACES = [("nation", "VN"), ("province", "17"), ("district", "157")]
SUMS = (
    (sums_by_year, row_by_row.by_year),
    (sums_by_project, row_by_row.by_project),
    (sums_by_fund, row_by_row.by_fund),
)


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_sums_of_one_place_are_those_made_row_by_row(shipped_store: Store, level: str, code: str) -> None:
    with shipped_store.session() as session:
        place = replace(PROVINCES, level=level, code=code, stage=None)
        cells, tree = money_cells(session, place), projects(session, "NTP-SPR-2125")
        amounts, parents = row_by_row.amounts(session, place), row_by_row.project_parents(session)
    for project, fund in product((None, "P4", "P4.2"), (None, "total", "central")):
        question = replace(place, project=project, fund=fund)
        for by_cells, by_rows in SUMS:
            expected = by_rows(amounts, question, parents)
            assert row_by_row.records(by_cells(cells, question, tree)) == expected


@pytest.mark.parametrize(("level", "code"), PLACES)
def test_what_each_fund_adds_is_what_its_rows_add(shipped_store: Store, level: str, code: str) -> None:
    told = ("fund", "added_min_vnd", "qualifier")
    with shipped_store.session() as session:
        place = replace(PROVINCES, level=level, code=code, stage=None)
        cells, tree = money_cells(session, place), projects(session, "NTP-SPR-2125")
        amounts, parents = row_by_row.amounts(session, place), row_by_row.project_parents(session)
    for project, stage, period in product((None, "P4"), (None, "assigned"), ((2021, 2025), (2022, 2023))):
        question = replace(place, project=project, stage=stage, period=period)
        every = row_by_row.by_fund(amounts, question, parents)
        expected = [
            {name: row[name] for name in told}
            for row in every
            if row["added_min_vnd"] > 0 and not row["each_year"]
        ]
        assert row_by_row.records(added_by_fund(cells, question, tree)) == expected


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
    of_period = cells[of_stage_and_period(cells, replace(question, stage=None))]
    for project in tree.loc[tree["parent_code"].isna(), "code"]:
        alone = replace(question, project=project)
        sums = sum_of_each_area(of_period, np.flatnonzero(is_counted(of_period, alone, tree)))
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
