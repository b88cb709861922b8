"""Sums of money by area, project and fund, kept beside the rows they are made of."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
KEY: dict[str, Any] = {
    "area_id": sa.Integer(),
    **dict.fromkeys(("scope", "programme_code", "project_code", "fund"), TEXT),
    **dict.fromkeys(("period_from", "period_to"), sa.Integer()),
    "stage": TEXT,
    **dict.fromkeys(("each_year", "with_carried_over"), sa.Boolean()),
    **dict.fromkeys(("source_code", "qualifier"), TEXT),
    "is_point": sa.Boolean(),
}
ALIKE = (
    *("area_id", "scope", "period_from", "period_to", "stage", "each_year", "with_carried_over"),
    *("source_code", "qualifier"),
)
# Of which project each is a part, what its money is for, and what the marks of amounts that count are below:
# 1 for the whole programme (''), 2 for a project, 4 for a project within one.
PURPOSES = """
SELECT '' AS project, '' AS purpose, 1 AS below
UNION ALL SELECT code, '', 1 FROM project
UNION ALL SELECT code, code, CASE WHEN parent_code IS NULL THEN 2 ELSE 4 END FROM project
UNION ALL SELECT part.code, whole.code, CASE WHEN whole.parent_code IS NULL THEN 2 ELSE 4 END
  FROM project part JOIN project whole ON whole.code = part.parent_code
"""
# Of all money together, and of each fund by itself.
COUNTED = {
    "''": "NOT in_wider_fund AND fund <> 'in_kind' AND beneath < below",
    "fund": "beneath_in_fund < below",
}


def upgrade() -> None:
    """Make the table and fill it from the amounts that are there, as they are marked."""
    op.create_table(
        "money_sum",
        *(sa.Column(name, kind, nullable=False, autoincrement=False) for name, kind in KEY.items()),
        sa.Column("amount_min_vnd", sa.BigInteger(), nullable=False),
        sa.Column("amount_max_vnd", sa.BigInteger(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_money_sum")),
        sqlite_with_rowid=False,
    )
    op.execute(_filling())


def downgrade() -> None:
    """Drop it; it is made of what stays."""
    op.drop_table("money_sum")


def _filling() -> str:
    amounts = " UNION ALL ".join(
        f"SELECT {', '.join(ALIKE)}, coalesce(programme_code, '') AS programme_code, purpose AS project_code,"
        f" {fund} AS fund, amount_vnd IS NOT NULL AS is_point,"
        " coalesce(amount_vnd, amount_min_vnd) AS least, coalesce(amount_vnd, amount_max_vnd) AS most"
        f" FROM money JOIN ({PURPOSES}) purposes ON coalesce(project_code, '') = purposes.project"
        f" WHERE preference = 1 AND coalesce(amount_vnd, amount_min_vnd) IS NOT NULL AND {counts}"
        for fund, counts in COUNTED.items()
    )
    key = ", ".join(KEY)
    return (
        f"INSERT INTO money_sum ({key}, amount_min_vnd, amount_max_vnd, reports)"
        f" SELECT {key}, CAST(sum(least) AS BIGINT), CAST(sum(most) AS BIGINT), count(*)"
        f" FROM ({amounts}) counted GROUP BY {key} ORDER BY {key}"
    )
