"""The areas the figures are for: the smallest units of each vintage and what each lies in."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.demonstration.apportioning import Reals
from data_access.embedded.csv_lines import Line, lines
from data_access.text.folding import folded
from vocabulary.vintages import FORMER_DISTRICTS, FORMER_PROVINCES, NEW, OF_LARGE_AREAS, OLD

Key = tuple[str, str, str]
Ids = NDArray[np.int64]
NATION = (OF_LARGE_AREAS, "nation", "VN")


@dataclass(frozen=True)
class Units:
    """The smallest areas of one province (communes, and districts that have none) in file order."""

    ids: Ids
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    district_ids: Ids
    is_poor_district: NDArray[np.bool_]


class Geography:
    """The areas of ``data_dir``, numbered as they will be stored."""

    def __init__(self, data_dir: Path) -> None:
        self._areas = {_key(line.cells): line for line in lines(data_dir, "area")}
        # What is invented of a place depends on its number: regions of today, which came later, are last.
        numbered = sorted(self._areas, key=lambda key: key[:2] == (NEW, "region"))
        self.ids = {key: number for number, key in enumerate(numbered, start=1)}
        self._links = list(_links(data_dir))
        self._poor_districts = {
            line.cells["code"]
            for line in lines(data_dir, "area_class")
            if line.cells["class"] == "poor_district"
        }
        self.coastal_communes = {
            line.cells["code"]
            for line in lines(data_dir, "area_class")
            if line.cells["class"] == "coastal_commune_escaped"
        }
        self._workers = _workers(data_dir)
        self._survey = _survey_rates(data_dir)

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the table of areas, parents before children."""
        return [self._row(key, line) for key, line in self._areas.items()]

    def _row(self, key: Key, line: Line) -> dict[str, Any]:
        parent = self.parent(key)
        folded_name = folded(line.cells["name_vi"] or "")
        parent_id = None if parent is None else self.ids[parent]
        given = {"id": self.ids[key], "parent_id": parent_id, "folded_name": folded_name}
        return {name: value for name, value in line.cells.items() if not name.startswith("parent_")} | given

    def parent(self, key: Key) -> Key | None:
        """The area above; None for the nation, which is one row for all vintages."""
        cells = self._areas[key].cells
        if cells["parent_level"] is None:
            return None
        parent = (key[0], cells["parent_level"], cells["parent_code"])
        return parent if parent in self._areas else (OF_LARGE_AREAS, *parent[1:])

    @cached_property
    def successors(self) -> dict[str, tuple[str, ...]]:
        """Code of each province of the reform → codes of the provinces it was made of."""
        found = defaultdict(list)
        for start, end in self._links:
            if start[:2] == (OLD, "province"):
                found[end[2]].append(start[2])
        return {code: tuple(sorted(parts)) for code, parts in sorted(found.items())}

    @cached_property
    def _of_province(self) -> dict[Key, list[Key]]:
        """Province → its smallest areas."""
        parents = {self.parent(key) for key in self._areas if key[1] == "commune"}
        found = defaultdict(list)
        for key in self._areas:
            is_smallest = key[1] == "commune" or (key[1] == "district" and key not in parents)
            if is_smallest and key[0] not in (FORMER_PROVINCES, FORMER_DISTRICTS):
                found[self._province(key)].append(key)
        return found

    def _province(self, key: Key) -> Key:
        while key[1] != "province":
            above = self.parent(key)
            assert above is not None, key
            key = above
        return key

    def units(self, vintage: str, province: str) -> Units:
        """The smallest areas of a province."""
        keys = self._of_province[vintage, "province", province]
        districts = [key if key[1] == "district" else self.parent(key) for key in keys]
        return Units(
            ids=np.array([self.ids[key] for key in keys], dtype=np.int64),
            kinds=tuple(self._areas[key].cells["kind"] for key in keys),
            codes=tuple(key[2] for key in keys),
            district_ids=np.array([self.ids[key] for key in districts if key is not None], dtype=np.int64),
            is_poor_district=np.array(
                [key is not None and key[2] in self._poor_districts for key in districts]
            ),
        )

    def region_of(self, province: str) -> str:
        """Code of the region that a province of before the reform was in."""
        above = self.parent((OLD, "province", province))
        assert above is not None, province
        return above[2]

    def provinces_of(self, region: str) -> list[str]:
        """Codes of the provinces of a region, in order."""
        above = (OF_LARGE_AREAS, "region", region)
        return [key[2] for key in self._areas if key[:2] == (OLD, "province") and self.parent(key) == above]

    def workers(self, provinces: list[str]) -> Reals:
        """Employed persons of the provinces in 2023: how their households compare in number."""
        return np.array([self._workers[code] for code in provinces])

    def survey_rates(self, provinces: list[str]) -> Reals:
        """Survey poverty rate of the provinces in 2023: how poor they are beside each other."""
        return np.array([self._survey[code] for code in provinces])

    def heirs(self, area_id: int) -> list[int]:
        """The areas of after the reform that people of a smallest area of before went into."""
        return self._heirs[area_id]

    @cached_property
    def _heirs(self) -> dict[int, list[int]]:
        found = defaultdict(list)
        for start, end in self._links:
            if end[1] == "commune":
                found[self.ids[start]].append(self.ids[end])
        return found

    def name(self, area_id: int) -> tuple[str, str]:
        """The full name of an area in Vietnamese and English."""
        cells = self._areas[self._keys[area_id - 1]].cells
        return cells["full_name_vi"], cells["full_name_en"]

    def code(self, area_id: int) -> str:
        """The code of an area within its vintage and level."""
        return self._keys[area_id - 1][2]

    @cached_property
    def _keys(self) -> list[Key]:
        return list(self._areas)

    def above(self, area_ids: Ids) -> Ids:
        """For each area the one above it; 0 for the nation."""
        return self._parent_ids[area_ids]

    def levels(self, area_ids: Ids) -> NDArray[np.str_]:
        """The level of each area."""
        return self._levels[area_ids]

    @cached_property
    def _levels(self) -> NDArray[np.str_]:
        return np.array(["", *(key[1] for key in self.ids)])

    def counted(self, area_ids: Ids) -> dict[tuple[str, str], int]:
        """How many of the areas are of each vintage and level."""
        kinds, kind_of = self._kinds
        counts = np.bincount(kind_of[area_ids], minlength=len(kinds)).tolist()
        return {kind: count for kind, count in zip(kinds, counts, strict=True) if count}

    @cached_property
    def _kinds(self) -> tuple[list[tuple[str, str]], Ids]:
        kinds = list(dict.fromkeys(key[:2] for key in self.ids))
        place = {kind: number for number, kind in enumerate(kinds)}
        return kinds, np.array([0, *(place[key[:2]] for key in self.ids)])

    @cached_property
    def _parent_ids(self) -> Ids:
        parents = np.zeros(len(self.ids) + 1, dtype=np.int64)
        for key, number in self.ids.items():
            above = self.parent(key)
            parents[number] = 0 if above is None else self.ids[above]
        return parents


def _key(cells: dict[str, Any], prefix: str = "") -> Key:
    return cells[f"{prefix}vintage"], cells[f"{prefix}level"], cells[f"{prefix}code"]


def _links(data_dir: Path) -> list[tuple[Key, Key]]:
    """The ways that people went; a neighbour that took land alone has none of their households."""
    return [
        (_key(line.cells, "from_"), _key(line.cells, "to_"))
        for line in lines(data_dir, "crosswalk")
        if line.cells["moved"] != "land"
    ]


def _workers(data_dir: Path) -> dict[str, float]:
    return _of_provinces(data_dir, "employed_persons")


def _survey_rates(data_dir: Path) -> dict[str, float]:
    return _of_provinces(data_dir, "survey_multidimensional_poverty_rate")


def _of_provinces(data_dir: Path, indicator: str, year: int = 2023) -> dict[str, float]:
    return {
        line.cells["area_code"]: line.cells["value"]
        for line in lines(data_dir, "figure")
        if line.cells["indicator_code"] == indicator
        and (line.cells["level"], line.cells["year"]) == ("province", year)
        and line.cells["value"] is not None
    }
