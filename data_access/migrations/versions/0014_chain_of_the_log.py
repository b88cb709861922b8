"""The log of changes is chained by digests, and the program may add to it and nothing else."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
REFUSAL = "rows of the log of changes stay as they are"
CHAINED = (
    *("at", "who", "what", "subject", "state_before", "state_after"),
    *("by_account", "by_key", "by_address", "by_agent", "chain"),
)


def upgrade() -> None:
    """Add the columns, fill them for the entries that are there, and take the rights to change any."""
    for name in ("chain", "digest"):
        op.add_column("audit", sa.Column(name, TEXT, nullable=True))
    _triggers_off()
    _fill()
    _triggers_on()
    op.create_index(op.f("ix_audit_chain_id"), "audit", ["chain", "id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM PUBLIC, CURRENT_USER")


def downgrade() -> None:
    """Drop the columns."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("GRANT UPDATE, DELETE, TRUNCATE ON audit TO CURRENT_USER")
    op.drop_index(op.f("ix_audit_chain_id"), "audit")
    for name in ("digest", "chain"):
        op.drop_column("audit", name)


def _fill() -> None:
    """Chain the entries in the order in which they were written."""
    connection, last = op.get_bind(), {"access": "", "data": ""}
    names = ", ".join(name for name in CHAINED if name != "chain")
    entries = connection.execute(sa.text(f"SELECT id, {names} FROM audit ORDER BY id")).mappings().all()
    for entry in entries:
        chain = "access" if entry["subject"].startswith("account ") else "data"
        values = [last[chain], *(chain if name == "chain" else entry[name] for name in CHAINED)]
        last[chain] = hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()
        connection.execute(
            sa.text("UPDATE audit SET chain = :chain, digest = :digest WHERE id = :id"),
            {"chain": chain, "digest": last[chain], "id": entry["id"]},
        )


def _triggers_off() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE audit DISABLE TRIGGER audit_no_change")
        return
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_no_{change}")


def _triggers_on() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE audit ENABLE TRIGGER audit_no_change")
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
