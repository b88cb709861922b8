"""Polygons made light for the browser without tearing neighbours apart, and what is wrong between them.

Borders are simplified first: what two neighbours share vertex by vertex stays shared, and everything after
works on a fortieth of the vertices. Then what does not fit is fitted, then coordinates are rounded, and what
rounding broke is fitted again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from geo.importing.placing import polygonal, square_kilometres

TOLERANCES = {"province": 0.002, "district": 0.001, "commune": 0.0006}
"""Degrees: the square root of the largest triangle that a dropped vertex may span."""

VERTEX_BUDGETS = {"province": 60_000, "district": 150_000, "commune": 450_000}
"""So that the drawings stay within 350 kB for all districts and 120 kB for one province's communes."""

SNAP_SHARE = 0.1
"""Borders that are nearer than a tenth of the tolerance are one border."""

LEAST_FLAW_KM2 = 0.01
COAST_DEGREES = 0.03
"""Half of how wide a piece of land must be to be missed: files follow the coast in their own ways."""

DECIMALS = (5, 6, 7)
"""Places after the point: 1.1 m, and finer only where that would break a polygon."""


@dataclass(frozen=True)
class Flaw:
    """An overlap of two rows, or a gap and the rows around it; ``rows`` are places in the list."""

    rows: tuple[int, ...]
    km2: float


def simplified(shapes: np.ndarray, level: str) -> tuple[np.ndarray, float]:
    """Return polygons with few enough vertices, borders still shared, and the tolerance that did it."""
    tolerance = TOLERANCES[level]
    light = shapely.coverage_simplify(shapes, tolerance)
    while shapely.get_num_coordinates(light).sum() > VERTEX_BUDGETS[level]:
        tolerance *= 1.25
        light = shapely.coverage_simplify(light, tolerance)
    return _mended(light), tolerance


def _mended(shapes: np.ndarray) -> np.ndarray:
    valid = shapely.is_valid(shapes)
    return np.array([s if ok else polygonal(s) for s, ok in zip(shapes, valid, strict=True)], dtype=object)


def is_sound(shapes: np.ndarray) -> bool:
    """Whether all polygons are valid, none is empty, and neighbours share their borders vertex by vertex."""
    whole = shapely.is_valid(shapes).all() and not shapely.is_empty(shapes).any()
    return bool(whole and shapely.coverage_is_valid(shapes))


def fitted(shapes: np.ndarray, tolerance: float) -> np.ndarray:
    """Return polygons that neither overlap nor leave slivers; a polygon that would vanish stays as it was.

    Gaps narrower than twice the tolerance are closed, wider ones are the file's own.
    """
    if is_sound(shapes):
        return shapes
    snapping = tolerance * SNAP_SHARE
    clean = _cleaned(shapes, gap_width=2 * tolerance, snapping_distance=snapping)
    return _without_losses(shapes, clean)


def _cleaned(shapes: np.ndarray, *, gap_width: float, snapping_distance: float) -> np.ndarray:
    # The stubs know shapely 2.1; this came with 2.2.
    clean: np.ndarray = shapely.coverage_clean(  # type: ignore[attr-defined]
        shapes, gap_width=gap_width, snapping_distance=snapping_distance
    )
    return clean


def _without_losses(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    return np.where(shapely.is_empty(after), before, after)


def rounded(shapes: np.ndarray) -> np.ndarray:
    """Return polygons on a grid of metres, still sound wherever they were sound before."""
    for decimals in DECIMALS:
        grid = on_grid(shapes, decimals)
        if is_sound(grid):
            return grid
        again = on_grid(_cleaned(_mended(grid), gap_width=0, snapping_distance=0), decimals)
        if is_sound(again):
            return again
    return shapes


def on_grid(shapes: np.ndarray, decimals: int) -> np.ndarray:
    """Return shapes with rounded coordinates; nothing is mended."""
    steps = 10**decimals
    # Division of whole numbers gives the shortest decimals; a product with 0.00001 would not.
    grid: np.ndarray = shapely.transform(shapes, lambda points: np.rint(points * steps) / steps)
    return grid


def overlaps(shapes: np.ndarray) -> list[Flaw]:
    """Return which shapes cover the same ground, the largest first; slivers are not counted."""
    if shapely.coverage_is_valid(shapes):
        return []
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    km2 = square_kilometres(shapely.intersection(shapes[first], shapes[second]))
    found = zip(first.tolist(), second.tolist(), km2.tolist(), strict=True)
    return _largest(Flaw((a, b), size) for a, b, size in found)


def gaps(shapes: np.ndarray, expected: shapely.Geometry | None = None) -> list[Flaw]:
    """Return the ground that none of the shapes covers, the largest first.

    It is what they enclose, and open bays in the ground ``expected`` to be theirs that are wider than the
    course of a coast may differ.
    """
    sound = shapely.coverage_is_valid(shapes)
    union = shapely.coverage_union_all(shapes) if sound else shapely.union_all(shapes)
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    holes: list[shapely.Geometry] = [shapely.Polygon(ring) for ring in rings]
    holes += _undrawn(union, expected) if expected is not None else []
    if not holes:
        return []
    tree = shapely.STRtree(shapes)
    km2 = square_kilometres(np.array(holes))
    around = [tuple(sorted(tree.query(hole, predicate="intersects").tolist())) for hole in holes]
    return _largest(Flaw(rows, size) for rows, size in zip(around, km2.tolist(), strict=True))


def _undrawn(union: shapely.Geometry, expected: shapely.Geometry) -> list[shapely.Geometry]:
    """Return the open bays: parts of the expected ground outside of the union, without their thin edges."""
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(union)])
    outside = shapely.buffer(shapely.difference(expected, filled), -COAST_DEGREES)
    bays = shapely.get_parts(shapely.buffer(outside, COAST_DEGREES * 1.01))
    return [bay for bay in bays if not bay.is_empty]


def _largest(flaws: Iterable[Flaw]) -> list[Flaw]:
    kept = [flaw for flaw in flaws if flaw.km2 >= LEAST_FLAW_KM2]
    return sorted(kept, key=lambda flaw: -flaw.km2)
