"""Money of every area of a level in one period, kept as plain cells so that each filter is a sum away.

A page that lets people change project, fund and stage over three thousand communes asks the database once and
adds up what it holds. What counts is what ``money_sums`` counts; a test holds the two to each other.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Money
from data_access.queries.money import MoneyQuestion, conditions_of
from data_access.queries.money_sums import BITS, CALLED
from data_access.store.frames import FLAG, FLAG_OR_NULL, REPEATED, TEXT, WHOLE, frame

CELL_COLUMNS = {
    **dict.fromkeys(("area_code", "stage", "project_code", "fund", "qualifier", "source_code"), REPEATED),
    **dict.fromkeys(("period_from", "period_to"), WHOLE),
    **dict.fromkeys(("each_year", "with_carried_over"), FLAG_OR_NULL),
    **dict.fromkeys(("in_wider_fund", "is_point"), FLAG),
    **dict.fromkeys(("beneath", "beneath_in_fund", "amount_min_vnd", "amount_max_vnd"), WHOLE),
}
PERIODS = ["period_from", "period_to", "each_year", "with_carried_over"]
KEYS = ["area_code", *PERIODS]


def money_cells(session: Session, question: MoneyQuestion) -> pd.DataFrame:
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
        .where(*conditions_of(session, question), col(Money.preference) == 1, bounds[0].is_not(None))
        .order_by(col(Area.code), col(Money.id))
    )
    return frame(session.execute(statement), CELL_COLUMNS)


def counted_rows(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> np.ndarray:
    """Which cells a sum over what is asked for adds: stage, fund and project fit, and no other holds them.

    Returns their places in ``cells``. ``projects`` has ``code`` and ``parent_code`` of the programme's
    projects.
    """
    kept, mark = in_fund(cells, question)
    if question.stage is not None:
        kept &= is_in(cells["stage"], [question.stage])
    within, limit = in_branch(cells, question, projects)
    return np.flatnonzero(kept & within & (mark < limit))


def in_fund(cells: pd.DataFrame, question: MoneyQuestion) -> tuple[np.ndarray, np.ndarray]:
    """Which cells are of the fund asked for, or of any; and the marks by which one is held by another."""
    if question.fund is not None:
        return is_in(cells["fund"], [question.fund]), cells["beneath_in_fund"].to_numpy()
    held = cells["in_wider_fund"].to_numpy() | is_in(cells["fund"], ["in_kind"])
    return ~held, cells["beneath"].to_numpy()


def in_branch(cells: pd.DataFrame, question: MoneyQuestion, projects: pd.DataFrame) -> tuple[np.ndarray, int]:
    """Which cells are of the project asked for, or of any; and what the mark of one that stands is under."""
    if question.project is None:
        return np.ones(len(cells), dtype=bool), 1
    parents = dict(zip(projects["code"], projects["parent_code"], strict=True))
    branch = [code for code, parent in parents.items() if question.project in (code, parent)]
    return is_in(cells["project_code"], branch), 4 if isinstance(parents.get(question.project), str) else 2


def is_at(cells: pd.DataFrame, question: MoneyQuestion) -> np.ndarray:
    """Which cells are of the stage and period asked for, where any are."""
    kept = np.ones(len(cells), dtype=bool)
    if question.stage is not None:
        kept &= is_in(cells["stage"], [question.stage])
    if question.period is not None:
        for name, year in zip(("period_from", "period_to"), question.period, strict=True):
            kept &= cells[name].to_numpy() == year
    return kept


def is_in(column: "pd.Series[Any]", wanted: Sequence[str]) -> np.ndarray:
    """Which cells of a column of categories hold any of these."""
    of_category = [name in wanted for name in column.cat.categories]
    # The last one is for what is null.
    return np.array([*of_category, False])[column.cat.codes]


def sums_of_cells(cells: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """These cells added up by area and period, as ``money_by_area`` gives them, without names.

    By area code and period; what is null stands behind the rest.
    """
    return _by_area(cells, grouped(cells, rows, KEYS))


def sum_of_each_area(cells: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """These cells added up to one sum an area, by area code: the first of those of ``sums_of_cells``.

    An amount told for each year of a period is no sum of it and is left out.
    """
    groups = grouped(cells, _not_yearly(cells, rows), KEYS)
    areas = cells["area_code"].cat.codes.to_numpy()[groups.first]
    return _by_area(cells, groups.some(np.diff(areas, prepend=-1) != 0))


def _by_area(cells: pd.DataFrame, groups: "Groups") -> pd.DataFrame:
    named = {"area_code": texts_of(cells["area_code"], groups.first)}
    named |= {name: cells[name].array.take(groups.first) for name in PERIODS}
    return pd.DataFrame(named | sums_of_groups(cells, groups))


class Groups(NamedTuple):
    """Cells in the order of their groups, where each group starts, and the first cell of each."""

    ordered: np.ndarray
    starts: np.ndarray
    first: np.ndarray

    def some(self, which: np.ndarray) -> "Groups":
        """Those of the groups that are marked."""
        sizes = self.sizes()
        ordered = self.ordered[np.repeat(which, sizes)]
        ends = np.cumsum(sizes[which])
        return Groups(ordered, ends - sizes[which], self.first[which])

    def sizes(self) -> np.ndarray:
        """How many cells each group has."""
        return np.diff(self.starts, append=len(self.ordered))

    def over(self, ufunc: np.ufunc, values: Any) -> np.ndarray:
        """The values of the cells brought together, one a group."""
        of_rows = np.asarray(values)[self.ordered]
        return ufunc.reduceat(of_rows, self.starts) if len(self.starts) else of_rows


def grouped(cells: pd.DataFrame, rows: np.ndarray, by: Sequence[str], *, null: int = 2) -> Groups:
    """These cells by what columns hold, in the order of that; ``null`` stands for a flag that is null."""
    keys = [_ordinals(cells[name].array[rows], null) for name in by]
    order = np.lexsort(keys[::-1])
    changes = [np.diff(key[order], prepend=-9) != 0 for key in keys]
    starts = np.flatnonzero(np.logical_or.reduce(changes))
    ordered = rows[order]
    return Groups(ordered, starts, ordered[starts])


def sums_of_groups(cells: pd.DataFrame, groups: Groups) -> dict[str, Any]:
    """The columns of a sum as ``money_sums`` gives them; of many places together ``areas`` is not theirs."""
    least, most = (groups.over(np.add, cells[f"amount_{bound}_vnd"]) for bound in ("min", "max"))
    is_range = ~groups.over(np.logical_and, cells["is_point"])
    bits = groups.over(np.bitwise_or, _bits(cells["qualifier"]))
    return {
        "amount_min_vnd": least,
        "amount_max_vnd": most,
        "reports": groups.sizes(),
        "amount_vnd": pd.arrays.IntegerArray(least.copy(), is_range),
        "qualifier": pd.Series([CALLED.get(bit, "about") for bit in bits.tolist()], dtype=TEXT),
        "areas": 1,
    }


def areas_of_cells(cells: pd.DataFrame, rows: np.ndarray) -> int:
    """How many areas these cells have a sum of, amounts told for each year of a period left out."""
    return len(np.unique(cells["area_code"].cat.codes.to_numpy()[_not_yearly(cells, rows)]))


def _not_yearly(cells: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows[~is_yearly(cells)[rows]])


def is_yearly(cells: pd.DataFrame) -> np.ndarray:
    """Which cells are of each year of their period."""
    return np.asarray(cells["each_year"].array.to_numpy(dtype=bool, na_value=False))


def sources_of_cells(cells: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """The sources that these cells rest on, one row an area and source, by area code and source."""
    areas, sources = cells["area_code"], cells["source_code"]
    codes = (column.cat.codes.to_numpy(dtype="int64")[rows] for column in (areas, sources))
    many = len(sources.cat.categories)
    pairs = np.unique(next(codes) * many + next(codes))
    named = zip(("area_code", "source_code"), (areas, sources), np.divmod(pairs, many), strict=True)
    return pd.DataFrame({name: column.cat.categories.take(at) for name, column, at in named})


def _ordinals(values: Any, null: int = 2) -> np.ndarray:
    """Whole numbers in the order of the values; a text that is null stands before the rest."""
    if isinstance(values, pd.Categorical):
        return np.asarray(values.codes, dtype="int64")
    return np.asarray(pd.array(values).to_numpy(dtype="int64", na_value=null))


def texts_of(column: "pd.Series[Any]", rows: np.ndarray) -> Any:
    """The texts of a column of categories in these rows, NaN where null."""
    return column.cat.categories.array.take(column.cat.codes.to_numpy()[rows], allow_fill=True)


def _bits(qualifiers: "pd.Series[Any]") -> np.ndarray:
    """The bit of each qualifier, 0 where it is null."""
    of_category = [BITS[name] for name in qualifiers.cat.categories]
    return np.array([*of_category, 0])[qualifiers.cat.codes]
