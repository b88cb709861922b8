"""Money of every area of a level in one period, kept as plain cells so that each filter is a sum away.

A page that lets people change project, fund and stage over three thousand communes asks the database once and
adds up what it holds. What counts is what ``money_sums`` counts; a test holds the two to each other.
"""

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.frames import FLAG, FLAG_OR_NULL, TEXT, WHOLE, WHOLE_OR_NULL, frame
from data_access.models import Area, Money
from data_access.queries.money import MoneyQuestion, conditions_of
from data_access.queries.money_sums import BITS, CALLED

CELL_COLUMNS = {
    **dict.fromkeys(("area_code", "stage", "project_code", "fund", "qualifier", "source_code"), TEXT),
    **dict.fromkeys(("period_from", "period_to"), WHOLE),
    **dict.fromkeys(("each_year", "with_carried_over"), FLAG_OR_NULL),
    **dict.fromkeys(("in_wider_fund", "is_point"), FLAG),
    **dict.fromkeys(("beneath", "beneath_in_fund", "amount_min_vnd", "amount_max_vnd"), WHOLE),
}
REPEATED = ("area_code", "stage", "project_code", "fund", "qualifier", "source_code")
KEYS = ["area_code", "period_from", "period_to", "each_year", "with_carried_over"]


def money_cells(session: Session, asked: MoneyQuestion) -> pd.DataFrame:
    """Every amount of the areas asked for, of all projects and funds, by area code; only what sums need.

    ``amount_min_vnd`` and ``amount_max_vnd`` are always there, ``is_point`` tells those that are no range.
    Empty frame where nothing was reported. Raises ``UnknownProgramme`` or ``UnknownArea``.
    """
    point = col(Money.amount_vnd)
    bounds = [func.coalesce(point, col(bound)) for bound in (Money.amount_min_vnd, Money.amount_max_vnd)]
    special = {"area_code": col(Area.code), "is_point": point.is_not(None)}
    special |= dict(zip(("amount_min_vnd", "amount_max_vnd"), bounds, strict=True))
    statement = (
        select(*(special[name] if name in special else getattr(Money, name) for name in CELL_COLUMNS))
        .join(Money, col(Money.area_id) == col(Area.id))
        .where(*conditions_of(session, asked), col(Money.preference) == 1, bounds[0].is_not(None))
        .order_by(col(Area.code), col(Money.id))
    )
    return frame(session.execute(statement), CELL_COLUMNS).astype(dict.fromkeys(REPEATED, "category"))


def standing_cells(cells: pd.DataFrame, asked: MoneyQuestion, projects: pd.DataFrame) -> pd.DataFrame:
    """The cells that a sum over what is asked for adds: stage, fund and project fit, and no other holds them.

    ``projects`` has ``code`` and ``parent_code`` of the programme's projects.
    """
    kept = pd.Series(data=True, index=cells.index)
    if asked.stage is not None:
        kept &= cells["stage"] == asked.stage
    if asked.fund is None:
        mark = cells["beneath"]
        kept &= ~cells["in_wider_fund"] & (cells["fund"] != "in_kind")
    else:
        mark = cells["beneath_in_fund"]
        kept &= cells["fund"] == asked.fund
    limit = 1
    if asked.project is not None:
        parents = dict(zip(projects["code"], projects["parent_code"], strict=True))
        branch = [code for code, parent in parents.items() if asked.project in (code, parent)]
        kept &= cells["project_code"].isin(branch)
        limit = 4 if isinstance(parents.get(asked.project), str) else 2
    return cells[kept & (mark < limit)]


def sums_of_cells(standing: pd.DataFrame) -> pd.DataFrame:
    """Standing cells added up by area and period, as ``money_by_area`` gives them, without names."""
    keys = [_ordinals(standing[name]) for name in KEYS]
    order = np.lexsort(keys[::-1])
    changes = [np.diff(key[order], prepend=-1) != 0 for key in keys]
    starts = np.flatnonzero(np.logical_or.reduce(changes))
    cells = standing.iloc[order]

    def over_groups(ufunc: np.ufunc, values: Any) -> np.ndarray:
        values = np.asarray(values)
        return ufunc.reduceat(values, starts) if len(starts) else values

    bits = cells["qualifier"].astype("str").map(BITS).to_numpy(dtype="int64", na_value=0)
    least, most = (over_groups(np.add, cells[f"amount_{bound}_vnd"]) for bound in ("min", "max"))
    is_point = over_groups(np.logical_and, cells["is_point"])
    sums = cells.iloc[starts][KEYS].reset_index(drop=True)
    called = pd.Series(over_groups(np.bitwise_or, bits)).map(CALLED).fillna("about").astype("str")
    return sums.assign(
        amount_min_vnd=least,
        amount_max_vnd=most,
        reports=np.diff(starts, append=len(order)),
        amount_vnd=pd.Series(least, dtype=WHOLE_OR_NULL).where(pd.Series(is_point)),
        qualifier=called,
        areas=1,
    ).astype({"area_code": TEXT})


def _ordinals(column: "pd.Series[Any]") -> np.ndarray:
    """Whole numbers from 0 in the order of the values, what is null behind them."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy()
    return column.astype("Int64").fillna(2).to_numpy(dtype="int64")
