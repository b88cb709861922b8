"""Money planned for several national target programmes together, in scopes of its own."""

from alembic import op

from data_access.migrations.checks import one_of

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BEFORE = "programme three_programmes own_budget wider"
AFTER = "programme three_programmes all_programmes two_programmes own_budget wider"


def upgrade() -> None:
    """Allow the two scopes."""
    _allow(AFTER)


def downgrade() -> None:
    """Allow them no more; the store must hold no money of theirs."""
    _allow(BEFORE)


def _allow(scopes: str) -> None:
    name = op.f("ck_money_scope")
    with op.batch_alter_table("money") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, one_of("money", "scope", scopes).sqltext)
