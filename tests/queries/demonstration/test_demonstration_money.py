"""Money, results and targets of the demonstration add up whatever is picked; the whole country if asked for.

Expected sums are made here, from the rows themselves, by none of the queries of the program.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from data_access.demonstration import open_demonstration
from data_access.money.money_counting import MARKS, mark, project_parents
from data_access.money.money_question import MoneyQuestion
from data_access.queries.money import money
from data_access.queries.outcomes import OutcomeQuestion, outcomes
from data_access.queries.targets import targets
from data_access.store.opening import Store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import throwaway, written
from tests.queries.money_of_store import money_by_area, money_by_fund, money_by_project, money_by_year

WHOLE = "whole country"
PLACES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql"),
    pytest.param(WHOLE, id="whole", marks=pytest.mark.whole_country),
]
PROGRAMME = "NTP-SPR-2125"
PROJECTS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
FUNDS = ("central_development", "central_recurrent", "local", "mobilised")
YEARS = (2021, 2022, 2023, 2024, 2025)
STAGES = ("assigned", "disbursed", "carried_over")
BILLION = 10**9
COLUMNS = "area_id, project_code, fund, stage, period_from, period_to, as_of, amount_vnd"
OWN = "FROM money WHERE scope = 'programme' AND preference = 1 AND fund <> 'in_kind'"


class Demonstration:
    """A store and its money as plain rows, added up here and by no query of the program."""

    def __init__(self, store: Store, *, is_whole: bool) -> None:
        self.store = store
        self.is_whole = is_whole
        with store.engine.connect() as connection:
            areas = connection.execute(
                text("SELECT id, vintage, level, code, parent_id FROM area")
            ).fetchall()
        self.areas = {row[0]: tuple(row[1:4]) for row in areas}
        self.children: dict[int, list[int]] = {}
        for row in areas:
            if row[4] is not None:
                self.children.setdefault(row[4], []).append(row[0])
        reporting = {row[0] for row in self.rows(f"SELECT DISTINCT area_id {OWN}")}
        self.parents = sorted(reporting & {up for up, below in self.children.items() if reporting & {*below}})

    def rows(self, statement: str, **given: Any) -> list[Any]:
        with self.store.engine.connect() as connection:
            return list(connection.execute(text(statement), given).fetchall())

    def added(self, areas: list[int], stage: str, **picked: Any) -> int:
        """Whole đồng of these areas, projects, funds and single years."""
        conditions = [f"area_id IN ({', '.join(map(str, areas))})", f"stage = '{stage}'"]
        for column, values in picked.items():
            conditions.append(f"{column} IN ({', '.join(repr(value) for value in values)})")
        found = self.rows(
            f"SELECT amount_vnd {OWN} AND period_from = period_to AND {' AND '.join(conditions)}"
        )
        assert all(type(row[0]) is int for row in found)
        return sum(row[0] for row in found)


@pytest.fixture(scope="module", params=PLACES)
def demonstration(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    is_whole = request.param == WHOLE
    if is_whole:
        request.param = "sqlite"
    holding = "nothing" if is_whole else "lang_son"
    with throwaway(request, tmp_path_factory.mktemp("demonstration"), holding) as url:
        given_url = StoreSettings(demonstration_database_url=written(url))
        store = open_demonstration(given_url, provinces=None if is_whole else ("20",))
        yield Demonstration(store, is_whole=is_whole)
        store.engine.dispose()


def some(values: tuple[Any, ...]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stage=st.sampled_from(STAGES),
    projects=some(PROJECTS),
    funds=some(FUNDS),
    years=some(YEARS),
    data=st.data(),
)
def test_any_areas_projects_funds_and_years_add_up_to_the_area_above(
    demonstration: Demonstration,
    stage: str,
    projects: list[str],
    funds: list[str],
    years: list[int],
    data: st.DataObject,
) -> None:
    parent = data.draw(st.sampled_from(demonstration.parents))
    children = demonstration.children[parent]
    picked = {"project_code": projects, "fund": funds}
    for year in years:
        # The nation has children of both vintages; each year has one of them.
        vintage = "v2025" if year == 2025 else "v2008"
        below = [area for area in children if demonstration.areas[area][0] == vintage]
        if below:
            expected = demonstration.added(below, stage, period_to=[year], **picked)
            assert demonstration.added([parent], stage, period_to=[year], **picked) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    stage=st.sampled_from(STAGES),
    project=st.sampled_from((None, *PROJECTS)),
    fund=st.sampled_from((None, *FUNDS)),
    data=st.data(),
)
def test_questions_answer_with_the_sums_of_the_rows(
    demonstration: Demonstration, stage: str, project: str | None, fund: str | None, data: st.DataObject
) -> None:
    area = data.draw(st.sampled_from(demonstration.parents))
    vintage, level, code = demonstration.areas[area]
    question = MoneyQuestion(vintage, level, code, PROGRAMME, stage=stage, project=project, fund=fund)
    picked: dict[str, Any] = {"project_code": PROJECTS if project is None else (project,)}
    picked["fund"] = FUNDS if fund is None else (fund,)
    expected = {year: demonstration.added([area], stage, period_to=[year], **picked) for year in YEARS}
    with demonstration.store.session() as session:
        for found in (money_by_year(session, question), money_by_area(session, question)):
            assert of_years(found, "amount_vnd") == {year: sum_ for year, sum_ in expected.items() if sum_}
        by_project = of_years(money_by_project(session, question), "added_min_vnd")
        by_fund = of_years(money_by_fund(session, question), "added_max_vnd")
    assert by_project == by_fund == {year: sum_ for year, sum_ in expected.items() if sum_}


def of_years(found: pd.DataFrame, column: str) -> dict[int, int]:
    """The amounts of single years, as whole numbers; without those that are zero."""
    assert str(found[column].dtype).lower() == "int64"
    single = found[found["period_from"] == found["period_to"]]
    sums = single.groupby("period_to")[column].sum()
    return {int(str(year)): int(amount) for year, amount in sums.items() if amount}


def test_nothing_pays_out_more_than_it_has(demonstration: Demonstration) -> None:
    held: dict[Any, dict[str, int]] = {}
    for area, project, fund, stage, since, until, _, amount in demonstration.rows(f"SELECT {COLUMNS} {OWN}"):
        held.setdefault((area, project, fund, since, until), {})[stage] = amount
    paid = [one for one in held.values() if "disbursed" in one]
    assert len(paid) > 5_000
    for one in paid:
        assert 0 <= one["disbursed"] <= one.get("assigned", 0) + one.get("carried_over", 0)
    planned = [one for key, one in held.items() if key[3:] == (2021, 2025) and "assigned" in one]
    assert all(one["assigned"] <= one["planned"] for one in planned if "planned" in one)
    # Some did not say what they paid out, some paid nothing: two different things.
    assert any("disbursed" not in one and one.get("assigned") for one in held.values())
    assert any(one["disbursed"] == 0 for one in paid)


def test_marks_are_those_that_a_load_would_give(demonstration: Demonstration) -> None:
    names = "scope, programme_code, project_code, item_code, area_id, period_from, period_to, each_year, fund"
    names += ", stage, with_carried_over, quantity_unit, as_of, status, qualifier, source_code"
    names += ", preference, in_wider_fund, beneath, beneath_in_fund"
    few = (
        "SELECT id FROM area WHERE level IN ('nation', 'district') OR (vintage = 'v2025' AND code < '06100')"
    )
    found = demonstration.rows(f"SELECT {names} FROM money WHERE area_id IN ({few}) ORDER BY id")
    rows = [dict(zip(names.split(", "), row, strict=True)) for row in found]
    stored = [tuple(row[name] for name in MARKS) for row in rows]
    with demonstration.store.engine.connect() as connection:
        mark(rows, project_parents(connection), {})
    assert len(rows) > 3_000
    assert [tuple(row[name] for name in MARKS) for row in rows] == stored


def test_plan_of_the_nation_is_the_published_one(demonstration: Demonstration) -> None:
    if not demonstration.is_whole:
        pytest.skip("true of the whole country only")
    nation = MoneyQuestion("v2008", "nation", "VN", PROGRAMME, stage="planned")
    with demonstration.store.session() as session:
        funds = money_by_fund(session, nation).set_index("fund")["amount_vnd"]
    central = funds["central_development"] + funds["central_recurrent"]
    assert funds["total"] == 75_000 * BILLION
    assert (central, funds["local"], funds["mobilised"]) == (
        48_000 * BILLION,
        12_690 * BILLION,
        14_310 * BILLION,
    )


def test_projects_of_poor_areas_have_money_there_and_nowhere_else(demonstration: Demonstration) -> None:
    poor = {
        row[0]
        for row in demonstration.rows("SELECT area_id FROM area_class WHERE class_code = 'poor_district'")
    }
    districts = {area for area, key in demonstration.areas.items() if key[1] == "district"}
    having = {row[0] for row in demonstration.rows(f"SELECT DISTINCT area_id {OWN} AND project_code = 'P5'")}
    assert having & districts <= poor
    assert having & poor
    states = demonstration.rows(
        "SELECT DISTINCT area_id, state FROM outcome WHERE measure_code = 'houses_completed'"
    )
    not_applying = {area for area, state in states if state == "not_applicable"}
    assert not_applying & districts
    assert not not_applying & poor


def test_latest_report_of_a_year_is_shown_and_earlier_ones_never_told_more(
    demonstration: Demonstration,
) -> None:
    question = MoneyQuestion("v2025", "province", "20", PROGRAMME, stage="disbursed", years=(2025, 2025))
    with demonstration.store.session() as session:
        found = money(session, question, all_reports=True)
    whole = found[found["project_code"].isna()].set_index("as_of")["amount_vnd"]
    assert list(whole.sort_index().index) == ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]
    assert whole.sort_index().is_monotonic_increasing
    shown = found[found["preference"] == 1]
    assert set(shown["as_of"]) == {"2025-12-31"}
    assert shown["with_carried_over"].all()


def test_gifts_in_kind_add_up_in_their_own_units_and_are_in_no_sum(demonstration: Demonstration) -> None:
    gifts = demonstration.rows(
        "SELECT area_id, quantity_unit, period_from, period_to, quantity FROM money WHERE fund = 'in_kind'"
        " AND amount_vnd IS NULL AND beneath = 0"
    )
    assert {row[1] for row in gifts} == {"labour_day", "m2", "head"}
    told = {tuple(row[:4]): row[4] for row in gifts}
    parents = {child: parent for parent, children in demonstration.children.items() for child in children}
    summed: dict[Any, float] = {}
    for (area, *rest), quantity in told.items():
        if area in parents:
            key = (parents[area], *rest)
            summed[key] = summed.get(key, 0) + quantity
    assert {key: sum_ for key, sum_ in summed.items() if told[key] != sum_} == {}


def test_results_that_add_up_do_so_at_every_level(demonstration: Demonstration) -> None:
    rows = demonstration.rows(
        "SELECT o.measure_code, o.breakdown, o.area_id, o.period_to, o.value FROM outcome o JOIN measure m"
        " ON m.code = o.measure_code WHERE m.adds_up AND o.state = 'reported' AND o.value IS NOT NULL"
        " AND o.period_from = o.period_to"
    )
    values = {tuple(row[:4]): row[4] for row in rows}
    summed: dict[Any, float] = {}
    up = {child: parent for parent, children in demonstration.children.items() for child in children}
    for (measure, breakdown, area, year), value in values.items():
        if area in up:
            key = (measure, breakdown, up[area], year)
            summed[key] = summed.get(key, 0) + value
    wrong = {
        key: (sum_, values[key]) for key, sum_ in summed.items() if key in values and sum_ != values[key]
    }
    assert wrong == {}
    assert len(summed) > 1_000


def test_register_of_models_makes_their_numbers(demonstration: Demonstration) -> None:
    counted = demonstration.rows(
        "SELECT substr(started_on, 1, 4), count(*), sum(participants_poor + participants_near_poor"
        " + participants_newly_escaped) FROM livelihood_model GROUP BY 1"
    )
    with demonstration.store.session() as session:
        nation = outcomes(session, OutcomeQuestion("v2008", "nation", "VN", project="P2", with_parts=False))
    told = nation.set_index(["measure_code", "period_to"])["value"]
    silent = demonstration.rows(
        "SELECT count(*) FROM outcome WHERE measure_code = 'livelihood_models' AND state = 'missing'"
    )
    for year, models, households in counted:
        # The nation is told without those that did not report.
        assert 0 <= models - told["livelihood_models", int(year)] <= silent[0][0]
        assert told["households_in_models", int(year)] <= households
    zeros = "SELECT count(*) FROM outcome WHERE measure_code = 'livelihood_models' AND value = 0"
    assert demonstration.rows(zeros)[0][0] > 0
    assert silent[0][0] > 0


def test_every_level_has_targets_with_owners(demonstration: Demonstration) -> None:
    with demonstration.store.session() as session:
        found = targets(session, programme=PROGRAMME)
    assert set(found["level"]) == {"nation", "province", "district", "commune"}
    assert found["owner_vi"].notna().all()
    assert found["value_min"].notna().any()
    assert found["tracked_indicator_code"].isna().any()


def test_everything_is_simulated(demonstration: Demonstration) -> None:
    for table in ("money", "outcome", "target", "livelihood_model", "overlap_pair", "bottleneck"):
        assert {row[0] for row in demonstration.rows(f"SELECT DISTINCT source_code FROM {table}")} == {
            "demonstration"
        }
    verdicts = {row[0] for row in demonstration.rows("SELECT DISTINCT verdict FROM overlap_pair")}
    assert "undecided" in verdicts


def test_one_year_and_the_years_beside_it_are_asked_alike(demonstration: Demonstration) -> None:
    nation = MoneyQuestion("v2008", "nation", "VN", PROGRAMME, stage="assigned")
    with demonstration.store.session() as session:
        together = of_years(money_by_year(session, nation), "amount_vnd")
        alone = {
            year: of_years(money_by_year(session, replace(nation, years=(year, year))), "amount_vnd")
            for year in YEARS
        }
    assert {year: found[year] for year, found in alone.items()} == together
