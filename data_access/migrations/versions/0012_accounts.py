"""Accounts with their rights, sessions, tokens and invitations; by which account a change was made."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = "reader officer approver publisher auditor administrator"
TABLES = ("failed_sign_in", "invitation", "api_token", "sign_in_session", "account_grant", "account")


def upgrade() -> None:
    """Make the tables; without an account all is as before."""
    _account()
    _of_account(
        "account_grant",
        *_texts("role", "vintage", "level", "code", "given_at", "given_by"),
        *_optional_texts("ended_at", "ended_by"),
        one_of("account_grant", "role", ROLES),
    )
    _of_account(
        "sign_in_session",
        *_texts("digest", "made_at", "seen_at", "expires_at"),
        *_optional_texts("ended_at", "address", "agent"),
        _unique("sign_in_session", "digest"),
    )
    _of_account(
        "api_token",
        *_texts("digest", "name", "made_at", "expires_at"),
        *_optional_texts("ended_at"),
        _unique("api_token", "digest"),
    )
    _of_account(
        "invitation",
        *_texts("digest", "purpose", "made_at", "made_by", "expires_at"),
        *_optional_texts("used_at"),
        _unique("invitation", "digest"),
        one_of("invitation", "purpose", "invite reset"),
    )
    _failed_sign_in()
    op.add_column("audit", sa.Column("by_account", TEXT, nullable=True))


def downgrade() -> None:
    """Drop them with what they hold."""
    op.drop_column("audit", "by_account")
    for table in TABLES:
        op.drop_table(table)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", BIG_ID, nullable=False),
        *_texts("login", "login_key", "name", "made_at", "made_by"),
        *_optional_texts("email", "password_hash", "oidc_issuer", "oidc_subject"),
        *_optional_texts("disabled_at", "disabled_by"),
        _unique("account", "login_key"),
        _unique("account", "oidc_issuer", "oidc_subject"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )


def _of_account(table: str, *parts: sa.Column[str] | sa.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f(f"fk_{table}_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"], unique=False)


def _failed_sign_in() -> None:
    op.create_table(
        "failed_sign_in",
        *_texts("counted_by", "key", "last_at", "wait_until"),
        sa.Column("failures", sa.Integer(), nullable=False),
        one_of("failed_sign_in", "counted_by", "name address"),
        sa.PrimaryKeyConstraint("counted_by", "key", name=op.f("pk_failed_sign_in")),
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _optional_texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=True) for name in names]
