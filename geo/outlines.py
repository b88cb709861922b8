"""Outlines: the drawing of a layer that a browser puts on the map without decoding anything.

Every area is one SVG path in a square grid of the Web Mercator plane, its points written as
whole-number steps. Neighbours share their grid points, so no seam can open between them, and the
steps compress to a fraction of the coordinates.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape as geometry_of

from geo.layers import Layer, UnknownLayer, islands, layer

GRID_PER_DEGREE = {"province": 1000, "district": 1500, "commune": 3000}
INSET_GRID_PER_DEGREE = 200

DESCRIBING = ("boundaries", "licence_note", "non_commercial", "source_name")
"""What a layer says of itself that goes with its drawing."""

Corners = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Island:
    """One archipelago: its name's code, the province it belongs to and its shape in degrees."""

    archipelago: str
    code: str
    shape: shapely.Geometry


@dataclass(frozen=True)
class Outlines:
    """The drawing of one layer: ``codes`` in drawing order and the compressed document."""

    level: str
    vintage: str
    codes: tuple[str, ...]
    digest: str
    compressed: bytes
    boundaries: str = "open"
    licence_note: str = ""
    non_commercial: bool = False
    source_name: str = ""
    within: str | None = None

    @property
    def filename(self) -> str:
        """The file name in the address; it changes whenever a byte of the drawing changes."""
        layer_and_part = "-".join(filter(None, (self.level, self.vintage, self.within)))
        return f"{layer_and_part}.{self.digest}.json"

    @property
    def url(self) -> str:
        """The address from which the browser fetches the drawing once and keeps it."""
        return f"/geometry/{self.filename}"


def outlines(level: str, vintage: str, within: str | None = None) -> Outlines:
    """Return the drawing of a layer, or of one province's areas, archipelagos included.

    ``within`` is the province's code in the same vintage. UnknownLayer if no such layer is there or nothing
    of it lies in that province.
    """
    return _outlines(layer(level, vintage), within)


def outlines_by_filename(filename: str) -> Outlines | None:
    """Return the drawing whose ``filename`` is exactly this, else None; draws no other layer to find out."""
    named = re.fullmatch(r"([a-z]+)-(v\d{4})(?:-(\w+))?\.[0-9a-f]+\.json", filename)
    if named is None:
        return None
    try:
        drawing = outlines(*named.groups())
    except UnknownLayer:
        return None
    return drawing if drawing.filename == filename else None


# By the layer itself, whose digest changes with its bytes: a replaced layer is drawn again.
@lru_cache(maxsize=256)
def _outlines(shown: Layer, within: str | None) -> Outlines:
    collection = json.loads(shown.content)
    features = [f for f in collection["features"] if within in (None, f["properties"].get("province"))]
    if not features:
        raise UnknownLayer(f"layer {shown.level!r}, {shown.vintage!r} has nothing in province {within!r}")
    drawing = drawn(
        [feature["properties"]["code"] for feature in features],
        [geometry_of(feature["geometry"]) for feature in features],
        archipelagos(shown.vintage, shown.level),
        level=shown.level,
        vintage=shown.vintage,
    )
    described = {member: collection[member] for member in DESCRIBING if member in collection}
    return replace(drawing, within=within, **described)


def bounds_of(level: str, vintage: str, codes: frozenset[str]) -> Corners | None:
    """Return the south-west and north-east corners (latitude, longitude) around some areas of a layer.

    The archipelagos do not count, as they are drawn in their insets; None when nothing else is left.
    """
    apart = {island.code for island in archipelagos(vintage, level)} if level != "province" else set()
    return _bounds_of(layer(level, vintage), codes - apart)


@lru_cache(maxsize=512)
def _bounds_of(shown: Layer, codes: frozenset[str]) -> Corners | None:
    features = json.loads(shown.content)["features"]
    shapes = [geometry_of(f["geometry"]) for f in features if f["properties"]["code"] in codes]
    if not shapes:
        return None
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
    return (south, west), (north, east)


