"""Which areas hold what a submission is about, and by which accounts its steps were taken."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
COLUMNS = ("made_account", "handed_in_account", "approved_account", "held_by")


def upgrade() -> None:
    """Add the columns; files that are there stay without, and belong to the whole country."""
    for name in COLUMNS:
        op.add_column("submission", sa.Column(name, TEXT, nullable=True))


def downgrade() -> None:
    """Drop the columns."""
    for name in COLUMNS:
        op.drop_column("submission", name)
