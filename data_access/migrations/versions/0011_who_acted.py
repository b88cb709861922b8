"""By which key, from which address and with which program a change was made."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
COLUMNS = ("by_key", "by_address", "by_agent")


def upgrade() -> None:
    """Add them; of the changes that are there nobody knows."""
    for name in COLUMNS:
        op.add_column("audit", sa.Column(name, TEXT, nullable=True))


def downgrade() -> None:
    """Drop them with what they hold."""
    for name in COLUMNS:
        op.drop_column("audit", name)