def archipelagos(vintage: str, level: str = "province") -> tuple[Island, ...]:
    """Return Hoàng Sa and Trường Sa with the codes of the areas they belong to."""
    features = json.loads(islands().content)["features"]
    return tuple(
        Island(
            archipelago=feature["properties"]["archipelago"],
            code=feature["properties"][f"{level}_{vintage}"],
            shape=geometry_of(feature["geometry"]),
        )
        for feature in features
    )


def drawn(
    codes: Sequence[str],
    shapes: Sequence[shapely.Geometry],
    around: Sequence[Island],
    *,
    level: str,
    vintage: str,
) -> Outlines:
    """Return the drawing of any areas whose shapes are in degrees.

    A district or commune that is an archipelago is drawn there alone: its path in the plane is empty.
    """
    apart = {island.code for island in around} if level != "province" else set()
    near = [
        shapely.MultiPolygon() if code in apart else shape for code, shape in zip(codes, shapes, strict=True)
    ]
    document = _plane(near, GRID_PER_DEGREE[level]) | {"codes": list(codes)}
    document["islands"] = [
        _plane([island.shape], INSET_GRID_PER_DEGREE)
        | {"code": island.code, "archipelago": island.archipelago}
        for island in around
    ]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Outlines(
        level=level,
        vintage=vintage,
        codes=tuple(codes),
        digest=hashlib.sha256(text).hexdigest()[:16],
        compressed=gzip.compress(text, compresslevel=9, mtime=0),
    )


def _plane(shapes: Sequence[shapely.Geometry], per_degree: int) -> dict[str, Any]:
    west, south, east, north = shapely.total_bounds(list(shapes))
    top = mercator(north)
    grid = [_gridded(shape, west, top, per_degree) for shape in shapes]
    width, height = math.ceil((east - west) * per_degree), math.ceil((top - mercator(south)) * per_degree)
    return {
        "bounds": [[_latitude(top - height / per_degree), west], [north, west + width / per_degree]],
        "size": [width, height],
        "paths": ["".join(_steps(shape)) for shape in grid],
    }


def mercator(latitude: float) -> float:
    """Return the Web Mercator ordinate of a latitude, in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


def _gridded(shape: shapely.Geometry, west: float, top: float, per_degree: int) -> shapely.Geometry:
    def to_grid(points: np.ndarray) -> np.ndarray:
        ordinates = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(points[:, 1]) / 2)))
        rounded: np.ndarray = np.rint(np.column_stack([points[:, 0] - west, top - ordinates]) * per_degree)
        return rounded

    gridded: shapely.Geometry = shapely.transform(shape, to_grid)
    return gridded


def _steps(shape: shapely.Geometry) -> Iterator[str]:
    for polygon in shapely.get_parts(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            yield _ring_path(np.asarray(ring.coords, dtype=int))


def _ring_path(points: np.ndarray) -> str:
    """Return a closed path; a speck that falls into one grid square stays as a dot of one square."""
    steps = np.diff(points, axis=0)
    steps = steps[np.any(steps != 0, axis=1)][:-1]
    if len(steps) < 2:
        return f"M{points[0][0]} {points[0][1]}h1v1h-1z"
    return (
        f"M{points[0][0]} {points[0][1]}l"
        + "".join(f"{_number(x)}{_number(y)}" for x, y in steps).lstrip()
        + "z"
    )


def _number(step: int) -> str:
    return f"{step}" if step < 0 else f" {step}"


def extent(
    plane: Mapping[str, Any], fit: Sequence[Sequence[float]] | None
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom, in the grid of an outline, of what a map moves to.

    ``fit`` holds the corners in degrees, south-west first; None for the whole drawing.
    """
    width, height = plane["size"]
    if not fit:
        return 0, 0, width, height
    (south, west), (north, east) = plane["bounds"]
    across, up = width / (east - west), height / (mercator(north) - mercator(south))
    (low, left), (high, right) = fit
    return (
        (left - west) * across,
        (mercator(north) - mercator(high)) * up,
        (right - west) * across,
        (mercator(north) - mercator(low)) * up,
    )
