from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from data_access.queries.figures import by_area_statement, figures_by_area
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.opening import Store
from tests.queries.conftest import DATABASES, throwaway
from tests.queries.many_figures import INDICATOR, fill

INDEX = "ix_figure_area_id_indicator_code_year_preference"


@pytest.fixture(scope="module", params=DATABASES)
def large_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with throwaway(request, tmp_path_factory.mktemp("large")) as url:
        writer = writing_engine(url, create=True)
        fill(writer, 120_000)
        writer.dispose()
        store = Store(reading_engine(url), "here")
        yield store
        store.engine.dispose()


def test_the_map_asks_the_index_for_the_areas_of_its_level(large_store: Store) -> None:
    is_sqlite = large_store.engine.dialect.name == "sqlite"
    dialect = sqlite.dialect() if is_sqlite else postgresql.dialect()  # type: ignore[no-untyped-call]
    statement = by_area_statement(INDICATOR, level="province", vintages=["v2008"])
    sql = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    with large_store.session() as session:
        explained = session.execute(text(f"EXPLAIN {'QUERY PLAN' if is_sqlite else ''} {sql}"))
        plan = "\n".join(str(row[-1]) for row in explained)
    expected = f"figure USING INDEX {INDEX} (area_id=? AND indicator_code=?)" if is_sqlite else INDEX
    assert expected in plan
    assert "SCAN figure" not in plan
    assert "Seq Scan on figure" not in plan


def test_the_map_is_answered_alike_however_many_figures_there_are(large_store: Store) -> None:
    with large_store.session() as session:
        found = figures_by_area(session, INDICATOR, level="province", vintages=["v2008"])
    assert len(found) == 63 * 11
    assert found["year"].unique().tolist() == list(range(2006, 2017))
