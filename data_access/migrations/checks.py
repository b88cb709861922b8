"""Constraints as migrations write them."""

import sqlalchemy as sa
from alembic import op


def one_of(table: str, column: str, slugs: str) -> sa.CheckConstraint:
    """A constraint that ``column`` holds one of ``slugs``, which stand in one text with spaces between."""
    rule = " OR ".join(f"{column} = '{slug}'" for slug in slugs.split())
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{column}"))
