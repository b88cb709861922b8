from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, inspect

from data_access.engines import writing_engine
from data_access.migrations import REVISIONS, VERSION_TABLE, upgrade
from data_access.models import Table


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


def test_the_list_of_revisions_names_every_step_in_order() -> None:
    folder = Path(__file__).parents[2] / "data_access" / "migrations"
    steps = ScriptDirectory(str(folder)).walk_revisions()
    assert tuple(step.revision for step in reversed(list(steps))) == REVISIONS
