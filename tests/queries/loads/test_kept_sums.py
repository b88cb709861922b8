"""The sums of money that the store keeps, after files were published and undone in any order."""

import random
from itertools import product

import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from data_access.loads import undo
from data_access.migrations import upgrade
from data_access.models.money import FUNDS
from data_access.money.kept_sums import keep_sums
from data_access.money.money_question import MoneyQuestion
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.settings import StoreSettings
from tests.queries import sums_row_by_row as row_by_row
from tests.queries.money_of_store import kept_by_area
from tests.queries.office import BY, area_number, money, published, sample_settings, source, upload

PROJECTS = (None, "P1", "P4", "P4.1", "P4.2")
STEPS = 6
KEPT = "SELECT * FROM money_sum ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"
ALL_MONEY = MoneyQuestion("v2008", "province", programme="OWN", stage="assigned")


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


def test_kept_sums_are_those_of_the_rows_whatever_was_published_and_undone(
    settings: StoreSettings, sample_url: URL
) -> None:
    chance, standing = random.Random(1), list[int]()
    areas = [area_number(sample_url, code) for code in ("02", "15", "48")]
    for step in range(STEPS):
        if standing and chance.random() < 0.4:
            undo(settings, standing.pop(chance.randrange(len(standing))), BY)
        else:
            own = f"report-{step}"
            rows = [_reported(chance, areas, own) for _ in range(12)]
            standing.append(published(settings, upload(f"{step}.xlsx", sources=[source(own)], money=rows)))
        _as_made_anew(sample_url)
    assert len(standing) < STEPS - 1
    _kept_as_row_by_row(sample_url)


def test_step_of_the_migrations_fills_the_sums_of_a_store_as_publishing_does(
    settings: StoreSettings, sample_url: URL
) -> None:
    chance = random.Random(5)
    areas = [area_number(sample_url, code) for code in ("02", "15", "48")]
    rows = [_reported(chance, areas, "decision-2022") for _ in range(30)]
    published(settings, upload("a.xlsx", money=rows))
    engine = writing_engine(sample_url)
    with engine.begin() as connection:
        before = connection.execute(text(KEPT)).all()
        keep_sums(connection)
        assert connection.execute(text(KEPT)).all() == before
        connection.execute(text("DROP TABLE money_sum"))
        connection.execute(text("UPDATE store_revision SET version_num = '0016'"))
        upgrade(connection)
        assert connection.execute(text(KEPT)).all() == before
        assert len(before) > len(rows)
    engine.dispose()


def _reported(chance: random.Random, areas: list[int], source_code: str) -> dict[str, object]:
    """An amount of any purpose; a range now and then."""
    least = chance.randrange(10**12)
    row = money(chance.choice(areas), least, project_code=chance.choice(PROJECTS), source_code=source_code)
    row |= {"fund": chance.choice(FUNDS[:8]), "qualifier": chance.choice(("exact", "about", "more_than"))}
    row |= {"each_year": chance.random() < 0.2, "with_carried_over": chance.random() < 0.2}
    if chance.random() < 0.3:
        row |= {
            "amount_vnd": None,
            "amount_min_vnd": least,
            "amount_max_vnd": least + chance.randrange(10**9),
        }
    return row


def _as_made_anew(url: URL) -> None:
    engine = writing_engine(url)
    with engine.begin() as connection:
        before = connection.execute(text(KEPT)).all()
        keep_sums(connection)
        assert connection.execute(text(KEPT)).all() == before
    engine.dispose()


def _kept_as_row_by_row(url: URL) -> None:
    engine = reading_engine(url)
    with Session(engine) as session:
        rows, parents = row_by_row.amounts(session, ALL_MONEY), row_by_row.project_parents(session)
        for project, fund in product(PROJECTS, (None, *FUNDS)):
            question = MoneyQuestion(
                "v2008", "province", programme="OWN", stage="assigned", project=project, fund=fund
            )
            kept = row_by_row.records(kept_by_area(session, question))
            assert kept == row_by_row.by_area(rows, question, parents), (project, fund)
    engine.dispose()
