"""Run by Alembic: on the caller's connection, or on the configured store when run by hand."""

from alembic import context
from sqlalchemy import Connection

from data_access.migrations import VERSION_TABLE
from data_access.models import Table
from data_access.store.engines import writing_engine
from data_access.store.settings import StoreSettings


def run(connection: Connection) -> None:
    """Take the steps on ``connection``."""
    context.configure(connection=connection, target_metadata=Table.metadata, version_table=VERSION_TABLE)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with writing_engine(StoreSettings().url()).begin() as opened:
        run(opened)
