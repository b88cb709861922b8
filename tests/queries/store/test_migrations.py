from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, insert, inspect, text

from data_access.migrations import REVISIONS, VERSION_TABLE, upgrade
from data_access.models import Table
from data_access.store.engines import writing_engine
from data_access.store.opening import open_store
from data_access.store.settings import ROOT, StoreSettings
from tests.queries.conftest import SAMPLE, written


def constraints(connection: Connection) -> dict[str, Any]:
    """What Alembic does not compare: checks, and the columns of keys and indexes by their names."""
    inspector, found = inspect(connection), {}
    for table in sorted(set(inspector.get_table_names()) - {VERSION_TABLE}):
        checks = sorted((item["name"], item["sqltext"]) for item in inspector.get_check_constraints(table))
        indexes = sorted((item["name"], tuple(item["column_names"])) for item in inspector.get_indexes(table))
        keys = sorted(
            (str(item["name"]), tuple(item["constrained_columns"]))
            for item in inspector.get_foreign_keys(table)
        )
        found[table] = (checks, indexes, keys, inspector.get_pk_constraint(table)["constrained_columns"])
    return found


def test_migrations_lead_to_the_models(empty_url: URL) -> None:
    engine = writing_engine(empty_url, create=True)
    with engine.begin() as connection:
        upgrade(connection)
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_migrations_make_the_constraints_of_the_models(empty_url: URL) -> None:
    engine = writing_engine(empty_url, create=True)
    with engine.begin() as connection:
        upgrade(connection)
        migrated = constraints(connection)
        for table in reversed(Table.metadata.sorted_tables):
            table.drop(connection)
        Table.metadata.create_all(connection)
        assert constraints(connection) == migrated
    engine.dispose()


def test_migrating_twice_changes_nothing(empty_url: URL) -> None:
    engine = writing_engine(empty_url, create=True)
    for _ in range(2):
        with engine.begin() as connection:
            upgrade(connection)
            tables = set(inspect(connection).get_table_names())
    assert tables == {*Table.metadata.tables, VERSION_TABLE}
    engine.dispose()


def test_a_store_of_the_first_revision_keeps_its_rows(empty_url: URL) -> None:
    engine = writing_engine(empty_url, create=True)
    with engine.begin() as connection:
        command.upgrade(configured(connection), "0001")
        before = fill_each_table(connection)
    with engine.begin() as connection:
        upgrade(connection)
        for table, earlier in before.items():
            for row, kept in zip(rows(connection, table), earlier, strict=True):
                assert {name: row[name] for name in kept} == kept
        later = set(Table.metadata.tables) - set(before)
        assert "money" in later
        assert [table for table in later if rows(connection, table)] == ["load_span"]
        assert rows(connection, "load_span") == [{"load_id": 1, "since": 1, "until": None}]
    engine.dispose()


def test_a_store_of_the_first_revision_is_opened_with_its_loads(empty_url: URL) -> None:
    """Others' figures stay, and the embedded data bring what the new tables hold."""
    engine = writing_engine(empty_url, create=True)
    with engine.begin() as connection:
        command.upgrade(configured(connection), "0001")
        fill_each_table(connection)
    engine.dispose()
    store = open_store(StoreSettings(database_url=written(empty_url), data_dir=SAMPLE))
    with store.session() as session:
        connection = session.connection()
        assert [row["label"] for row in rows(connection, "load")] == ["office", "embedded"]
        assert [row["value"] for row in rows(connection, "figure") if row["load_id"] == 1] == [3.5]
        assert len(rows(connection, "money")) > 0
    store.engine.dispose()


def configured(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "data_access" / "migrations"))
    config.attributes["connection"] = connection
    return config


def fill_each_table(connection: Connection) -> dict[str, list[Any]]:
    """One load of an office with one figure, as the tables were at first."""
    names = dict.fromkeys(("name_vi", "name_en", "full_name_vi", "full_name_en", "folded_name"), "An")
    area = {"id": 7, "vintage": "v2025", "level": "province", "code": "99", "kind": "tinh"} | names
    indicator = {"code": "own", "group": "poverty", "position": 1, "name_vi": "Riêng", "name_en": "Own"}
    indicator |= {"unit": "percent", "decimals": 1, "direction": "lower", "roll_up": "none"}
    load = {"id": 1, "kind": "workbook", "label": "office", "content_hash": "x", "row_count": 1}
    load |= {"loaded_at": "2024-01-01T00:00:00Z", "loaded_by": "office", "status": "current"}
    figure = {"load_id": 1, "indicator_code": "own", "area_id": 7, "year": 2022, "value": 3.5}
    figure |= {"qualifier": "exact", "state": "reported", "status": "final", "preference": 1}
    figure |= {"source_kind": "administrative", "source_code": "own"}
    source = {"code": "own", "title": "Riêng", "kind": "report"}
    given: dict[str, dict[str, Any]] = {
        "source": source,
        "area": area,
        "indicator": indicator,
        "load": load,
        "figure": figure,
    }
    for table, row in given.items():
        connection.execute(insert(Table.metadata.tables[table]), [row])
    return {table: rows(connection, table) for table in given}


def rows(connection: Connection, table: str) -> list[Any]:
    order = ", ".join(column.name for column in Table.metadata.tables[table].primary_key)
    found = connection.execute(text(f"SELECT * FROM {table} ORDER BY {order}"))
    return [dict(row) for row in found.mappings()]


def test_the_list_of_revisions_names_every_step_in_order() -> None:
    folder = Path(__file__).parents[3] / "data_access" / "migrations"
    steps = ScriptDirectory(str(folder)).walk_revisions()
    assert tuple(step.revision for step in reversed(list(steps))) == REVISIONS
