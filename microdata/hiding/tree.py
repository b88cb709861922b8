"""Which areas lie in which, by their place in a frame of counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from microdata.counting.upwards import NATION
from vocabulary.vintages import OF_LARGE_AREAS

Places = npt.NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True)
class Tree:
    """The areas of one year: ``above`` has the place of the one above each, -1 for the uppermost."""

    above: Places

    def is_leaf(self) -> npt.NDArray[np.bool_]:
        """Whether each area is a smallest one."""
        found = np.ones(len(self.above), dtype=bool)
        found[self.above[self.above >= 0]] = False
        return found

    def below(self) -> list[list[int]]:
        """Return the areas right below each."""
        found: list[list[int]] = [[] for _ in self.above]
        for place, above in enumerate(self.above.tolist()):
            if above >= 0:
                found[above].append(place)
        return found

    def path(self, place: int) -> list[int]:
        """Return the areas above one, the nearest first."""
        return self._paths[place]

    @cached_property
    def _paths(self) -> list[list[int]]:
        above = self.above.tolist()

        def path(place: int) -> list[int]:
            found = []
            while (place := above[place]) >= 0:
                found.append(place)
            return found

        return [path(place) for place in range(len(above))]


def tree_of(areas: pd.Index[Any], units: pd.DataFrame) -> Tree:
    """Return the tree of areas of one year, given as year, vintage, level and code.

    ``units`` are those of ``smallest_units``; an area whose upper areas are not among ``areas`` is an
    uppermost one.
    """
    at = {key[1:]: place for place, key in enumerate(areas.to_list())}
    above_communes = units.set_index(["vintage", "commune"])[["district", "province"]]
    communes: Any = above_communes.to_dict("index")
    districts = units.drop_duplicates(["vintage", "district"]).set_index(["vintage", "district"])["province"]
    nation = at.get((OF_LARGE_AREAS, "nation", NATION), NOWHERE)
    above = []
    for vintage, level, code in (key[1:] for key in areas.to_list()):
        province = at.get(
            (vintage, "province", _province_of(communes, districts, (vintage, level, code))), nation
        )
        district = communes[vintage, code]["district"] if level == "commune" else ""
        nearest = {"commune": at.get((vintage, "district", district), province), "district": province}
        above.append(nearest.get(level, nation if level == "province" else NOWHERE))
    return Tree(np.array(above, dtype=np.int64))


def _province_of(
    communes: dict[tuple[str, str], dict[str, str]], districts: pd.Series, area: tuple[str, str, str]
) -> str:
    vintage, level, code = area
    if level == "commune":
        return communes[vintage, code]["province"]
    return str(districts.get((vintage, code), "")) if level == "district" else ""
