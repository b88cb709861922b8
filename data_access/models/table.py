"""What every table shares: one metadata, and names of constraints that migrations can rely on."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, MetaData
from sqlmodel import SQLModel

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """Base of the store's tables."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


def one_of(column: str, slugs: Iterable[str]) -> CheckConstraint:
    """A constraint that ``column`` holds one of ``slugs`` (or null, where the column allows it).

    Asked one after another: for ``IN (…)`` SQLite looks into an index that it makes for the purpose, at
    each row, which is slower the more so as the first slug is mostly the one.
    """
    return CheckConstraint(" OR ".join(f"{column} = '{slug}'" for slug in slugs), name=column)
