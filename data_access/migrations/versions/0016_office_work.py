"""Reminders that were sent, the language of an account's mails, and the log of feedback with its answers."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = "list support project money overlap bottleneck other"
CAUSES = "awareness mechanism policy resources implementation communication"


def upgrade() -> None:
    """Make the tables; nothing was sent or said before."""
    op.add_column("account", sa.Column("language", TEXT, nullable=True))
    op.create_table(
        "reminder",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        *_texts("thing", "claimed_at"),
        *_optional_texts("sent_at"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reminder_account_id")),
        sa.UniqueConstraint("account_id", "thing", name=op.f("uq_reminder_account_id_thing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    _feedback()


def downgrade() -> None:
    """Drop them with what they hold."""
    op.drop_table("feedback")
    op.drop_table("reminder")
    op.drop_column("account", "language")


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", BIG_ID, nullable=False),
        *_texts("kind", "sender", "state", "vintage", "level", "code"),
        *_texts("office_vintage", "office_level", "office_code", "received_on", "made_at", "made_by"),
        *_optional_texts("said", "cause", "answer", "decision", "answered_at", "answered_by"),
        one_of("feedback", "kind", KINDS),
        one_of("feedback", "sender", "citizen commune office"),
        one_of("feedback", "state", "open answered withdrawn"),
        one_of("feedback", "cause", CAUSES),
        one_of("feedback", "decision", "duplicate complementary unclear"),
        _check("(state = 'withdrawn') = (said IS NULL)", "said"),
        _check("(kind = 'bottleneck') = (cause IS NOT NULL)", "caused"),
        _check("decision IS NULL OR kind = 'overlap'", "decided"),
        _check("state <> 'answered' OR answer IS NOT NULL", "answered"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_state"), "feedback", ["state"], unique=False)


def _check(condition: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_feedback_{name}"))


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _optional_texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=True) for name in names]
