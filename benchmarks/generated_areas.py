"""Invented areas: Viet Nam cut into as many pieces as wanted, the same ones at every run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely

from geo.layers import layer
from geo.outlines import Outlines, archipelagos, drawn

VINTAGE = "v2008"
PROVINCES = 63
SEED = 20_210_723
# Six sides of a cell with five points each make about thirty points an area, as simplified communes have.
POINTS_A_SIDE = 5
WIGGLE = 0.03
PRINTED_DECIMALS = 6
PLAIN_COAST_DEGREES = 0.01


@dataclass(frozen=True)
class Areas:
    """Areas to draw: codes and shapes in degrees, in drawing order."""

    codes: tuple[str, ...]
    shapes: tuple[shapely.Geometry, ...]


def areas(count: int) -> Areas:
    """Return the real provinces for 63, else ``count`` pieces of the country without gap or overlap."""
    if count == PROVINCES:
        return provinces()
    codes = tuple(f"{number:05}" for number in range(count))
    return Areas(codes, tuple(_pieces(count)))


@cache
def provinces() -> Areas:
    """Return the 63 provinces as they ship."""
    shipped = layer("province", VINTAGE)
    features = shapely.from_geojson(shipped.content)
    return Areas(shipped.codes, tuple(shapely.get_parts(features)))


@cache
def country() -> shapely.Polygon:
    """Return the mainland: the provinces together, with a coast as plain as that of the pieces."""
    whole = shapely.union_all(list(provinces().shapes))
    largest: shapely.Polygon = max(shapely.get_parts(whole), key=shapely.area)
    mainland: shapely.Polygon = shapely.simplify(shapely.Polygon(largest.exterior), PLAIN_COAST_DEGREES)
    return mainland


def drawing(count: int) -> Outlines:
    """Return the areas as the browser receives them, with the archipelagos around them."""
    chosen = areas(count)
    level = "province" if count == PROVINCES else "commune"
    return drawn(chosen.codes, chosen.shapes, archipelagos(VINTAGE), level=level, vintage=VINTAGE)


def geojson(count: int) -> dict[str, Any]:
    """Return the areas as GeoJSON; its features carry ``code``, and six decimals as RFC 7946 advises."""
    chosen = areas(count)
    rounded = shapely.transform(list(chosen.shapes), lambda points: np.round(points, PRINTED_DECIMALS))
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in zip(chosen.codes, rounded, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _pieces(count: int) -> list[shapely.Geometry]:
    centres = shapely.multipoints(_points_inside(country(), count))
    around = shapely.buffer(country(), 1)
    cells = shapely.get_parts(shapely.voronoi_polygons(centres, extend_to=around))
    return [_clipped(_wiggled(cell)) for cell in cells]


def _points_inside(place: shapely.Polygon, count: int) -> np.ndarray:
    """Return points spread over a place: the centres of a grid's squares, each moved a little."""
    random = np.random.default_rng(SEED + count)
    west, south, east, north = place.bounds
    spacing = float(np.sqrt(place.area / count))
    while True:
        across, up = np.arange(west, east, spacing), np.arange(south, north, spacing)
        grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
        moved = grid + random.uniform(-0.25, 0.25, grid.shape) * spacing
        inside = moved[shapely.contains_xy(place, moved[:, 0], moved[:, 1])]
        if len(inside) >= count:
            return inside[np.sort(random.permutation(len(inside))[:count])]
        spacing *= 0.995


def _wiggled(cell: shapely.Polygon) -> shapely.Geometry:
    """Return a cell with crooked sides; the same side is bent alike in both its cells.

    Sides that leave the country stay straight: out there cells are long and thin and would cross themselves.
    """
    corners = np.asarray(cell.exterior.coords)
    inside = shapely.contains_xy(_prepared_country(), corners[:, 0], corners[:, 1])
    starts_and_ends = np.stack([corners[:-1], corners[1:]], axis=1)
    sides = [
        _side(*ends) if both_inside else ends[:1]
        for ends, both_inside in zip(starts_and_ends, inside[:-1] & inside[1:], strict=True)
    ]
    return shapely.Polygon(np.concatenate(sides))


def _side(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the points of a crooked side from its start up to, without, its end."""
    if tuple(end) < tuple(start):
        return np.concatenate([[start], _side(end, start)[:0:-1]])
    seed = np.abs(np.rint(np.concatenate([start, end]) * 1e6)).astype(np.int64)
    along = np.linspace(0, 1, POINTS_A_SIDE, endpoint=False)[:, None]
    across = np.array([start[1] - end[1], end[0] - start[0]])
    bend = np.random.default_rng(seed).uniform(-WIGGLE, WIGGLE, along.shape) * np.sin(np.pi * along)
    return np.asarray(start + (end - start) * along + across * bend)


def _clipped(cell: shapely.Geometry) -> shapely.Geometry:
    """Return the part of a cell that lies in the country, without the lines and points a touch leaves."""
    if shapely.contains_properly(_prepared_country(), cell):
        return cell
    parts = shapely.get_parts(shapely.intersection(country(), cell))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


@cache
def _prepared_country() -> shapely.Geometry:
    whole = country()
    shapely.prepare(whole)
    return whole
