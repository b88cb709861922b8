"""One index that answers for sums of money by itself, so that no row need be looked up."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = ("area_id", "programme_code", "stage", "period_to", "beneath")
BESIDE = (
    *("project_code", "fund", "beneath_in_fund", "in_wider_fund", "preference", "period_from"),
    *("each_year", "with_carried_over", "qualifier", "amount_vnd", "amount_min_vnd", "amount_max_vnd"),
    "source_code",
)


def upgrade() -> None:
    """Put the wider index in the place of the narrow one."""
    op.drop_index(op.f(f"ix_money_{'_'.join(BEFORE)}"), "money")
    op.create_index(op.f("ix_money_sums"), "money", [*BEFORE, *BESIDE], unique=False)


def downgrade() -> None:
    """Put the narrow one back."""
    op.drop_index(op.f("ix_money_sums"), "money")
    op.create_index(op.f(f"ix_money_{'_'.join(BEFORE)}"), "money", list(BEFORE), unique=False)
