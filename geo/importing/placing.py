"""Shapes brought to degrees and to polygons, and refused unless they lie in Viet Nam."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import pyproj
import shapely

from geo.importing.errors import BoundaryFileUnusable
from geo.layers import shipped_shapes
from vocabulary.vintages import NEW

# What the match report says of how a file was read, beside the licence.
Note = Literal["crs_assumed", "axes_swapped", "codes_ignored"]

DEGREES = "EPSG:4326"
WINDOW = (101.0, 5.0, 120.0, 24.5)
"""West, south, east, north of everything Vietnamese, the archipelagos included."""

ARCHIPELAGO_BOXES = {"hoang_sa": (109.0, 14.5, 117.7, 18.0), "truong_sa": (109.0, 6.0, 117.7, 12.5)}
"""West, south, east, north: as wide as any file draws them, so that no island or reef of theirs is left in a
province and shrinks the map of the country."""

OFFSHORE_DEGREES = 0.6
"""An island in a box is the archipelago's only when it is farther than this from the rest of its province."""

COAST_DEGREES = 0.3
"""Files may follow the coast or the waters before it."""

LEAST_INSIDE = 0.5
POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
EARTH_RADIUS_KM = 6371.0072


@dataclass(frozen=True)
class Placed:
    """Polygons in degrees, and the places in the file of the rows they belong to.

    ``notes`` say by code what had to be assumed; ``mended`` is how many shapes were.
    """

    shapes: np.ndarray
    kept: tuple[int, ...]
    crs: str
    notes: tuple[Note, ...]
    mended: int


def placed(shapes: np.ndarray, crs: str | None, names: Sequence[str]) -> Placed:
    """Return valid polygons in EPSG:4326, one for each row that has one.

    Raises BoundaryFileUnusable where no row has one, for points and lines, for coordinates that are no
    degrees without a CRS, and for shapes outside of Viet Nam.
    """
    kept = _with_ground(shapes, names)
    shapes = shapes[kept]
    stated, notes = _settled(shapes, crs)
    shapes = in_degrees(shapes, stated)
    if _swapped(shapes):
        shapes, notes = _transformed(shapes, lambda points: points[:, ::-1]), (*notes, "axes_swapped")
    _check_window(shapes, stated)
    mended = ~shapely.is_valid(shapes)
    shapes = np.array(
        [polygonal(s) if bad else s for s, bad in zip(shapes, mended, strict=True)], dtype=object
    )
    shapes = np.array([_polygons_alone(shape) for shape in shapes], dtype=object)
    again = _with_ground(shapes, [names[place] for place in kept])
    return Placed(shapes[again], tuple(int(place) for place in kept[again]), stated, notes, int(mended.sum()))


