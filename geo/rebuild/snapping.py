"""Puts cells on the whole-number grid without moving the border they are cut by.

All coordinates are ten-thousandths of a degree. A province's own vertices are thousandths, so each of its
segments holds nine grid points at least that lie on it exactly: cells end at those, and stay exactly inside.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

STEPS = 10_000
"""Grid steps to a degree; 11 m."""

NODING = 0.01
"""Lines are noded on a grid a hundred times finer, so that the same crossing is found once."""

Array = NDArray[np.float64]


def faces(area: Polygon, lines: Iterable[BaseGeometry]) -> list[Polygon]:
    """Return the faces that lines cut an area into, on the grid, the area's outline unmoved."""
    inside = [shapely.intersection(line, area) for line in lines]
    noded = shapely.union_all([*shapely.get_rings(area), *inside], grid_size=NODING)
    raw = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    kept = [face for face in raw if area.contains(face.point_on_surface())]
    onto = Outline(area)
    snapped = (shapely.transform(face, onto.snap) for face in kept)
    return [part for face in snapped for part in polygons_of(face)]


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the valid polygons of a shape; what collapsed to lines is gone."""
    whole = shape if shape.is_valid else shapely.make_valid(shape, method="structure")
    parts = shapely.get_parts(shapely.get_parts(whole))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def is_exact(area: Polygon, parts: list[Polygon]) -> bool:
    """Whether the parts neither overlap nor leave gaps and together are the area, to the last digit."""
    if not shapely.coverage_is_valid(parts):
        return False
    return sum(part.area for part in parts) == area.area and all(area.covers(part) for part in parts)


class Outline:
    """The segments of an area's rings, to which points of its border are snapped."""

    def __init__(self, area: Polygon) -> None:
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(area)]
        self.starts = np.concatenate([ring[:-1] for ring in rings])
        self.ends = np.concatenate([ring[1:] for ring in rings])
        self.tree = shapely.STRtree(list(_segments(self.starts, self.ends)))

    def snap(self, vertices: Array) -> Array:
        """Return the vertices on the grid; those on the outline stay on it."""
        snapped = np.rint(vertices)
        (points, segments) = self.tree.query(
            shapely.points(vertices), predicate="dwithin", distance=2 * NODING
        )
        first = np.unique(points, return_index=True)[1]
        points, segments = points[first], segments[first]
        snapped[points] = _along(vertices[points], self.starts[segments], self.ends[segments])
        return snapped


def _along(points: Array, starts: Array, ends: Array) -> Array:
    """Return the grid point on each segment that is nearest to each point."""
    whole = np.rint(ends - starts)
    parts = np.gcd(whole[:, 0].astype(int), whole[:, 1].astype(int))
    share = np.sum((points - starts) * whole, axis=1) / np.sum(whole**2, axis=1)
    on_grid: Array = np.rint(starts + whole * (np.rint(np.clip(share, 0, 1) * parts) / parts)[:, None])
    return on_grid


def _segments(starts: Array, ends: Array) -> NDArray[np.object_]:
    return np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)))


def with_vertices(shapes: Iterable[BaseGeometry], vertices: Array) -> list[BaseGeometry]:
    """Return the shapes with every one of the vertices that lies on an outline put into it."""
    tree = shapely.STRtree(list(np.asarray(shapely.points(vertices))))
    return [_with_vertices(shape, tree, vertices) for shape in shapes]


def _with_vertices(shape: BaseGeometry, tree: shapely.STRtree, vertices: Array) -> BaseGeometry:
    polygons = []
    for part in shapely.get_parts(shape):
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(part)]
        shell, *holes = (_denser(ring, tree, vertices) for ring in rings)
        polygons.append(Polygon(shell, holes))
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def _denser(ring: Array, tree: shapely.STRtree, vertices: Array) -> Array:
    segments = _segments(ring[:-1], ring[1:])
    (owners, found) = tree.query(segments, predicate="dwithin", distance=1e-6)
    there = vertices[found]
    inner = np.any(there != ring[owners], axis=1) & np.any(there != ring[owners + 1], axis=1)
    owners, there = owners[inner], there[inner]
    along = np.sum((there - ring[owners]) ** 2, axis=1)
    places = np.concatenate([np.arange(len(ring)), owners])
    order = np.lexsort([np.concatenate([np.zeros(len(ring)), along]), places])
    return np.concatenate([ring, there])[order]
