"""The English name of a source's publisher, and what its address leads to."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
COLUMNS = ("publisher_en", "address_of")


def upgrade() -> None:
    """Add both; no source that is there has either."""
    for name in COLUMNS:
        op.add_column("source", sa.Column(name, TEXT, nullable=True))


def downgrade() -> None:
    """Drop them with what they hold."""
    for name in COLUMNS:
        op.drop_column("source", name)
