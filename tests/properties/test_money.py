"""Whatever is reported beside whatever else, sums over any grouping agree and are whole numbers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money
from data_access.models.figure import QUALIFIERS
from data_access.models.money import FUNDS as ALL_FUNDS
from data_access.models.money import PLANS_TOGETHER
from data_access.money.kept_sums import keep_sums
from data_access.money.money_counting import mark, project_parents
from data_access.money.money_question import MoneyQuestion
from data_access.money.sums_of_projects import each_project_by_area
from data_access.store.engines import writing_engine
from tests.queries import sums_row_by_row as row_by_row
from tests.queries.conftest import DATABASES, throwaway
from tests.queries.money_of_store import (
    every_cell,
    kept_by_area,
    money_by_area,
    money_by_fund,
    money_by_project,
    money_by_year,
    project_tree,
)

PROJECTS = {"P1": None, "P4.1": "P4", "P4.2": "P4"}
FUNDS = {"central_development": "central", "central_recurrent": "central", "local": None}
WIDER_FUNDS = {"central": ("central_development", "central_recurrent"), "total": tuple(FUNDS)}
PROVINCES = ("02", "15", "48")
YEARS = (2022, 2023)
MONEY_NAMES = frozenset(column.name for column in Money.__table__.columns)  # type: ignore[attr-defined]
Row = dict[str, Any]
Leaf = tuple[str, str, str, int]
Key = tuple[str, str | None, str, int]

LEAVES = st.dictionaries(
    st.tuples(
        st.sampled_from(PROVINCES),
        st.sampled_from(list(PROJECTS)),
        st.sampled_from(list(FUNDS)),
        st.sampled_from(YEARS),
    ),
    # Beyond what a double-precision number can tell apart.
    st.integers(min_value=0, max_value=2**58),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module", params=DATABASES)
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session on a store of the sample whose money may be replaced; nothing is kept."""
    with throwaway(request, tmp_path_factory.mktemp("money"), "sample") as url:
        engine = writing_engine(url)
        with Session(engine) as opened:
            yield opened
            opened.rollback()
        engine.dispose()


def reported(leaves: dict[Leaf, int], draw: Any) -> list[Row]:
    """The leaves, and beside them any of the wholes that they make, each complete where it is."""
    kept: dict[Key, None] = dict.fromkeys((area, project, fund, year) for area, project, fund, year in leaves)
    for area, project, fund, year in leaves:
        for node in (PROJECTS[project], None, project):
            shapes = draw(st.sets(st.sampled_from(("total", "parts", "central"))))
            kept |= dict.fromkeys(_wholes(leaves, (area, node, fund, year), shapes))
    return [_row(key, sum(leaves[leaf] for leaf in leaves if _holds(key, leaf))) for key in kept]


def _wholes(leaves: dict[Leaf, int], of: Key, shapes: set[str]) -> Iterator[Key]:
    area, node, _, year = of
    present = {leaf[2] for leaf in leaves if _holds((area, node, "total", year), leaf)}
    if "total" in shapes:
        yield area, node, "total", year
    if "parts" in shapes:
        yield from ((area, node, fund, year) for fund in sorted(present))
    # Central money alone would leave the rest of the node to be read from elsewhere.
    if "central" in shapes and shapes & {"total", "parts"} and present - {"local"}:
        yield area, node, "central", year


def _holds(whole: Key, leaf: Leaf) -> bool:
    area, project, fund, year = whole
    in_project = project in (None, leaf[1], PROJECTS[leaf[1]])
    in_fund = fund == leaf[2] or leaf[2] in WIDER_FUNDS.get(fund, ())
    return (area, year) == (leaf[0], leaf[3]) and in_project and in_fund


