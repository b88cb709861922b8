"""Where within a document a source is, and the day on which it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
COLUMNS = ("table_number", "page", "read_on")


def upgrade() -> None:
    """Add the number of a table, a page and the day of reading to sources."""
    for name in COLUMNS:
        op.add_column("source", sa.Column(name, TEXT, nullable=True))


def downgrade() -> None:
    """Drop them with what they hold."""
    for name in COLUMNS:
        op.drop_column("source", name)
