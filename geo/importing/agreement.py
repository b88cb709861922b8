"""How well shapes agree with the areas of the layer that ships: intersection over union."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.importing import placing
from geo.importing.areas import Target, areas
from geo.layers import shipped_shapes

BOUNDS = {"province": 0.7, "district": 0.45, "commune": 0.4}
"""The least mean agreement of a file of each level.

Measured on files of many makes: right readings agree by 0.84 to 0.98 (provinces), 0.60 to 0.78 (districts)
and about 0.6 (communes), wrong ones by 0.01 to 0.59 and 0.22 to 0.27. Districts and communes that ship are
schematic, hence the lower bounds.
"""

LEAST_AGREEMENT = 0.25
"""From this on a place speaks for itself."""

UNLIKE = {"province": 0.5, "district": 0.25, "commune": 0.2}
"""Below this a single shape does not resemble its place."""

NEAR_DEGREES = 0.2


@dataclass(frozen=True)
class Compared:
    """One area in the file and in the layer that ships: both sizes, and intersection over union."""

    code: str
    name_vi: str
    file_km2: float
    shipped_km2: float
    agreement: float


class Places:
    """How the shapes of a table lie to the areas of a layer."""

    def __init__(self, shapes: np.ndarray, reference: Mapping[str, shapely.Geometry]) -> None:
        self._shapes = shapes
        self._codes = np.array(list(reference), dtype=object)
        self._areas = np.array(list(reference.values()), dtype=object)
        rows, held = shapely.STRtree(self._areas).query(shapes, predicate="intersects")
        ground = shapely.area(shapes)
        shared = shapely.area(shapely.intersection(shapes[rows], self._areas[held]))
        together = ground[rows] + shapely.area(self._areas)[held] - shared
        self._pairs = list(
            zip(
                (shared / np.where(together > 0, together, 1)).tolist(),
                rows.tolist(),
                self._codes[held].tolist(),
                strict=True,
            )
        )
        self._inside: dict[int, tuple[float, str]] = {}
        parts = (shared / ground[rows]).tolist()
        for part, row, code in zip(parts, rows.tolist(), self._codes[held], strict=True):
            self._inside[row] = max(self._inside.get(row, (0.0, "")), (part, code))

    def overlaps(self, numbers: Sequence[int], codes: Sequence[str]) -> list[tuple[float, int, str]]:
        """Return intersection over union, row and code of the pairs that agree at all well."""
        wanted_rows, wanted = set(numbers), set(codes)
        return [
            pair
            for pair in self._pairs
            if pair[0] > LEAST_AGREEMENT and pair[1] in wanted_rows and pair[2] in wanted
        ]

    def near(self, number: int, code: str) -> bool:
        """Return whether a row lies in an area or close to it."""
        found = np.flatnonzero(self._codes == code)
        if not len(found):
            return True
        point = shapely.point_on_surface(self._shapes[number])
        return bool(shapely.dwithin(point, self._areas[found[0]], NEAR_DEGREES))

    def holder(self, number: int) -> tuple[float, str]:
        """Return the area that holds most of a row's ground, and which share; 0 and "" if none holds any."""
        return self._inside.get(number, (0.0, ""))


def agreement(first: shapely.Geometry, second: shapely.Geometry) -> float:
    """Return intersection over union of two shapes; 0 if neither covers ground."""
    shared = float(shapely.area(shapely.intersection(first, second)))
    together = float(shapely.area(first) + shapely.area(second)) - shared
    return shared / together if together > 0 else 0.0


def compared(shapes: Mapping[str, shapely.Geometry], target: Target) -> tuple[Compared, ...]:
    """Return every area beside the one that ships, the least alike first; empty if none ships."""
    shipped, known = shipped_shapes(*target), areas(target)
    codes = [code for code in shapes if code in shipped]
    if not codes:
        return ()
    ours = np.array([shipped[code] for code in codes], dtype=object)
    theirs = np.array([shapes[code] for code in codes], dtype=object)
    shared = shapely.area(shapely.intersection(ours, theirs))
    together = shapely.area(ours) + shapely.area(theirs) - shared
    sizes = placing.square_kilometres(theirs), placing.square_kilometres(ours)
    found = [
        Compared(code, known[code].name_vi, float(file), float(ship), float(share))
        for code, file, ship, share in zip(codes, *sizes, shared / together, strict=True)
    ]
    return tuple(sorted(found, key=lambda area: (area.agreement, area.code)))