def _row(key: Key, amount: int) -> Row:
    area, project, fund, year = key
    row: Row = dict.fromkeys(MONEY_NAMES - {"id"})
    row |= {"load_id": 1, "scope": "programme", "programme_code": "OWN", "project_code": project}
    row |= {"area_id": area, "period_from": year, "period_to": year, "each_year": False, "fund": fund}
    row |= {"stage": "assigned", "with_carried_over": False, "amount_vnd": amount, "qualifier": "exact"}
    return row | {"status": "final", "source_code": "decision-2022"}


def store_rows(session: Session, rows: list[Row]) -> None:
    ids = dict(
        session.execute(
            select(col(Area.code), col(Area.id)).where(
                col(Area.vintage) == "v2008", col(Area.level) == "province"
            )
        ).all()
    )
    placed = [row | {"area_id": ids[row["area_id"]]} for row in rows]
    mark(placed, project_parents(session.connection()), {})
    session.execute(delete(Money))
    session.execute(insert(Money), placed)
    keep_sums(session.connection())


ASKED = MoneyQuestion(vintage="v2008", level="province", programme="OWN", stage="assigned")


def totals(found: Any, column: str = "amount_vnd") -> dict[int, int]:
    """The amounts of each year added up here, as whole numbers."""
    assert str(found[column].dtype).lower() == "int64"
    added = dict.fromkeys(YEARS, 0)
    for year, amount in zip(found["period_to"], found[column], strict=True):
        added[year] += int(amount)
    return added


SUMS = (
    (money_by_year, row_by_row.by_year),
    (money_by_project, row_by_row.by_project),
    (money_by_fund, row_by_row.by_fund),
    (money_by_area, row_by_row.by_area),
    (kept_by_area, row_by_row.by_area),
)


def by_cells_as_row_by_row(
    session: Session, question: MoneyQuestion, sums: tuple[tuple[Any, Any], ...] = SUMS
) -> None:
    rows, parents = row_by_row.amounts(session, question), row_by_row.project_parents(session)
    for by_cells, by_rows in sums:
        assert row_by_row.records(by_cells(session, question)) == by_rows(rows, question, parents)


def each_project_as_alone(session: Session) -> None:
    cells, tree = every_cell(session, ASKED), project_tree(session, ASKED)
    question = replace(ASKED, period=(YEARS[0], YEARS[0]))
    found = each_project_by_area(cells, question, tree)
    for project in ("P1", "P4"):
        alone = money_by_area(session, replace(question, project=project))
        mine = found[found["project_code"] == project]
        told = ["area_code", "amount_min_vnd", "qualifier"]
        assert mine[told].to_numpy().tolist() == alone[told].to_numpy().tolist()


