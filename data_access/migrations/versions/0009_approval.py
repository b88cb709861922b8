"""A second person: who handed a file in, who approved it, and which returned file it mends."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
BEFORE = "draft checked submitted published sent_back superseded withdrawn"
STATES = "draft checked submitted approved published sent_back superseded withdrawn"
TEXTS = ("kind", "label", "content_hash", "state", "made_by", "made_at")
ADDED = ("handed_in_by", "handed_in_at", "approved_by", "approved_at")
KEPT = (
    *("id", *TEXTS, "row_count", "errors", "warnings"),
    *("decided_by", "decided_at", "reason", "supersedes", "load_id"),
)


def upgrade() -> None:
    """Let a submission be approved; of those that are there nobody knows who approved them."""
    if op.get_bind().dialect.name == "sqlite":
        _make_again(STATES, added=True)
        return
    op.drop_constraint(op.f("ck_submission_state"), "submission", type_="check")
    op.create_check_constraint(
        op.f("ck_submission_state"), "submission", one_of("submission", "state", STATES).sqltext
    )
    for name in ADDED:
        op.add_column("submission", sa.Column(name, TEXT, nullable=True))
    op.add_column("submission", sa.Column("mends", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_submission_mends"), "submission", "submission", ["mends"], ["id"])


def downgrade() -> None:
    """Drop the columns; what was approved is submitted again."""
    op.execute("UPDATE submission SET state = 'submitted' WHERE state = 'approved'")
    if op.get_bind().dialect.name == "sqlite":
        _make_again(BEFORE, added=False)
        return
    op.drop_constraint(op.f("ck_submission_state"), "submission", type_="check")
    op.create_check_constraint(
        op.f("ck_submission_state"), "submission", one_of("submission", "state", BEFORE).sqltext
    )
    for name in (*ADDED, "mends"):
        op.drop_column("submission", name)


def _make_again(states: str, *, added: bool) -> None:
    """Make SQLite's table anew, as it cannot change a constraint.

    Rows of other tables refer to the rows meanwhile; that is asked again when the transaction ends.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE submission_before AS SELECT * FROM submission")
    op.drop_table("submission")
    names = ("supersedes", "load_id", *(("mends",) if added else ()))
    optional = ("decided_by", "decided_at", "reason", *(ADDED if added else ()))
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("row_count", "errors", "warnings")),
        *(sa.Column(name, TEXT, nullable=True) for name in optional),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in names),
        one_of("submission", "state", states),
        *(_reference(name) for name in names),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    listed = ", ".join(KEPT)
    op.execute(f"INSERT INTO submission ({listed}) SELECT {listed} FROM submission_before ORDER BY id")
    op.drop_table("submission_before")
    op.create_index(op.f("ix_submission_content_hash"), "submission", ["content_hash"], unique=False)


def _reference(name: str) -> sa.ForeignKeyConstraint:
    other = "load.id" if name == "load_id" else "submission.id"
    return sa.ForeignKeyConstraint([name], [other], name=op.f(f"fk_submission_{name}"))
