"""Which loads counted when: changes of the ledger are numbered by the loads that made them."""

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from data_access.models import LoadSpan


def loads_counting(connection: Connection, change: int) -> list[int]:
    """The loads that counted right after a change, by number; none before the first."""
    statement = select(col(LoadSpan.load_id)).where(
        col(LoadSpan.since) <= change,
        or_(col(LoadSpan.until).is_(None), col(LoadSpan.until) > change),
    )
    return list(connection.scalars(statement.order_by(col(LoadSpan.load_id))))