def both(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    return {year: one[year] + other[year] for year in YEARS}


# Half as many examples as others get: each asks a database thirty times.
@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(leaves=LEAVES, data=st.data())
def test_sums_over_any_grouping_agree(session: Session, leaves: dict[Leaf, int], data: st.DataObject) -> None:
    store_rows(session, reported(leaves, data.draw))
    expected = dict.fromkeys(YEARS, 0)
    for leaf, amount in leaves.items():
        expected[leaf[3]] += amount
    assert totals(money_by_year(session, ASKED)) == expected
    assert totals(money_by_area(session, ASKED)) == expected
    assert totals(money_by_project(session, ASKED), "added_min_vnd") == expected
    assert totals(money_by_fund(session, ASKED), "added_max_vnd") == expected
    question = st.builds(
        replace,
        st.just(ASKED),
        code=st.sampled_from((None, *PROVINCES)),
        project=st.sampled_from((None, "P1", "P4", "P4.1")),
        fund=st.sampled_from((None, "total", "central", "local")),
    )
    by_cells_as_row_by_row(session, data.draw(question))
    each_project_as_alone(session)
    by_project = [totals(money_by_year(session, replace(ASKED, project=code))) for code in ("P1", "P4")]
    assert reduce(both, by_project) == expected
    funds = [totals(money_by_year(session, replace(ASKED, fund=fund))) for fund in FUNDS]
    assert reduce(both, funds) == expected


AMOUNTS = st.tuples(st.integers(0, 2**58), st.integers(0, 2**58)).map(sorted)
ANY_ROW = st.fixed_dictionaries(
    {
        "area_id": st.sampled_from(PROVINCES),
        "project_code": st.sampled_from((None, "P1", "P4", "P4.1", "P4.2")),
        "item_code": st.sampled_from((None, None, "road", "school")),
        "fund": st.sampled_from(ALL_FUNDS),
        "stage": st.sampled_from(("assigned", "planned")),
        "period": st.sampled_from(((2022, 2022), (2021, 2025))),
        "each_year": st.booleans(),
        "with_carried_over": st.booleans(),
        "amounts": AMOUNTS,
        "is_range": st.booleans(),
        "qualifier": st.sampled_from(QUALIFIERS),
        "unit": st.sampled_from((None, "labour_day", "m2")),
    }
)


def _any_row(drawn: Row) -> Row:
    """A row as it may be reported, whatever else is reported beside it."""
    least, most = drawn["amounts"]
    row = _row(("", None, "total", 2022), most) | {name: drawn[name] for name in drawn if name in MONEY_NAMES}
    row["period_from"], row["period_to"] = drawn["period"]
    if drawn["is_range"]:
        row |= {"amount_vnd": None, "amount_min_vnd": least, "amount_max_vnd": most}
    if drawn["fund"] == "in_kind" and drawn["unit"]:
        row |= {"quantity": 1.0, "quantity_unit": drawn["unit"]}
    return row


@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(ANY_ROW, min_size=1, max_size=16), data=st.data())
def test_any_rows_add_up_as_they_do_row_by_row(
    session: Session, drawn: list[Row], data: st.DataObject
) -> None:
    store_rows(session, [_any_row(one) for one in drawn])
    question = st.builds(
        replace,
        st.just(ASKED),
        code=st.sampled_from((None, *PROVINCES)),
        stage=st.sampled_from((None, "assigned")),
        project=st.sampled_from((None, "P1", "P4", "P4.1")),
        fund=st.sampled_from((None, *ALL_FUNDS)),
        period=st.sampled_from((None, (2022, 2022))),
    )
    for _ in range(3):
        asked = data.draw(question)
        # By area stages are one sum: a question names one.
        by_cells_as_row_by_row(session, asked, SUMS if asked.stage else SUMS[:-2])


@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(leaves=LEAVES, plans=st.dictionaries(st.sampled_from(PLANS_TOGETHER), LEAVES, min_size=1))
def test_a_plan_of_several_programmes_is_in_no_sum_but_its_own(
    session: Session, leaves: dict[Leaf, int], plans: dict[str, dict[Leaf, int]]
) -> None:
    own = [
        _row((area, project, fund, year), amount) for (area, project, fund, year), amount in leaves.items()
    ]
    store_rows(session, own)
    questions = (ASKED, replace(ASKED, project="P4"), replace(ASKED, fund="central_development"))
    alone = [[ask(session, question).to_dict() for ask, _ in SUMS] for question in questions]
    shared = {
        scope: {(area, None, fund, year): amount for (area, _, fund, year), amount in of_plan.items()}
        for scope, of_plan in plans.items()
    }
    beside = [
        _row(key, amount) | {"scope": scope, "programme_code": None}
        for scope, amounts in shared.items()
        for key, amount in amounts.items()
    ]
    store_rows(session, own + beside)
    assert [[ask(session, question).to_dict() for ask, _ in SUMS] for question in questions] == alone
    for scope, amounts in shared.items():
        of_plan = replace(ASKED, programme=None, scope=scope)
        expected = dict.fromkeys(YEARS, 0)
        for (_, _, _, year), amount in amounts.items():
            expected[year] += amount
        assert totals(money_by_year(session, of_plan)) == expected