def _with_ground(shapes: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return the places of the shapes that cover ground; BoundaryFileUnusable if none does."""
    if not len(shapes):
        raise BoundaryFileUnusable("no_rows")
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    flat = ~empty & (shapely.get_dimensions(shapes) < 2)
    kept = np.flatnonzero(~empty & ~flat)
    if len(kept):
        return kept
    if flat.any():
        raise BoundaryFileUnusable("not_areas", {"count": int(flat.sum()), "rows": len(shapes)})
    shown = [names[place] or str(place + 1) for place in range(min(5, len(names)))]
    raise BoundaryFileUnusable("empty_geometry", {"count": len(shapes), "names": ", ".join(shown)})


def _settled(shapes: np.ndarray, crs: str | None) -> tuple[str, tuple[Note, ...]]:
    """Return the CRS to read the coordinates by; degrees are assumed when they look like it."""
    if crs:
        return crs, ()
    west, south, east, north = shapely.total_bounds(shapes)
    in_range = -180 <= west <= east <= 180 and -180 <= south <= north <= 180
    if not in_range:
        raise BoundaryFileUnusable("crs_missing", {"bounds": _bounds_text(shapes)})
    return DEGREES, ("crs_assumed",)


def in_degrees(shapes: np.ndarray, crs: str) -> np.ndarray:
    """Return shapes in longitude and latitude; BoundaryFileUnusable if the CRS is none that PROJ knows."""
    try:
        source = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise BoundaryFileUnusable("crs_unknown", {"crs": crs[:80]}) from error
    if source.is_geographic and source.equals(
        pyproj.CRS.from_user_input("OGC:CRS84"), ignore_axis_order=True
    ):
        return shapes
    to_degrees = pyproj.Transformer.from_crs(source, DEGREES, always_xy=True)

    def turn(points: np.ndarray) -> np.ndarray:
        return np.column_stack(to_degrees.transform(points[:, 0], points[:, 1]))

    return _transformed(shapes, turn)


def _transformed(shapes: np.ndarray, turn: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    changed: np.ndarray = shapely.transform(shapes, turn)
    return changed


def _swapped(shapes: np.ndarray) -> bool:
    west, south, east, north = shapely.total_bounds(shapes)
    return bool(WINDOW[1] <= west <= east <= WINDOW[3] and WINDOW[0] <= south <= north <= WINDOW[2])


def _check_window(shapes: np.ndarray, crs: str) -> None:
    bounds = shapely.bounds(shapes)
    if not np.isfinite(bounds).all() or np.abs(bounds).max() > 180:
        raise BoundaryFileUnusable("wrong_crs", {"crs": crs[:80], "bounds": _bounds_text(shapes)})
    west, south, east, north = bounds.T
    inside = (west <= WINDOW[2]) & (east >= WINDOW[0]) & (south <= WINDOW[3]) & (north >= WINDOW[1])
    if not inside.any():
        raise BoundaryFileUnusable("outside_viet_nam", {"crs": crs[:80], "bounds": _bounds_text(shapes)})


def _bounds_text(shapes: np.ndarray) -> str:
    return ", ".join(f"{value:.6g}" for value in shapely.total_bounds(shapes))


def polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a valid shape of the same ground; lines and points that mending leaves are dropped."""
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _polygons_alone(shape: shapely.Geometry) -> shapely.Geometry:
    if shapely.get_type_id(shape) in POLYGONS:
        return shape
    parts = [part for part in _leaves(shape) if shapely.get_type_id(part) == shapely.GeometryType.POLYGON]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def _leaves(shape: shapely.Geometry) -> list[shapely.Geometry]:
    parts = shapely.get_parts(shape)
    return [leaf for part in parts for leaf in (_leaves(part) if hasattr(part, "geoms") else [part])]


@cache
def _country() -> shapely.Geometry:
    """Viet Nam with its coast waters and both archipelagos."""
    land = shapely.union_all(list(shipped_shapes("province", NEW).values()))
    boxes = [shapely.box(*box) for box in ARCHIPELAGO_BOXES.values()]
    country = shapely.union_all([shapely.buffer(land, COAST_DEGREES), *boxes])
    shapely.prepare(country)
    return country


def check_country(shapes: np.ndarray) -> None:
    """Raise BoundaryFileUnusable (``other_country``) unless most of the ground lies in Viet Nam."""
    ground = shapely.area(shapes)
    points = shapely.point_on_surface(shapes)
    share = float(ground[shapely.contains(_country(), points)].sum() / ground.sum())
    if share < LEAST_INSIDE:
        facts = {"bounds": _bounds_text(shapes), "percent": round(share * 100)}
        raise BoundaryFileUnusable("other_country", facts)


def square_kilometres(shapes: np.ndarray) -> np.ndarray:
    """Return the area of each shape in km², on a sphere as large as the Earth."""

    def flattened(points: np.ndarray) -> np.ndarray:
        radians = np.radians(points)
        return np.column_stack([radians[:, 0], np.sin(radians[:, 1])]) * EARTH_RADIUS_KM

    flat: np.ndarray = shapely.transform(shapes, flattened)
    areas: np.ndarray = shapely.area(flat)
    return areas
