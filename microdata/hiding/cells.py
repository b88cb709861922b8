"""Blocks of cells hidden, and as many more as keep their neighbours from giving them away.

What is published of a block in an area is a sum over all that lies in it. Whoever subtracts what is shown
below from what is shown above is left with sums over hidden areas: one for each area that is shown and has
hidden ones right under it. Of an area among them whose whole is R, whose column has the hidden sum T, and
whose neighbours together have R', no more is known than that its cell lies between max(0, T − R') and min(R,
T). A block is hidden in more areas until that leaves every small cell as many values as it could have, or 5;
where no area is left to hide, the area above is hidden, and its neighbours join in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.queries.small_cells import FEWEST_SHOWN
from microdata.hiding.blocks import BLOCKS, SUMS, Block
from microdata.hiding.tree import NOWHERE, Tree

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
LEAST_WIDTH = FEWEST_SHOWN - 1


def hidden_cells(counts: pd.DataFrame, tree: Tree) -> pd.DataFrame:
    """Return which cells are hidden: the frame of ``counts``, of one year, with true for those.

    ``counts`` are those of ``summed_upwards``. A column that is in no block is never hidden.
    """
    hidden = pd.DataFrame(False, index=counts.index, columns=counts.columns)
    of_block: dict[str, Flags] = {}
    for block in BLOCKS:
        codes = [column.code for column in block.columns if column.code in counts]
        if not codes:
            continue
        of_block[block.name] = _Hiding(block, counts, tree).areas(of_block.get(block.hidden_with))
        hidden.loc[of_block[block.name], codes] = True
    for total, name in SUMS.items():
        if name in of_block and total in counts:
            hidden.loc[of_block[name], total] = True
    return hidden


def shown(counts: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with <NA> in hidden cells."""
    return counts.astype("Int64").mask(hidden)


def is_small(values: Counts) -> Flags:
    """Whether counts are of so few that they may not be shown."""
    small: Flags = (values > 0) & (values < FEWEST_SHOWN)
    return small


@dataclass
class _Group:
    """Hidden areas whose sum is known by subtraction: the smallest ones, and those that lie between."""

    leaves: list[int]
    between: list[int]


class _Hiding:
    """The areas in which one block is hidden."""

    def __init__(self, block: Block, counts: pd.DataFrame, tree: Tree) -> None:
        columns = [column for column in block.columns if column.code in counts]
        self._values = counts[[column.code for column in columns]].to_numpy(dtype=np.int64)
        self._wholes = counts[[column.whole for column in columns]].to_numpy(dtype=np.int64)
        lists = counts[[f"{name}_households" for name in block.lists]].to_numpy(dtype=np.int64)
        self._is_first: Flags = np.asarray(is_small(lists).any(axis=1))
        if block.of_people:
            self._is_first |= is_small(self._values).any(axis=1)
        self._tree, self._below, self._is_leaf = tree, tree.below(), tree.is_leaf()
        # Groups that gave nothing away, by their root: most stay as they are from one round to the next.
        self._safe: dict[int, _Group] = {}

    def areas(self, hidden_anyway: Flags | None) -> Flags:
        """Return in which areas the block is hidden."""
        hidden: Flags = self._is_first.copy()
        if hidden_anyway is not None:
            hidden |= hidden_anyway
        while self._hide_below(hidden) or self._hide_more(hidden):
            pass
        return hidden

    def _hide_below(self, hidden: Flags) -> bool:
        """Hide a part of each hidden area whose parts are all shown; whether there was one."""
        bare = [
            place
            for place in np.flatnonzero(hidden & ~self._is_leaf).tolist()
            if not hidden[self._below[place]].any()
        ]
        for place in bare:
            hidden[self._best(self._below[place], hidden)] = True
        return bool(bare)

    def _hide_more(self, hidden: Flags) -> bool:
        """Hide one more area of each group that gives a cell away; whether there was one."""
        changed = False
        for root, group in self._groups(hidden).items():
            if root != NOWHERE and not self._is_safe(root, group):
                parts = [place for place in self._parts_of(root, hidden) if not hidden[place]]
                hidden[self._best(parts, hidden) if parts else root] = True
                changed = True
        return changed

    def _is_safe(self, root: int, group: _Group) -> bool:
        if self._safe.get(root) != group:
            if self._gives_away(group):
                return False
            self._safe[root] = group
        return True

    def _parts_of(self, root: int, hidden: Flags) -> list[int]:
        """The areas right under one, and right under the hidden ones in it."""
        found, open_ends = [], list(self._below[root])
        while open_ends:
            place = open_ends.pop()
            found.append(place)
            open_ends += self._below[place] if hidden[place] else []
        return sorted(found)

    def _groups(self, hidden: Flags) -> dict[int, _Group]:
        """Hidden areas by the lowest shown one above them; those with none above are by -1."""
        groups: dict[int, _Group] = {}
        for place in np.flatnonzero(hidden).tolist():
            root = next((above for above in self._tree.path(place) if not hidden[above]), NOWHERE)
            group = groups.setdefault(root, _Group([], []))
            (group.leaves if self._is_leaf[place] else group.between).append(place)
        return groups

    def _gives_away(self, group: _Group) -> bool:
        """Whether a small cell of a group can have fewer values than it should."""
        leaves = np.array(group.leaves)
        values, wholes = self._values[leaves], self._wholes[leaves]
        total, whole = values.sum(axis=0), wholes.sum(axis=0)
        if self._is_narrow(self._values[leaves], wholes, total, whole).any():
            return True
        inside = self._wholes_inside(group)
        for place in group.between:
            if self._is_narrow(self._values[place], inside[place], total, whole).any():
                return True
        return False

    def _wholes_inside(self, group: _Group) -> dict[int, Counts]:
        """The wholes of the smallest hidden areas in each of those that lie between, added up."""
        found = {place: np.zeros_like(self._wholes[place]) for place in group.between}
        for leaf in group.leaves:
            for above in self._tree.path(leaf):
                if above in found:
                    found[above] += self._wholes[leaf]
        return found

    @staticmethod
    def _is_narrow(cells: Counts, wholes: Counts, total: Counts, whole: Counts) -> Flags:
        highest = np.minimum(wholes, total)
        lowest = np.maximum(total - (whole - wholes), 0)
        narrow: Flags = is_small(cells) & (highest - lowest < np.minimum(wholes, LEAST_WIDTH))
        return narrow

    def _best(self, places: list[int], hidden: Flags) -> int:
        """The area that leaves the most room: with and without each thing; of as good ones the smallest."""
        values, wholes = self._values[places], self._wholes[places]
        room = np.minimum(values, LEAST_WIDTH) + np.minimum(wholes - values, LEAST_WIDTH)
        return places[int(np.lexsort((wholes.sum(axis=1), -room.sum(axis=1)))[0])]
