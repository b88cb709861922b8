"""Money of each area added up for every choice of project and fund, kept beside the rows it is made of."""

from typing import Any

from sqlmodel import Field

from data_access.models.table import Table
from data_access.store.column_types import AMOUNT, FLAG, TEXT, WHOLE

# What stands for the whole programme in place of a project, and for all money in place of a fund.
EVERY = ""


def _key(kind: Any) -> Any:
    return Field(primary_key=True, sa_type=kind, sa_column_kwargs={"autoincrement": False})


class MoneySum(Table, table=True):
    """What an area has of one source for a choice of project and fund, in whole đồng.

    Made at each load by ``data_access.money.kept_sums``, of rows of ``money`` and of nothing else, so that no
    column refers to another table. Amounts of different sources, qualifiers and kinds (amount or range) stay
    apart, since how exactly a sum is known, and what it rests on, follows from them.
    """

    __tablename__ = "money_sum"
    # SQLite keeps the rows in the order of their key and nowhere else.
    __table_args__ = ({"sqlite_with_rowid": False},)

    area_id: int = _key(WHOLE)
    scope: str = _key(TEXT)
    programme_code: str = _key(TEXT)
    project_code: str = _key(TEXT)
    fund: str = _key(TEXT)
    period_from: int = _key(WHOLE)
    period_to: int = _key(WHOLE)
    stage: str = _key(TEXT)
    each_year: bool = _key(FLAG)
    with_carried_over: bool = _key(FLAG)
    source_code: str = _key(TEXT)
    qualifier: str = _key(TEXT)
    is_point: bool = _key(FLAG)
    amount_min_vnd: int = Field(sa_type=AMOUNT)
    amount_max_vnd: int = Field(sa_type=AMOUNT)
    reports: int = Field(sa_type=WHOLE)
