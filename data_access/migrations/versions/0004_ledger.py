"""The ledger: submissions with their files, the spans in which loads counted, the log of changes."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATES = "draft checked submitted published sent_back superseded withdrawn"
REFUSAL = "rows of the log of changes stay as they are"


def upgrade() -> None:
    """Make the tables, and say of the loads that are there since when they count."""
    _submissions()
    _loads()
    _audit()
    for table in ("source", "area_class"):
        op.add_column(table, sa.Column("load_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_area_class_load_id"), "area_class", ["load_id"], unique=False)


def downgrade() -> None:
    """Drop the tables with everything in them."""
    op.drop_index(op.f("ix_area_class_load_id"), "area_class")
    for table in ("source", "area_class"):
        op.drop_column(table, "load_id")
    for table in ("audit", "load_span", "load_part", "submission_part", "submission"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_audit")


def _submissions() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("kind", "label", "content_hash", "state", "made_by", "made_at")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("row_count", "errors", "warnings")),
        *(sa.Column(name, TEXT, nullable=True) for name in ("decided_by", "decided_at", "reason")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("supersedes", "load_id")),
        one_of("submission", "state", STATES),
        sa.ForeignKeyConstraint(["supersedes"], ["submission.id"], name=op.f("fk_submission_supersedes")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_submission_load_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_content_hash"), "submission", ["content_hash"], unique=False)
    _parts("submission_part", "submission_id", "submission")


def _parts(table: str, column: str, other: str) -> None:
    op.create_table(
        table,
        sa.Column(column, sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}")),
        sa.PrimaryKeyConstraint(column, "name", name=op.f(f"pk_{table}")),
    )


def _loads() -> None:
    _parts("load_part", "load_id", "load")
    op.create_table(
        "load_span",
        sa.Column("load_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_load_span_load_id")),
        sa.PrimaryKeyConstraint("load_id", "since", name=op.f("pk_load_span")),
    )
    op.execute(
        "INSERT INTO load_span (load_id, since, until) SELECT id, id, (SELECT min(later.id) FROM load later"
        " WHERE later.id > load.id AND later.kind = load.kind AND load.status = 'superseded') FROM load"
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", BIG_ID, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("at", "who", "what", "subject")),
        *(sa.Column(name, TEXT, nullable=True) for name in ("state_before", "state_after")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )
