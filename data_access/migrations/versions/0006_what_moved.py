"""What moved along a way of the crosswalk: people, land or both."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOVED = "all all_people all_land part people land"


def upgrade() -> None:
    """Add the column; rows of embedded data from before have none."""
    op.add_column("crosswalk", sa.Column("moved", TEXT, nullable=True))
    with op.batch_alter_table("crosswalk") as table:
        table.create_check_constraint(op.f("ck_crosswalk_moved"), one_of("crosswalk", "moved", MOVED).sqltext)


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("crosswalk") as table:
        table.drop_constraint(op.f("ck_crosswalk_moved"), type_="check")
        table.drop_column("moved")
