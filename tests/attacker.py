"""What an attacker can still say of hidden cells: all that is published as a linear programme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from data_access.workbooks.checking.figure_rules import AT_LEAST, AT_MOST, BALANCES
from microdata.hiding.blocks import BLOCKS
from microdata.hiding.tree import Tree

Row = tuple[dict[tuple[int, str], float], float]


class Attacker:
    """Knows every shown cell, which areas lie in which, and every rule that figures keep."""

    def __init__(self, counts: pd.DataFrame, hidden: pd.DataFrame, tree: Tree) -> None:
        self.counts, self.hidden = counts.reset_index(drop=True), hidden.reset_index(drop=True)
        self.tree = tree
        self.cells = [
            (at, code) for code in map(str, hidden) for at in np.flatnonzero(self.hidden[code]).tolist()
        ]
        self.number = {cell: place for place, cell in enumerate(self.cells)}
        self.equal, self.at_most = self._matrix([*self._sums()]), self._matrix([*self._limits()])

    def _term(self, row: Row, at: int, code: str, factor: float) -> Row:
        """A row of the programme with a cell added to its left side, or to its right where it is shown."""
        terms, right = row
        if (at, code) in self.number:
            return terms | {(at, code): terms.get((at, code), 0) + factor}, right
        return terms, right - factor * float(self.counts[code].iloc[at])

    def _row(self, parts: list[tuple[int, str, float]]) -> Row:
        """A row of the programme; one about a column that there is not says nothing."""
        row: Row = ({}, 0.0)
        if any(code not in self.counts for _, code, _ in parts):
            return row
        for at, code, factor in parts:
            row = self._term(row, at, code, factor)
        return row

    def _sums(self) -> Iterator[Row]:
        """Areas add up, and so do the parts of a total."""
        below = self.tree.below()
        for code in {code for _, code in self.cells}:
            for at, parts in enumerate(below):
                if parts:
                    yield self._row([(at, code, -1.0), *((part, code, 1.0) for part in parts)])
        for at in range(len(self.counts)):
            for total, plus, minus in (*BALANCES, *self._of_peoples()):
                added = [(at, total, -1.0), *((at, code, 1.0) for code in plus if code in self.counts)]
                yield self._row([*added, *((at, code, -1.0) for code in minus)])

    @staticmethod
    def _of_peoples() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        for block in BLOCKS:
            if block.name.startswith("each_people"):
                yield block.columns[0].whole, tuple(one.code for one in block.columns), ()

    def _limits(self) -> Iterator[Row]:
        """Parts are within their whole, persons no fewer than households, groups as the forms say."""
        for at in range(len(self.counts)):
            for part, whole, times in AT_MOST:
                yield self._row([(at, part, 1.0), (at, whole, -float(times))])
            for part, whole, times in AT_LEAST:
                yield self._row([(at, part, -1.0), (at, whole, float(times))])
            for of_list in ("poor", "near_poor"):
                yield from self._of_groups(at, of_list)

    def _of_groups(self, at: int, of_list: str) -> Iterator[Row]:
        kinds = ("ethnic_minority", "without_labour", "with_merit_member")
        groups = [f"{of_list}_households_{kind}" for kind in kinds]
        rest, total = f"{of_list}_households_in_other_groups", f"{of_list}_households"
        yield self._row([(at, total, 1.0), (at, rest, -1.0), *((at, code, -1.0) for code in groups)])
        for code in groups:
            yield self._row([(at, code, 1.0), (at, rest, 1.0), (at, total, -1.0)])
            yield self._row([(at, code, 1.0), (at, code.replace("households", "persons"), -1.0)])
        for kind in ("kinh", "in_other_groups", "local_minority"):
            code = f"{of_list}_households_{kind}"
            yield self._row([(at, code, 1.0), (at, code.replace("households", "persons"), -1.0)])
        local = f"{of_list}_households_local_minority"
        yield self._row([(at, local, 1.0), (at, groups[0], -1.0)])

    def _matrix(self, rows: list[Row]) -> tuple[Any, Any]:
        kept = [row for row in rows if row[0]]
        matrix = np.zeros((len(kept), len(self.cells)))
        for at, (terms, _) in enumerate(kept):
            for cell, factor in terms.items():
                matrix[at, self.number[cell]] = factor
        return csr_array(matrix), np.array([right for _, right in kept])

    def range_of(self, cell: tuple[int, str]) -> tuple[float, float]:
        """The least and the most that a hidden cell can be."""
        aim = np.zeros(len(self.cells))
        aim[self.number[cell]] = 1.0
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(
                sign * aim,
                A_ub=self.at_most[0],
                b_ub=self.at_most[1],
                A_eq=self.equal[0],
                b_eq=self.equal[1],
                bounds=(0, None),
                method="highs",
            )
            assert found.status in (0, 3), found.message
            ends.append(float("inf") if found.status == 3 else sign * float(found.fun))
        return ends[0], ends[1]
