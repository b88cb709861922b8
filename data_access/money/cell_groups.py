"""Amounts brought together in groups, and how exactly the sum of a group is known.

``amount_min_vnd`` and ``amount_max_vnd`` are the least and the most that the sum can be, in whole đồng,
always known; ``amount_vnd`` is the sum itself, null where a range is among its parts. ``qualifier`` is exact
only if every part is. Exact amounts and lower bounds make a lower bound, exact amounts and upper bounds an
upper one; any other mixture is about.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.store.frames import TEXT

# Each qualifier as a bit, and what a sum is called whose parts have these bits together.
BITS = {"exact": 0, "more_than": 1, "at_least": 2, "less_than": 4, "nearly": 8, "about": 16}
QUALIFIER_OF = {
    0: "exact",
    1: "more_than",
    2: "at_least",
    3: "more_than",
    4: "less_than",
    8: "nearly",
    12: "less_than",
}
MIXED = "about"

Numbers = npt.NDArray[np.int64]


def qualifier_of(qualifiers: Iterable[str]) -> str:
    """Return the qualifier of a sum of parts that have these; exact where there are none."""
    return _named(sum({BITS[qualifier] for qualifier in qualifiers}))


def _named(bits: int) -> str:
    return QUALIFIER_OF.get(bits, MIXED)


class Groups(NamedTuple):
    """Cells in the order of their groups, where each group starts, and the first cell of each."""

    ordered: Numbers
    starts: Numbers
    first: Numbers

    def some(self, which: npt.NDArray[np.bool_]) -> "Groups":
        """Return the groups that are marked."""
        sizes = self.sizes()
        ordered = self.ordered[np.repeat(which, sizes)]
        ends = np.cumsum(sizes[which])
        return Groups(ordered, ends - sizes[which], self.first[which])

    def sizes(self) -> Numbers:
        """Return how many cells each group has."""
        return np.diff(self.starts, append=len(self.ordered))

    def over(self, ufunc: np.ufunc, values: Any) -> npt.NDArray[Any]:
        """Return the values of the cells combined by a function, one a group."""
        of_rows = np.asarray(values)[self.ordered]
        return ufunc.reduceat(of_rows, self.starts) if len(self.starts) else of_rows

    def different(self, column: "pd.Series[Any]") -> Numbers:
        """Return how many different texts of a column of categories each group has."""
        numbers = np.repeat(np.arange(len(self.starts)), self.sizes())
        many = len(column.cat.categories) + 1
        pairs = np.unique(numbers * many + column.cat.codes.to_numpy(dtype="int64")[self.ordered] + 1)
        return np.bincount(pairs // many, minlength=len(self.starts))


def grouped(cells: pd.DataFrame, rows: Numbers, by: Sequence[str]) -> Groups:
    """Return the cells at these positions grouped by columns, in the order of those."""
    keys = [_ordinals(cells[name].array[rows]) for name in by]
    order = np.lexsort(keys[::-1])
    changes = [np.diff(key[order], prepend=-9) != 0 for key in keys]
    starts = np.flatnonzero(np.logical_or.reduce(changes))
    ordered = rows[order]
    return Groups(ordered, starts, ordered[starts])


def sums_of_groups(cells: pd.DataFrame, groups: Groups) -> dict[str, Any]:
    """Return the columns of a sum but ``areas``, one value a group; bounds are int64.

    Cells that are sums themselves say in ``reports`` of how many.
    """
    least, most = (groups.over(np.add, cells[f"amount_{bound}_vnd"]) for bound in ("min", "max"))
    is_range = ~groups.over(np.logical_and, cells["is_point"])
    bits = groups.over(np.bitwise_or, _bits(cells["qualifier"]))
    return {
        "amount_min_vnd": least,
        "amount_max_vnd": most,
        "reports": groups.over(np.add, cells["reports"]) if "reports" in cells else groups.sizes(),
        "amount_vnd": pd.arrays.IntegerArray(least.copy(), is_range),
        "qualifier": pd.Series(list(map(_named, bits.tolist())), dtype=TEXT),
    }


def texts_of(column: "pd.Series[Any]", rows: Numbers) -> Any:
    """Return the texts of a column of categories at these positions, NaN where null."""
    return column.cat.categories.array.take(column.cat.codes.to_numpy()[rows], allow_fill=True)


def _ordinals(values: Any) -> Numbers:
    """Return whole numbers in the order of the values: a text that is null comes first, a flag last."""
    if isinstance(values, pd.Categorical):
        return np.asarray(values.codes, dtype="int64")
    return np.asarray(pd.array(values).to_numpy(dtype="int64", na_value=2))


def _bits(qualifiers: "pd.Series[Any]") -> Numbers:
    """Return the bit of each qualifier, 0 where it is null."""
    of_category = [BITS[name] for name in qualifiers.cat.categories]
    return np.array([*of_category, 0])[qualifiers.cat.codes]
