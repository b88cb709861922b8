"""Figures that are kept but not believed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the mark of a doubtful figure; none that is there has it."""
    op.add_column("figure", sa.Column("doubtful", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Drop the mark."""
    op.drop_column("figure", "doubtful")
