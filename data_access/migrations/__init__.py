"""The steps by which a store's tables reached their present form."""

from pathlib import Path

from sqlalchemy import Connection

# Oldest first; a test holds this list to the files in ``versions``. Kept here so that a store
# that is current opens without importing Alembic.
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    *("0013", "0014", "0015", "0016", "0017"),
)
HEAD = REVISIONS[-1]
# Not Alembic's own name: the database may be shared with another program that uses Alembic.
VERSION_TABLE = "store_revision"


def upgrade(connection: Connection) -> None:
    """Bring the tables to ``HEAD`` within the caller's transaction, which the caller commits."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
