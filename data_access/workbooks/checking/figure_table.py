"""Figures of a file as a table of places and years by indicators, for rules that compare several of them."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

Reals = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
NOWHERE = -1


class FigureTable:
    """Each place and year is a row. ``at`` leads back to the row of the frame it was made from."""

    def __init__(self, figures: pd.DataFrame) -> None:
        """``figures`` has area_id, year, indicator_code and value, each place, year and indicator once."""
        codes, known = pd.factorize(figures["indicator_code"])
        self._columns = {str(code): number for number, code in enumerate(known)}
        keys = figures["area_id"].to_numpy(dtype=np.int64) * 10_000 + figures["year"].to_numpy(dtype=np.int64)
        rows, distinct = pd.factorize(keys)
        self.values: Reals = np.full((len(distinct), len(known)), np.nan)
        self.at: Places = np.full((len(distinct), len(known)), NOWHERE, dtype=np.int64)
        self.values[rows, codes] = figures["value"]
        self.at[rows, codes] = np.arange(len(figures))

    def has(self, codes: Iterable[str]) -> bool:
        """Whether the file holds all of these indicators anywhere."""
        return all(code in self._columns for code in codes)

    def of(self, code: str) -> Reals:
        """An indicator's values by place and year, NaN where there is none."""
        found: Reals = self.values[:, self._columns[code]]
        return found

    def places_of(self, code: str) -> Places:
        """The positions of those values in the frame."""
        found: Places = self.at[:, self._columns[code]]
        return found
